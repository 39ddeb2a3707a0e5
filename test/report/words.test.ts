import { describe, expect, test } from "vitest";
import { age, plural, problemText, timeOfDay } from "../../shared/report/words.ts";
import { result } from "../verdict/evidence.ts";

test.each([
  [0, "0 s"],
  [1499, "1 s"],
  [59_000, "59 s"],
  [60_000, "1 min 0 s"],
  [90_500, "1 min 31 s"],
  [3_599_000, "59 min 59 s"],
  [3_600_000, "1 h 0 min"],
  [5_430_000, "1 h 30 min"],
  [180_000_000, "50 h 0 min"],
])("%i ms is %s", (ms, text) => {
  expect(age(ms)).toBe(text);
});

test("a time of day says that it is UTC", () => {
  expect(timeOfDay("2026-11-23T12:04:10.123Z")).toBe("12:04:10Z");
});

test.each([
  [0, "0 checks"],
  [1, "1 check"],
  [2, "2 checks"],
])("%i of a thing is %s", (count, text) => {
  expect(plural(count, "check")).toBe(text);
});

describe("what went wrong with a check", () => {
  test("is nothing but its time when it passed", () => {
    expect(problemText(result("a", "pass"))).toBe("after 5 ms of 1000");
  });

  test("is the condition with its value, and the time it took", () => {
    expect(problemText(result("a", "fail"))).toBe("status (503) == 200  after 5 ms of 1000");
  });

  test("names the step that it happened in", () => {
    const failed = {
      ...result("a", "pass"),
      outcome: "fail",
      problem: { reason: "timeout", message: "no answer", step: "log in" },
    } as const;
    expect(problemText(failed)).toBe('in "log in": no answer  after 5 ms of 1000');
  });

  test("adds what was left over, once", () => {
    const leak = { reason: "cleanup", message: "clean-up failed: 500" } as const;
    const degraded = { ...result("a", "pass"), outcome: "degraded", problem: leak, leaks: [leak] } as const;
    expect(problemText({ ...degraded, leaks: [leak] })).toBe("clean-up failed: 500  after 5 ms of 1000");
    const failed = { ...result("a", "fail"), leaks: [leak] };
    expect(problemText(failed)).toBe("status (503) == 200; clean-up failed: 500  after 5 ms of 1000");
  });
});
