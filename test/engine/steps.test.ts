import { describe, expect, test } from "vitest";
import { makeStepLog } from "../../shared/engine/steps.ts";
import { handClock } from "../support/clock.ts";

test("a step gives on what its task gives", async () => {
  expect(await makeStepLog(handClock()).run("read", async () => 42)).toBe(42);
});

describe("an error", () => {
  const throwing = (error: unknown) => () => Promise.reject(error);

  test("is passed on as it is, and is known by the step it was thrown in", async () => {
    const log = makeStepLog(handClock());
    const error = new Error("wrong");
    await expect(log.run("read", throwing(error))).rejects.toBe(error);
    expect(log.stepOf(error)).toBe("read");
    expect(log.close()).toMatchObject([{ name: "read", outcome: "fail" }]);
  });

  test("belongs to the innermost of several steps", async () => {
    const log = makeStepLog(handClock());
    const error = new Error("wrong");
    await log.run("outer", () => log.run("inner", throwing(error))).catch(() => {});
    expect(log.stepOf(error)).toBe("inner");
  });

  test("that was thrown in no step belongs to the one under way, if there is one", async () => {
    const log = makeStepLog(handClock());
    await log.run("before", async () => {});
    expect(log.stepOf(new Error("wrong"))).toBeUndefined();
    void log.run("open", () => new Promise(() => {}));
    expect(log.stepOf(new Error("wrong"))).toBe("open");
  });
});

test("steps side by side are told in the order they ended, each with its own time", async () => {
  const clock = handClock();
  const log = makeStepLog(clock);
  const lasting = (ms: number) => () => new Promise<void>((resolve) => clock.after(ms, resolve));
  const all = Promise.all([log.run("slow", lasting(30)), log.run("quick", lasting(10))]);
  expect(log.current()).toBe("quick");
  await clock.advance(10);
  expect(log.current()).toBe("slow");
  await clock.advance(20);
  await all;
  expect(log.current()).toBeUndefined();
  expect(log.close().map(({ name, durationMs }) => `${name} ${durationMs}`)).toEqual(["quick 10", "slow 30"]);
});

test("two steps of one name are two steps", async () => {
  const log = makeStepLog(handClock());
  await log.run("read", async () => {});
  await log.run("read", async () => {});
  expect(log.close().map(({ name }) => name)).toEqual(["read", "read"]);
});

test("a polling step counts its tries; any other has one", async () => {
  const log = makeStepLog(handClock());
  await log.run("once", async () => {});
  await log.run("polling", async (onTry) => {
    onTry();
    onTry();
    onTry();
  });
  expect(log.close().map(({ tries }) => tries)).toEqual([1, 3]);
});

test("what is still under way at the end is closed as failed, and stays so when it ends later", async () => {
  const log = makeStepLog(handClock());
  const gate = Promise.withResolvers<void>();
  const running = log.run("open", () => gate.promise);
  const closed = log.close();
  expect(closed).toMatchObject([{ name: "open", outcome: "fail" }]);
  gate.resolve();
  await running;
  expect(closed).toHaveLength(1);
  expect(log.close()).toEqual(closed);
});
