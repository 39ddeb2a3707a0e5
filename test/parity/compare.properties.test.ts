import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Fact } from "../../shared/model/sheet.ts";
import { compare } from "../../shared/parity/compare.ts";
import { aspects, fact, findingsOf, sheetOf } from "./support.ts";

const value = fc.oneof(
  fc.constantFrom("on", "off", "eu", true, false, null, 0, 25, 100),
  fc.uniqueArray(fc.constantFrom("a", "b", "c")),
  fc.dictionary(fc.constantFrom("x", "y"), fc.constantFrom(1, "z", null)),
);
const record = fc.dictionary(fc.constantFrom("enabled", "variants", "value"), value, { maxKeys: 3 });
const rules = fc.array(fc.record({ who: fc.constantFrom("a", "b"), share: fc.constantFrom(10, 50) }), {
  maxLength: 3,
});
const anyFact = fc
  .tuple(fc.constantFrom("flags/a", "flags/b", "api/a", "api/b", "api/c"), record, rules)
  .map(([id, values, ofRules]): Fact => ({ ...fact(id, values, "flag"), rules: ofRules.map(aspects) }));
const facts = fc.uniqueArray(anyFact, { selector: ({ id }) => id, maxLength: 5 });
const sources = { sources: ["flags", "api"] };
const sheet = (region: string, all: readonly Fact[]) => sheetOf(region, all, sources);

function turned(all: readonly Fact[]): Fact[] {
  return all.toReversed().map((one) => ({
    ...one,
    aspects: Object.fromEntries(Object.entries(one.aspects).toReversed()),
    rules: (one.rules ?? []).toReversed(),
  }));
}

/** What was found, in an order of its own. */
function found(here: readonly Fact[], there: readonly Fact[]): string[] {
  const { differences } = compare(sheet("eu", here), sheet("us", there));
  return differences.map(({ fact: id, aspect, state }) => `${id} ${aspect} ${state}`).sort();
}

describe("whatever the facts", () => {
  test("a sheet compared with itself gives nothing", () => {
    fc.assert(
      fc.property(facts, (all) => {
        expect(found(all, all)).toEqual([]);
      }),
    );
  });

  test("the order of facts, of rules and of keys never matters", () => {
    fc.assert(
      fc.property(facts, facts, (here, there) => {
        expect(found(turned(here), turned(there))).toEqual(found(here, there));
      }),
    );
  });

  test("missing and extra mirror each other, and the rest is the same from both sides", () => {
    const mirror = (line: string) =>
      line.replace(/missing$|extra$/, (end) => (end === "extra" ? "missing" : "extra"));
    fc.assert(
      fc.property(facts, facts, (here, there) => {
        expect(found(there, here).map(mirror).sort()).toEqual(found(here, there));
      }),
    );
  });

  test("one changed aspect is exactly one finding, of that aspect", () => {
    const changed = fc
      .tuple(facts, fc.nat(), fc.constantFrom("enabled", "variants", "value"))
      .filter(([all]) => all.length > 0);
    fc.assert(
      fc.property(changed, ([all, at, aspect]) => {
        const target = all[at % all.length];
        const there = all.map((one) =>
          one === target ? { ...one, aspects: { ...one.aspects, [aspect]: { value: "changed" } } } : one,
        );
        expect(found(all, there)).toEqual([`${target?.id} ${aspect} differs`]);
      }),
    );
  });

  test("every fact of either side is compared, and counted once", () => {
    fc.assert(
      fc.property(facts, facts, (here, there) => {
        const count = new Set([...here, ...there].map(({ id }) => id)).size;
        const { coverage } = compare(sheet("eu", here), sheet("us", there));
        expect(coverage).toEqual({ compared: count, known: count });
      }),
    );
  });

  test("no two findings have one id, and ids do not depend on the values", () => {
    fc.assert(
      fc.property(facts, facts, (here, there) => {
        const ids = findingsOf(sheet("eu", here), sheet("us", there)).map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });

  test("an unreadable source hides its own facts only", () => {
    const problem = { reason: "auth" as const, message: "401" };
    fc.assert(
      fc.property(facts, facts, (here, there) => {
        const unread = { ...sources, unreadable: [{ source: "flags", problem }] };
        const own = here.filter(({ source }) => source !== "flags");
        const { differences } = compare(sheetOf("eu", own, unread), sheet("us", there));
        const left = differences.map(({ fact: id, aspect, state }) => `${id} ${aspect} ${state}`).sort();
        expect(left).toEqual(found(here, there).filter((line) => line.startsWith("api/")));
      }),
    );
  });
});
