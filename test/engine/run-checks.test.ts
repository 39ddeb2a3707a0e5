import { describe, expect, test } from "vitest";
import type { ReadyCheck } from "../../shared/checks/contract/check.ts";
import { type RunScope, runChecks } from "../../shared/engine/run-checks.ts";
import { healthReport } from "../../shared/model/health.ts";
import { handClock, settle } from "../support/clock.ts";
import { attemptScope, bareCheck, told } from "../support/engine.ts";

const passing = bareCheck(async () => ({ outcome: "pass" }));
const runScope = (parts: Partial<RunScope> = {}): RunScope => ({
  ...attemptScope(),
  service: "acme",
  ...parts,
});
const numbered = (count: number, check: ReadyCheck) =>
  new Map(Array.from({ length: count }, (_, index) => [`check ${index}`, check]));

test("there is one result for every check, in the order of the config", async () => {
  const gate = Promise.withResolvers<void>();
  const slow = bareCheck(() => gate.promise.then(() => ({ outcome: "pass" as const })));
  const running = runChecks(
    new Map([
      ["slow", slow],
      ["quick", passing],
    ]),
    runScope(),
  );
  await settle();
  gate.resolve();
  const report = await running;
  expect(report.results.map(({ check }) => check)).toEqual(["slow", "quick"]);
  expect(healthReport.parse(report)).toEqual(report);
});

test("one that fails, breaks or is lost stops no other", async () => {
  const clock = handClock();
  const checks = new Map([
    ["throws", bareCheck(() => Promise.reject(new Error("wrong")))],
    ["breaks", bareCheck(() => Promise.reject(new TypeError("x is not a function")))],
    ["hangs", bareCheck(() => new Promise(() => {}))],
    ["passes", passing],
  ]);
  const running = runChecks(checks, runScope({ clock }));
  await clock.advance(1000);
  const { results } = await running;
  expect(results.map(({ outcome }) => outcome)).toEqual(["fail", "unknown", "fail", "pass"]);
});

test("a check that gives no answer at all loses no other's", async () => {
  const checks = new Map([
    ["broken kind", bareCheck(async () => JSON.parse("null"))],
    ["passes", passing],
  ]);
  const { results } = await runChecks(checks, runScope());
  expect(results.map(({ outcome }) => outcome)).toEqual(["unknown", "pass"]);
});

test("every result is told as soon as it is there", async () => {
  const heard: string[] = [];
  const gate = Promise.withResolvers<void>();
  const slow = bareCheck(() => gate.promise.then(() => ({ outcome: "pass" as const })));
  const onResult: RunScope["onResult"] = ({ check }) => heard.push(check);
  const running = runChecks(
    new Map([
      ["slow", slow],
      ["quick", passing],
    ]),
    runScope({ onResult }),
  );
  await settle();
  expect(heard).toEqual(["quick"]);
  gate.resolve();
  await running;
  expect(heard).toEqual(["quick", "slow"]);
});

test("no more than 20 run at once", async () => {
  let running = 0;
  let most = 0;
  const counting = bareCheck(async () => {
    running += 1;
    most = Math.max(most, running);
    await settle();
    running -= 1;
    return { outcome: "pass" };
  });
  const { results } = await runChecks(numbered(50, counting), runScope());
  expect([results.length, most]).toEqual([50, 20]);
});

describe("when the run's time is up", () => {
  test("those under way are cut off, and those whose turn never came are unknown, too", async () => {
    const clock = handClock();
    const deadline = new AbortController();
    const begun: string[] = [];
    const hanging = bareCheck(() => {
      begun.push("x");
      return new Promise(() => {});
    });
    const running = runChecks(numbered(22, hanging), runScope({ clock, deadline: deadline.signal }));
    await clock.advance(300);
    deadline.abort();
    const { results } = await running;
    expect(begun).toHaveLength(20);
    expect(results.map(({ check }) => check)).toEqual([...numbered(22, hanging).keys()]);
    expect(results.slice(19).map(told)).toEqual([
      "unknown (deadline): cut off after 300 of 1000 ms: this run's time was up",
      "unknown (deadline): not run: this run's time was up before its turn",
      "unknown (deadline): not run: this run's time was up before its turn",
    ]);
  });

  test("before it began, not one is started and every one has a result", async () => {
    const begun: string[] = [];
    const check = bareCheck(async () => {
      begun.push("x");
      return { outcome: "pass" };
    });
    const heard: string[] = [];
    const report = await runChecks(
      numbered(3, check),
      runScope({ deadline: AbortSignal.abort(), onResult: ({ outcome }) => heard.push(outcome) }),
    );
    expect(begun).toEqual([]);
    expect(report.results.map(({ outcome }) => outcome)).toEqual(["unknown", "unknown", "unknown"]);
    expect(heard).toEqual(["unknown", "unknown", "unknown"]);
    expect(healthReport.parse(report)).toEqual(report);
  });
});
