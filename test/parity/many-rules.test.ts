import fc from "fast-check";
import { expect, test } from "vitest";
import type { Aspects } from "../../shared/model/sheet.ts";
import { differingRules } from "../../shared/parity/rules.ts";
import { aspects } from "./support.ts";

const differing = (here: readonly Aspects[], there: readonly Aspects[]) =>
  [...differingRules(here, there, "rules")].sort();

const rule = (who: string, percentages: number, segments: string) =>
  aspects({ rules: who, percentages, segments, variants: [] });

test("one change among many rules is one aspect", () => {
  const rules = Array.from({ length: 30 }, (_, n) => rule(`group ${n}`, 10, "everywhere"));
  const changed = rules.map((one, n) => (n === 17 ? rule("group 17", 20, "everywhere") : one));
  expect(differing(changed, rules)).toEqual(["percentages"]);
});

test("all percentages raised at once are one aspect", () => {
  const rules = (share: number) => Array.from({ length: 12 }, (_, n) => rule(`group ${n}`, share + n, "x"));
  expect(differing(rules(40), rules(10))).toEqual(["percentages"]);
});

test("the work grows with the rules, not with the ways to pair them", () => {
  let reads = 0;
  const counted = (one: Aspects): Aspects =>
    new Proxy(one, {
      get(target, key, receiver) {
        reads += 1;
        return Reflect.get(target, key, receiver);
      },
    });
  const here = Array.from({ length: 6 }, (_, n) => counted(rule(`group ${n}`, 10, "x")));
  const there = Array.from({ length: 10 }, (_, n) => counted(rule(`others ${n}`, 20, "y")));
  expect(differing(here, there)).toContain("rules");
  expect(reads).toBeLessThan(50_000);
});

const parsed = (list: string) =>
  list.split(" ").map((text) => {
    const [rules = "", percentages = "", segments = ""] = text.split("/");
    return { rules, percentages: Number(percentages), segments };
  });

/** A pair of sets on which a pairing that takes the first of several as close gave two answers. */
const onceHere = "a/10/e a/10/e b/50/e a/90/e a/10/e b/10/f a/50/g b/10/f";
const onceThere = "c/10/e c/50/e d/10/e a/50/g b/10/e b/10/e c/90/e b/10/e";

test("what sealed values happen to look like says nothing, however many rules there are", () => {
  const one = fc.record({
    rules: fc.constantFrom("a", "b", "c", "d"),
    percentages: fc.constantFrom(10, 50, 90),
    segments: fc.constantFrom("e", "f", "g"),
  });
  const many = fc.array(one, { minLength: 7, maxLength: 9 });
  const look: Readonly<Record<string, string>> = { a: "z", b: "y", c: "x", d: "w", e: "v", f: "u", g: "t" };
  const plainly = ({
    rules,
    percentages,
    segments,
  }: {
    rules: string;
    percentages: number;
    segments: string;
  }) => rule(rules, percentages, segments);
  const otherwise: typeof plainly = ({ rules, percentages, segments }) =>
    rule(look[rules] ?? "", percentages, look[segments] ?? "");
  fc.assert(
    fc.property(many, many, (here, there) => {
      expect(differing(here.map(otherwise), there.map(otherwise))).toEqual(
        differing(here.map(plainly), there.map(plainly)),
      );
    }),
    { numRuns: 300, examples: [[parsed(onceHere), parsed(onceThere)]] },
  );
});
