import { describe, expect, test } from "vitest";
import { unleashFacts } from "../../shared/sources/unleash/facts.ts";
import type { Payload, Strategy } from "../../shared/sources/unleash/payload.ts";
import { differences, factsOf, oneFlag, recorded } from "./support.ts";

/** The same document with every list of it in the opposite order. */
function turned<T>(value: T): T {
  return JSON.parse(JSON.stringify(value), (_, inner) => (Array.isArray(inner) ? inner.toReversed() : inner));
}

const rollout = (percentage: string, parts: Partial<Strategy> = {}): Strategy => ({
  name: "flexibleRollout",
  parameters: { rollout: percentage, stickiness: "default", groupId: "cart" },
  ...parts,
});
const forCountries = (...values: string[]): Partial<Strategy> => ({
  constraints: [{ contextName: "country", operator: "IN", values }],
});

describe("what a real server answered", () => {
  test.each(["segments", "inlined"] as const)("is read whole, with %s", (form) => {
    const facts = unleashFacts(recorded[form]);
    expect(facts).toHaveLength(13);
    expect(facts.every(({ kind }) => kind === "flag")).toBe(true);
  });

  test.each(["segments", "inlined"] as const)("is equal in any order, with %s", (form) => {
    expect(differences(turned(recorded[form]), recorded[form])).toEqual([]);
  });

  test("is the same in both forms but for the flag that uses segments", () => {
    const names = differences(recorded.segments, recorded.inlined).map((line) => line.split(" ")[0]);
    expect(new Set(names)).toEqual(new Set(["data-export"]));
  });

  test("segments are known by what they hold, whatever their ids", () => {
    const renumbered: Payload = JSON.parse(
      JSON.stringify(recorded.segments)
        .replaceAll('"segments":[1,2]', '"segments":[40,41]')
        .replaceAll('"id":1,', '"id":41,')
        .replaceAll('"id":2,', '"id":40,'),
    );
    expect(renumbered).not.toEqual(recorded.segments);
    expect(differences(renumbered, recorded.segments)).toEqual([]);
  });
});

describe("one change is one difference", () => {
  const strategies = [rollout("25"), rollout("100", forCountries("DE", "FR"))];
  const there = oneFlag({ strategies, variants: [{ name: "a", weight: 1000 }] });
  test.each<[string, Parameters<typeof oneFlag>[0], string[]]>([
    ["switched off", { enabled: false }, ["cart enabled differs"]],
    [
      "a percentage",
      { strategies: [rollout("30"), strategies[1] ?? rollout("")] },
      ["cart percentages differs"],
    ],
    [
      "a country",
      { strategies: [rollout("25"), rollout("100", forCountries("DE"))] },
      ["cart rules differs"],
    ],
    ["a strategy more", { strategies: [...strategies, rollout("100")] }, ["cart rules differs"]],
    ["no strategy", { strategies: [] }, ["cart rules differs"]],
    ["a variant's weight", { variants: [{ name: "a", weight: 900 }] }, ["cart variants differs"]],
    [
      "a person who is given a variant",
      { variants: [{ name: "a", weight: 1000, overrides: [{ contextName: "userId", values: ["7"] }] }] },
      ["cart overrides differs"],
    ],
    ["a parent", { dependencies: [{ feature: "shop" }] }, ["cart dependencies differs"]],
    [
      "how it sticks",
      {
        strategies: [
          { ...rollout("25"), parameters: { rollout: "25", stickiness: "userId" } },
          strategies[1] ?? rollout(""),
        ],
      },
      ["cart rules differs"],
    ],
  ])("%s", (_, parts, expected) => {
    const here = oneFlag({ ...there.features[0], ...parts });
    expect(differences(here, there)).toEqual(expected);
    expect(differences(there, here)).toEqual(expected);
  });

  const seats = { contextName: "seats", operator: "NUM_GTE", value: "20" };
  test.each([
    ["another context", { ...seats, contextName: "users" }],
    ["another operator", { ...seats, operator: "NUM_GT" }],
    ["another value", { ...seats, value: "30" }],
    ["values too", { ...seats, values: ["20"] }],
    ["the opposite", { ...seats, inverted: true }],
    ["either case", { ...seats, caseInsensitive: true }],
  ])("a constraint with %s", (_, constraint) => {
    const constrained = (one: typeof seats) =>
      oneFlag({ strategies: [rollout("100", { constraints: [one] })] });
    expect(differences(constrained(constraint), constrained(seats))).toEqual(["cart rules differs"]);
  });

  test("the content of a segment", () => {
    const beta = (country: string): Payload =>
      oneFlag({ strategies: [rollout("100", { segments: [3] })] }, [
        { id: 3, constraints: [{ contextName: "country", operator: "IN", values: [country] }] },
      ]);
    expect(differences(beta("DE"), beta("FR"))).toEqual(["cart segments differs"]);
  });
});

test("a flag is read with all that clients see of it", () => {
  const facts = unleashFacts(recorded.segments).find(({ name }) => name === "search-ranking");
  expect(facts).toEqual({
    name: "search-ranking",
    kind: "flag",
    aspects: {
      enabled: { value: true },
      variants: { value: [] },
      overrides: { value: [], sensitive: true },
      dependencies: { value: [] },
    },
    rules: [
      {
        percentages: { value: 25 },
        rules: {
          value: { name: "flexibleRollout", parameters: { stickiness: "default" }, constraints: [] },
          sensitive: true,
        },
        segments: { value: [], sensitive: true },
        variants: { value: [] },
      },
    ],
  });
});

describe("what can't be understood is not guessed", () => {
  test("a segment that is not in the answer", () => {
    expect(factsOf(oneFlag({ strategies: [rollout("1", { segments: [9] })] }))).toBe(
      "a strategy refers to segment 9, which is not in the answer",
    );
  });

  test.each(["half", "", "NaN"])("a percentage of %j", (percentage) => {
    expect(factsOf(oneFlag({ strategies: [rollout(percentage)] }))).toEqual(expect.any(String));
  });
});
