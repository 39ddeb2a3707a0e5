import { describe, expect, test } from "vitest";
import { send } from "../../shared/http/send.ts";
import { fakeTransport, problemOf, response, runJourney, told } from "../support/engine.ts";
import { sendJson, serve } from "../support/server.ts";

const api = "http://api.acme.example";

test("a journey that comes to its end passes, with its steps in order", async () => {
  await using server = await serve((response, { url }) => sendJson(response, { token: "t0k3n", url }));
  const result = await runJourney(
    async ({ step, http }) => {
      const login = await step("log in", () => http.post(`${server.url}/login`, { json: { user: "u" } }));
      const headers = { authorization: `Bearer ${login.body.token}` };
      await step("read", () => http.get(`${server.url}/me`, { headers }));
    },
    { transport: send },
  );
  expect(result).toMatchObject({ outcome: "pass", kind: "journey", budgetMs: 20_000 });
  expect(result.steps).toEqual([
    { name: "log in", outcome: "pass", durationMs: 0, tries: 1 },
    { name: "read", outcome: "pass", durationMs: 0, tries: 1 },
  ]);
  expect(server.received).toMatchObject([
    { method: "POST", url: "/login", body: '{"user":"u"}' },
    { method: "GET", url: "/me", headers: { authorization: "Bearer t0k3n" } },
  ]);
  await server.released();
});

test.each(["get", "head", "post", "put", "patch", "delete"] as const)(
  "http.%s sends just that",
  async (verb) => {
    await using server = await serve((response) => response.writeHead(200).end());
    await runJourney(({ http }) => http[verb](server.url).then(() => {}), { transport: send });
    expect(server.received).toMatchObject([{ method: verb.toUpperCase() }]);
  },
);

describe("a failure names the step it happened in", () => {
  const { transport } = fakeTransport(({ url }) => response({ status: url.endsWith("/bad") ? 500 : 200 }));

  test("when an answer is not as expected", async () => {
    const result = await runJourney(
      async ({ step, http }) => {
        await step("good", () => http.get(`${api}/good`));
        await step("bad", () => http.get(`${api}/bad`));
        await step("never", () => http.get(`${api}/never`));
      },
      { transport },
    );
    expect(told(result)).toBe('fail (status): in "bad": status (500) == 2xx');
    expect(result.steps.map(({ name, outcome }) => `${name}: ${outcome}`)).toEqual([
      "good: pass",
      "bad: fail",
    ]);
  });

  test("when the script says so with an error of its own", async () => {
    const result = await runJourney(({ step }) =>
      step("count", async () => {
        throw new Error("3 messages, not 4");
      }),
    );
    expect(told(result)).toBe('fail (assertion): in "count": 3 messages, not 4');
  });

  test("when the script itself is wrong", async () => {
    const result = await runJourney(({ step }) =>
      step("parse", async () => {
        JSON.parse("{");
      }),
    );
    expect(result.outcome).toBe("unknown");
    expect(problemOf(result)).toMatchObject({ reason: "checker", step: "parse" });
  });

  test("the innermost one, where steps stand in steps", async () => {
    const result = await runJourney(
      ({ step, http }) =>
        step("outer", async () => {
          await step("inner", () => http.get(`${api}/bad`));
        }),
      { transport },
    );
    expect(told(result)).toBe('fail (status): in "inner": status (500) == 2xx');
    expect(result.steps.map(({ name, outcome }) => `${name}: ${outcome}`)).toEqual([
      "inner: fail",
      "outer: fail",
    ]);
  });

  test("and outside of any step it names none", async () => {
    const result = await runJourney(({ http }) => http.get(`${api}/bad`).then(() => {}), { transport });
    expect(told(result)).toBe("fail (status): status (500) == 2xx");
  });
});

describe("whose fault an error is", () => {
  const thrown = async (error: unknown) =>
    told(
      await runJourney(async () => {
        throw error;
      }),
    );

  test.each([
    [new Error("no such order"), "fail (assertion): no such order"],
    ["no such order", "fail (assertion): no such order"],
    [new TypeError("x is not a function"), "unknown (checker): the check itself broke: x is not a function"],
    [new ReferenceError("x is not defined"), "unknown (checker): the check itself broke: x is not defined"],
    [new RangeError("out of range"), "unknown (checker): the check itself broke: out of range"],
    [new SyntaxError("bad JSON"), "unknown (checker): the check itself broke: bad JSON"],
  ])("%s: %s", async (error, line) => {
    expect(await thrown(error)).toBe(line);
  });

  test("an expectation that makes no sense is the script's: unknown, and named", async () => {
    const result = await runJourney(({ http }) => http.get(api, { expect: { status: 20 } }).then(() => {}));
    expect(told(result)).toBe("unknown (setup): expect.status: 20 is not a status. Write 200 or [200, 204].");
  });
});

describe("an answer that is slower than it may be", () => {
  const { transport } = fakeTransport(() => response({ durationMs: 900 }));

  test("makes a journey degraded that goes on to its end", async () => {
    const visited: string[] = [];
    const result = await runJourney(
      async ({ http }) => {
        await http.get(api, { expect: { within: "800ms" } });
        visited.push("the end");
      },
      { transport },
    );
    expect(told(result)).toBe("degraded (latency): latency (900 ms) <= 800 ms");
    expect(visited).toEqual(["the end"]);
  });

  test("is told with its step", async () => {
    const result = await runJourney(
      ({ step, http }) => step("log in", () => http.get(api, { expect: { within: "800ms" } })).then(() => {}),
      { transport },
    );
    expect(told(result)).toBe('degraded (latency): in "log in": latency (900 ms) <= 800 ms');
  });

  test("does not hide a failure", async () => {
    const result = await runJourney(
      async ({ http }) => {
        await http.get(api, { expect: { within: "800ms" } });
        throw new Error("wrong");
      },
      { transport },
    );
    expect(told(result)).toBe("fail (assertion): wrong");
  });
});
