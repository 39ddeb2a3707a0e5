import { describe, expect, test } from "vitest";
import { attempt } from "../../shared/engine/attempt.ts";
import { Failure } from "../../shared/model/problem.ts";
import { handClock, settle } from "../support/clock.ts";
import { attemptScope, bareCheck, problemOf, silence, told } from "../support/engine.ts";

const never = () => new Promise<never>(() => {});

describe("what a check answers is what is told of it", () => {
  const problem = { reason: "assertion" as const, message: "so it is" };
  test.each(["degraded", "fail", "unknown"] as const)("%s", async (outcome) => {
    const result = await attempt(
      "x",
      bareCheck(async () => ({ outcome, problem })),
      attemptScope(),
    );
    expect(result).toMatchObject({ outcome, problem });
  });

  test("a failure it throws says itself whose fault it is", async () => {
    const failing = bareCheck(async () => {
      throw new Failure(problem, "unknown");
    });
    expect(told(await attempt("x", failing, attemptScope()))).toBe("unknown (assertion): so it is");
  });

  test("one that throws before it gives a promise is told like any other", async () => {
    const failing = bareCheck(() => {
      throw new Error("at once");
    });
    expect(told(await attempt("x", failing, attemptScope()))).toBe("fail (assertion): at once");
  });

  // A kind of one's own, in JavaScript.
  test.each(["null", "{}", '{"outcome":"ok"}', '{"outcome":"fail"}'])(
    "%s is no answer: unknown, and no crash",
    async (answer) => {
      const result = await attempt(
        "x",
        bareCheck(async () => JSON.parse(answer)),
        attemptScope(),
      );
      expect(result.outcome).toBe("unknown");
      expect(problemOf(result)?.reason).toBe("checker");
    },
  );
});

describe("a check that takes too long", () => {
  test("fails when its time is up, is told to stop, and is not waited for", async () => {
    const clock = handClock();
    const signals: AbortSignal[] = [];
    const slow = bareCheck(({ signal }) => {
      signals.push(signal);
      return never();
    }, 3000);
    const running = attempt("x", slow, attemptScope({ clock }));
    await clock.advance(2999);
    expect(signals[0]?.aborted).toBe(false);
    await clock.advance(1);
    const result = await running;
    expect(told(result)).toBe("fail (timeout): not done after 3000 ms");
    expect([signals[0]?.aborted, result.durationMs, result.budgetMs]).toEqual([true, 3000, 3000]);
    expect(clock.waiting()).toBe(0);
  });

  test("names the step it was in, and closes that step as failed", async () => {
    const clock = handClock();
    const slow = bareCheck(async ({ step }) => {
      await step("quick", async () => {});
      return step("outer", () => step("slow", never));
    });
    const running = attempt("x", slow, attemptScope({ clock }));
    await clock.advance(1000);
    const result = await running;
    expect(told(result)).toBe('fail (timeout): in "slow": not done after 1000 ms');
    expect(result.steps).toEqual([
      { name: "quick", outcome: "pass", durationMs: 0, tries: 1 },
      { name: "slow", outcome: "fail", durationMs: 1000, tries: 1 },
      { name: "outer", outcome: "fail", durationMs: 1000, tries: 1 },
    ]);
  });

  test("fails although its script trips over the time-out", async () => {
    const clock = handClock();
    const tripping = bareCheck(async ({ signal }) => {
      await silence({ signal }).catch(() => {});
      throw new TypeError("answer is undefined");
    });
    const running = attempt("x", tripping, attemptScope({ clock }));
    await clock.advance(1000);
    expect(told(await running)).toBe("fail (timeout): not done after 1000 ms");
  });

  test("is not told as passed when it ends a moment later", async () => {
    const clock = handClock();
    const late = bareCheck(async ({ step }) => {
      await step("late", () => new Promise<void>((resolve) => clock.after(1000, resolve)));
      return { outcome: "pass" };
    });
    const running = attempt("x", late, attemptScope({ clock }));
    await clock.advance(5000);
    const result = await running;
    expect(told(result)).toBe('fail (timeout): in "late": not done after 1000 ms');
    expect(result.steps).toMatchObject([{ name: "late", outcome: "fail" }]);
  });
});

describe("a check that the run's deadline cuts off", () => {
  test("is unknown, with how far it came", async () => {
    const clock = handClock();
    const deadline = new AbortController();
    const slow = bareCheck(({ step }) => step("slow", never));
    const running = attempt("x", slow, attemptScope({ clock, deadline: deadline.signal }));
    await clock.advance(400);
    deadline.abort();
    const result = await running;
    expect(told(result)).toBe(
      `unknown (deadline): in "slow": cut off after 400 of 1000 ms: this run's time was up`,
    );
    expect(result.steps).toMatchObject([{ name: "slow", outcome: "fail", durationMs: 400 }]);
    expect(clock.waiting()).toBe(0);
  });

  test("is not begun where the time was up before", async () => {
    const begun: string[] = [];
    const check = bareCheck(async () => {
      begun.push("x");
      return never();
    });
    const running = attempt("x", check, attemptScope({ deadline: AbortSignal.abort() }));
    await settle();
    const result = await Promise.race([running, settle().then(() => "still running" as const)]);
    expect(result).toMatchObject({ outcome: "unknown", problem: { reason: "deadline" } });
  });
});

test("every text of a result is redacted", async () => {
  const redact = (text: string) => text.replaceAll("hush", "***");
  const problem = {
    reason: "body" as const,
    message: "hush",
    expected: "hush",
    actual: "hush",
    step: "hush",
  };
  const check = bareCheck(async ({ cleanup }) => {
    cleanup(() => Promise.reject(new Error("hush")));
    return { outcome: "fail", problem };
  });
  const result = await attempt("x", check, attemptScope({ redact }));
  expect(JSON.stringify(result)).not.toContain("hush");
});

test("the names of steps are redacted, too", async () => {
  const redact = (text: string) => text.replaceAll("hush", "***");
  const check = bareCheck(async ({ step }) => {
    await step("say hush", async () => {});
    return { outcome: "pass" };
  });
  const result = await attempt("x", check, attemptScope({ redact }));
  expect(result.steps).toMatchObject([{ name: "say ***" }]);
});

test("the time a check took is its own, without that of its clean-ups", async () => {
  const clock = handClock();
  const check = bareCheck(async ({ cleanup }) => {
    cleanup(() => new Promise<void>((resolve) => clock.after(2000, resolve)));
    await new Promise<void>((resolve) => clock.after(500, resolve));
    return { outcome: "pass" };
  });
  const running = attempt("x", check, attemptScope({ clock }));
  await clock.advance(2500);
  expect(await running).toMatchObject({ outcome: "pass", durationMs: 500, budgetMs: 1000 });
});
