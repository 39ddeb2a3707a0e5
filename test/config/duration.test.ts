import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { duration, parseDurationMs } from "../../shared/config/duration.ts";

const unitMs = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

describe("a duration is a number and a unit", () => {
  test.each([
    ["800ms", 800],
    ["10s", 10_000],
    ["1.5s", 1500],
    ["2m", 120_000],
    ["1h", 3_600_000],
    ["21d", 1_814_400_000],
    ["0.5ms", 1],
  ])("%s is %i ms", (text, ms) => {
    expect(parseDurationMs(text)).toBe(ms);
  });

  test("whatever the number, it is so many times the unit", () => {
    const units = fc.constantFrom("ms", "s", "m", "h", "d");
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), units, (amount, unit) => {
        expect(parseDurationMs(`${amount}${unit}`)).toBe(amount * unitMs[unit]);
      }),
    );
  });
});

describe("what is no duration is not guessed at", () => {
  const notDurations = ["", "5 parsecs", "10", "s", "10 s", " 10s", "10s ", "10S", "-1s", "+1s", "1e3s"];
  test.each([...notDurations, "1,5s", "1.s", ".5s", "1s2ms", "NaNs", "Infinitys", "1constructor", "10s\n"])(
    "%j",
    (text) => {
      expect(parseDurationMs(text)).toBeUndefined();
    },
  );

  test("no text at all comes out as zero, negative, broken or endless time", () => {
    const texts = fc.oneof(fc.string(), fc.stringMatching(/^-?\d{0,6}(\.\d{0,3})?(ms|s|m|h|d|w)?$/));
    fc.assert(
      fc.property(texts, (text) => {
        const ms = parseDurationMs(text);
        expect(ms === undefined || (Number.isSafeInteger(ms) && ms > 0)).toBe(true);
      }),
    );
  });

  test.each(["0s", "0ms", "0.4ms", "0d"])("%s is no time, and a time-out of none is a mistake", (text) => {
    expect(parseDurationMs(text)).toBeUndefined();
  });
});

describe("in a config", () => {
  test("a right one becomes milliseconds", () => {
    expect(duration.parse("10s")).toBe(10_000);
  });

  test.each([["5 parsecs"], [800], [null], [{}], [true]])("%j is shown with the way out", (value) => {
    expect(duration.safeParse(value).error?.issues.map(({ message }) => message)).toEqual([
      `${JSON.stringify(value)} is not a duration. Write a number and ms, s, m, h or d, like "800ms" or "10s".`,
    ]);
  });

  // What comes of Number(process.env.FORGOTTEN).
  test("NaN is not shown as something else", () => {
    const shown = duration.safeParse(Number.NaN).error?.issues[0]?.message;
    expect(shown).toMatch(/^NaN is not a duration\./);
  });

  test("a value that JSON has no word for is a mistake like any other", () => {
    expect(duration.safeParse(10n).error?.issues[0]?.message).toMatch(/is not a duration\./);
  });
});
