import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Aspects } from "../../shared/model/sheet.ts";
import { differingAspects, differingRules } from "../../shared/parity/rules.ts";
import { aspects } from "./support.ts";

/** A rule of a flag: whom it is for, and for how many of them. */
const rule = (who: string, percentages: number, variants: string[] = []) =>
  aspects({ rules: who, percentages, variants });

const differing = (here: readonly Aspects[], there: readonly Aspects[]) =>
  [...differingRules(here, there, "rules")].sort();

describe("aspects", () => {
  test("an aspect that one side lacks differs", () => {
    expect(differingAspects(aspects({ a: 1 }), aspects({ a: 1, b: 2 }))).toEqual(["b"]);
    expect(differingAspects(aspects({ a: 1, b: 2 }), aspects({ a: 1 }))).toEqual(["b"]);
  });

  test("nothing and null are the same", () => {
    expect(differingAspects(aspects({ a: null }), aspects({}))).toEqual([]);
  });
});

describe("two sets of rules", () => {
  const beta = rule("beta testers", 25);
  const all = rule("everybody", 100);
  test.each<[string, Aspects[], Aspects[], string[]]>([
    ["are equal in any order", [beta, all], [all, beta], []],
    ["differ in a percentage alone", [rule("beta testers", 50), all], [beta, all], ["percentages"]],
    [
      "differ in a percentage, whatever the order",
      [all, rule("beta testers", 50)],
      [beta, all],
      ["percentages"],
    ],
    ["differ in whom they are for alone", [rule("staff", 25), all], [beta, all], ["rules"]],
    ["differ in their variants alone", [rule("everybody", 100, ["a"])], [all], ["variants"]],
    ["differ in a rule that was added", [beta, all], [all], ["rules"]],
    ["differ in a rule that is gone", [all], [beta, all], ["rules"]],
    ["differ in a rule that stands twice", [all, all], [all], ["rules"]],
    ["differ where one side has none", [all], [], ["rules"]],
    ["are equal where neither has any", [], [], []],
    [
      "differ in percentages that were swapped",
      [rule("beta testers", 100), rule("everybody", 25)],
      [beta, all],
      ["percentages"],
    ],
    [
      "differ in percentages that were swapped, whatever the order",
      [rule("everybody", 25), rule("beta testers", 100)],
      [beta, all],
      ["percentages"],
    ],
    [
      "differ in a percentage and in a rule added",
      [rule("beta testers", 30), all, rule("staff", 100)],
      [beta, all],
      ["percentages", "rules"],
    ],
  ])("%s", (_, here, there, expected) => {
    expect(differing(here, there)).toEqual(expected);
  });
});

const anyRule = fc.record({
  rules: fc.constantFrom("a", "b", "c"),
  percentages: fc.constantFrom(10, 50, 100),
  variants: fc.constantFrom("x", "y"),
});
const anyRules = fc.array(anyRule.map(aspects), { maxLength: 4 });

function shuffled<T>(items: readonly T[]): fc.Arbitrary<T[]> {
  return fc.shuffledSubarray([...items], { minLength: items.length });
}

describe("whatever the rules", () => {
  test("the order on either side says nothing, not even of which aspect differs", () => {
    const sides = fc
      .tuple(anyRules, anyRules)
      .chain(([here, there]) =>
        fc.tuple(fc.constant(here), fc.constant(there), shuffled(here), shuffled(there)),
      );
    fc.assert(
      fc.property(sides, ([here, there, hereTurned, thereTurned]) => {
        expect(differing(hereTurned, thereTurned)).toEqual(differing(here, there));
      }),
      { numRuns: 1000 },
    );
  });

  test("which side is asked says nothing of which aspect differs", () => {
    fc.assert(
      fc.property(anyRules, anyRules, (here, there) => {
        expect(differing(here, there)).toEqual(differing(there, here));
      }),
      { numRuns: 1000 },
    );
  });

  test("there is a difference exactly where the sets differ", () => {
    const texts = (rules: readonly Aspects[]) => rules.map((one) => JSON.stringify(one)).sort();
    fc.assert(
      fc.property(anyRules, anyRules, (here, there) => {
        const alike = JSON.stringify(texts(here)) === JSON.stringify(texts(there));
        expect(differing(here, there).length === 0).toBe(alike);
      }),
      { numRuns: 1000 },
    );
  });

  test("what sealed values happen to look like says nothing", () => {
    const sealedRule = fc.record({
      rules: fc.constantFrom("a", "b", "c"),
      percentages: fc.constantFrom(10, 50),
      segments: fc.constantFrom("d", "e", "f"),
    });
    const sides = fc.tuple(fc.array(sealedRule, { maxLength: 4 }), fc.array(sealedRule, { maxLength: 4 }));
    const look: Readonly<Record<string, string>> = { a: "z", b: "y", c: "x", d: "w", e: "v", f: "u" };
    type Sealed = { rules: string; percentages: number; segments: string };
    const otherwise = ({ rules, percentages, segments }: Sealed) =>
      aspects({ rules: look[rules] ?? "", percentages, segments: look[segments] ?? "" });
    fc.assert(
      fc.property(sides, ([here, there]) => {
        expect(differing(here.map(otherwise), there.map(otherwise))).toEqual(
          differing(here.map(aspects), there.map(aspects)),
        );
      }),
      { numRuns: 2000 },
    );
  });
});
