import { describe, expect, test } from "vitest";
import { send } from "../../shared/http/send.ts";
import { handClock, settle } from "../support/clock.ts";
import { fakeTransport, response, runJourney, silence, told } from "../support/engine.ts";
import { serve } from "../support/server.ts";

const api = "http://api.acme.example";

/** How a journey can end, and what is told of it. */
const endings = [
  { name: "passed", end: async () => {}, line: "pass" },
  {
    name: "failed",
    end: async () => {
      throw new Error("wrong");
    },
    line: "fail (assertion): wrong",
  },
  {
    name: "broke",
    end: async () => {
      throw new TypeError("x is not a function");
    },
    line: "unknown (checker): the check itself broke: x is not a function",
  },
  {
    name: "took too long",
    end: () => new Promise<void>(() => {}),
    line: "fail (timeout): not done after 20000 ms",
  },
];

describe("clean-ups are done, last in first out, when the journey", () => {
  test.each(endings)("$name", async ({ end, line }) => {
    const clock = handClock();
    const done: string[] = [];
    const running = runJourney(
      async ({ cleanup, step }) => {
        await step("work", async () => {});
        cleanup(async () => done.push("first"));
        cleanup(async () => done.push("second"));
        await end();
      },
      { clock },
    );
    await clock.advance(20_000);
    expect(told(await running)).toBe(line);
    expect(done).toEqual(["second", "first"]);
  });

  test("was cut off by the run's deadline", async () => {
    const deadline = new AbortController();
    const done: string[] = [];
    const running = runJourney(
      async ({ cleanup }) => {
        cleanup(async () => done.push("cleaned"));
        await new Promise(() => {});
      },
      { deadline: deadline.signal },
    );
    await settle();
    deadline.abort();
    expect((await running).outcome).toBe("unknown");
    expect(done).toEqual(["cleaned"]);
  });
});

describe("a clean-up that fails", () => {
  const script =
    (end: () => Promise<void>): Parameters<typeof runJourney>[0] =>
    async ({ cleanup, http }) => {
      await http.post(`${api}/good`);
      cleanup(() => http.delete(`${api}/bad`));
      cleanup(() => http.delete(`${api}/good`));
      await end();
    };
  const broken = () => fakeTransport(({ url }) => response({ status: url.endsWith("bad") ? 500 : 204 }));
  const leak = { reason: "cleanup", message: "clean-up failed: status (500) == 2xx" };

  test("turns a pass into degraded", async () => {
    const result = await runJourney(
      script(async () => {}),
      broken(),
    );
    expect(told(result)).toBe("degraded (cleanup): clean-up failed: status (500) == 2xx");
    expect(result.leaks).toEqual([leak]);
  });

  test.each(endings.slice(1))("does not hide the first failure of one that $name", async ({ end, line }) => {
    const clock = handClock();
    const running = runJourney(script(end), { ...broken(), clock });
    await clock.advance(20_000);
    const result = await running;
    expect(told(result)).toBe(line);
    expect(result.leaks).toEqual([leak]);
  });

  test("does not hide that an answer was slow", async () => {
    const { transport } = fakeTransport(({ method }) =>
      response(method === "DELETE" ? { status: 500 } : { durationMs: 900 }),
    );
    const result = await runJourney(
      async ({ cleanup, http }) => {
        cleanup(() => http.delete(api));
        await http.get(api, { expect: { within: "800ms" } });
      },
      { transport },
    );
    expect(told(result)).toBe("degraded (latency): latency (900 ms) <= 800 ms");
    expect(result.leaks).toEqual([leak]);
  });

  test("stops none of the others", async () => {
    const done: string[] = [];
    const result = await runJourney(async ({ cleanup }) => {
      cleanup(async () => done.push("first"));
      cleanup(() => {
        throw new Error("at once");
      });
      cleanup(() => Promise.reject(new Error("later")));
      cleanup(async () => done.push("last"));
    });
    expect(done).toEqual(["last", "first"]);
    expect(result.leaks.map(({ message }) => message)).toEqual([
      "clean-up failed: later",
      "clean-up failed: at once",
    ]);
  });
});

test("a clean-up's requests are sent although the check was given up", async () => {
  const clock = handClock();
  const waiting = Promise.withResolvers<void>();
  await using server = await serve((response, { method }) => {
    if (method === "DELETE") response.writeHead(204).end();
    else waiting.resolve();
  });
  const running = runJourney(
    async ({ cleanup, http }) => {
      cleanup(() => http.delete(`${server.url}/made`));
      await http.get(`${server.url}/slow`);
    },
    { clock, transport: send },
  );
  await waiting.promise;
  await clock.advance(20_000);
  const result = await running;
  expect(told(result)).toBe("fail (timeout): not done after 20000 ms");
  expect(result.leaks).toEqual([]);
  expect(server.received.map(({ method, url }) => `${method} ${url}`)).toEqual(["GET /slow", "DELETE /made"]);
  await server.released();
});

test("clean-ups have a time of their own, and are given up at its end", async () => {
  const clock = handClock();
  const { transport, requests } = fakeTransport((request) =>
    request.method === "DELETE" ? silence(request) : response(),
  );
  const running = runJourney(
    async ({ cleanup, http }) => {
      await http.post(api);
      cleanup(() => http.delete(api));
    },
    { clock, transport },
  );
  await clock.advance(5000);
  const result = await running;
  expect(told(result)).toBe("degraded (cleanup): clean-up failed: not done after 5000 ms");
  expect(requests.at(-1)?.signal.aborted).toBe(true);
  expect(clock.waiting()).toBe(0);
});

test("a clean-up registered by a clean-up is done, too", async () => {
  const done: string[] = [];
  await runJourney(async ({ cleanup }) => {
    cleanup(async () => {
      cleanup(async () => done.push("inner"));
      done.push("outer");
    });
  });
  expect(done).toEqual(["outer", "inner"]);
});
