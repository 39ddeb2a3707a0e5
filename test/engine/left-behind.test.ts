import { describe, expect, test } from "vitest";
import { attempt } from "../../shared/engine/attempt.ts";
import { send } from "../../shared/http/send.ts";
import { handClock } from "../support/clock.ts";
import { attemptScope, bareCheck, fakeTransport, response, runJourney, told } from "../support/engine.ts";
import { serve } from "../support/server.ts";

const api = "http://api.acme.example";

describe("what a check leaves running is stopped when the check is over", () => {
  test("its signal is aborted, however it ended", async () => {
    const signals: AbortSignal[] = [];
    for (const outcome of ["pass", "fail"] as const) {
      const check = bareCheck(async ({ signal }) => {
        signals.push(signal);
        if (outcome === "fail") throw new Error("wrong");
        return { outcome };
      });
      await attempt("x", check, attemptScope());
    }
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
  });

  test("a request still under way is given up, so that nothing keeps the process alive", async () => {
    const waiting = Promise.withResolvers<void>();
    await using server = await serve(() => waiting.resolve());
    const result = await runJourney(
      async ({ http, step }) => {
        const hanging = step("hanging", () => http.get(`${server.url}/slow`));
        const failing = step("failing", async () => {
          await waiting.promise;
          throw new Error("wrong");
        });
        await Promise.all([hanging, failing]);
      },
      { transport: send },
    );
    expect(result.outcome).toBe("fail");
    await server.released();
  }, 3000);

  test("a step that polls beside the one that failed polls no more", async () => {
    const clock = handClock();
    const { transport, requests } = fakeTransport(() => response({ status: 404 }));
    const result = await runJourney(
      async ({ http, step, eventually }) => {
        const polling = eventually("polling", { within: "10s", every: "1s" }, () => http.get(api));
        const failing = step("failing", async () => {
          throw new Error("wrong");
        });
        await Promise.all([polling, failing]);
      },
      { transport, clock },
    );
    expect(result.outcome).toBe("fail");
    const asked = requests.length;
    await clock.advance(10_000);
    expect(requests).toHaveLength(asked);
    expect(clock.waiting()).toBe(0);
  });
});

describe("a script that goes on after its time", () => {
  test("sends nothing any more: nobody would clean it up", async () => {
    const clock = handClock();
    const { transport, requests } = fakeTransport(() => response());
    const running = runJourney(
      async ({ http, cleanup }) => {
        cleanup(() => http.delete(api));
        await new Promise<void>((resolve) => clock.after(21_000, resolve));
        await http.post(api);
      },
      { clock, transport },
    );
    await clock.advance(25_000);
    await running;
    expect(requests.map(({ method }) => method)).toEqual(["DELETE"]);
  });

  test("changes nothing in the result", async () => {
    const clock = handClock();
    const running = runJourney(
      async ({ step }) => {
        await new Promise<void>((resolve) => clock.after(21_000, resolve));
        await step("late", async () => {});
      },
      { clock },
    );
    await clock.advance(20_000);
    const before = JSON.stringify(await running);
    await clock.advance(10_000);
    expect(JSON.stringify(await running)).toBe(before);
    expect(told(await running)).toBe("fail (timeout): not done after 20000 ms");
  });
});
