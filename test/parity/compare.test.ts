import { describe, expect, test } from "vitest";
import type { Json } from "../../shared/model/json.ts";
import type { Fact, Sheet } from "../../shared/model/sheet.ts";
import { compare } from "../../shared/parity/compare.ts";
import { aspects, fact, findingsOf, sheetOf } from "./support.ts";

const problem = { reason: "auth", message: "flags.example answered 401" } as const;
const cart = (enabled: boolean) => fact("flags/cart", { enabled }, "flag");
const chat = fact("flags/chat", { enabled: true }, "flag");
const version = (value: Json) => fact("api/version", { value }, "version");

/** "flags/cart enabled differs", for each difference. */
function told(here: Sheet, there: Sheet): string[] {
  return compare(here, there).differences.map(({ fact: id, aspect, state }) => `${id} ${aspect} ${state}`);
}

describe("two sheets", () => {
  test("that are the same give nothing", () => {
    const facts = [cart(true), chat, version("1.2.0")];
    expect(told(sheetOf("eu", facts), sheetOf("us", facts))).toEqual([]);
  });

  test("a value that differs is a difference of its aspect, with both values", () => {
    const { differences } = compare(sheetOf("eu", [cart(false)]), sheetOf("us", [cart(true)]));
    expect(differences).toMatchObject([
      { fact: "flags/cart", kind: "flag", aspect: "enabled", state: "differs", here: false, there: true },
    ]);
  });

  test("a fact missing in the region is a difference, not unknown", () => {
    expect(told(sheetOf("eu", [chat]), sheetOf("us", [chat, cart(true)]))).toEqual([
      "flags/cart existence missing",
    ]);
  });

  test("a fact that the region alone has is a difference too", () => {
    expect(told(sheetOf("eu", [chat, cart(false)]), sheetOf("us", [chat]))).toEqual([
      "flags/cart existence extra",
    ]);
  });

  test("every aspect that differs is a difference of its own", () => {
    const [here, there] = [fact("flags/x", { a: 1, b: 2, c: 3 }), fact("flags/x", { a: 1, b: 9, c: 9 })];
    expect(told(sheetOf("eu", [here]), sheetOf("us", [there]))).toEqual([
      "flags/x b differs",
      "flags/x c differs",
    ]);
  });

  test("an aspect that names another region points elsewhere, even if the baseline says the same", () => {
    const wrong: Fact = { ...version("x"), aspects: { value: { value: "‹au:api›", elsewhere: ["au"] } } };
    const { differences } = compare(sheetOf("eu", [wrong]), sheetOf("us", [wrong]));
    expect(differences).toMatchObject([{ state: "points-elsewhere", elsewhere: ["au"] }]);
  });

  test("so does one that stands in a rule", () => {
    const rules = [{ variants: { value: "‹au:api›", elsewhere: ["au"] } }];
    const wrong: Fact = { ...cart(true), rules };
    const { differences } = compare(sheetOf("eu", [wrong]), sheetOf("us", [wrong]));
    expect(differences).toMatchObject([{ aspect: "variants", state: "points-elsewhere", elsewhere: ["au"] }]);
  });

  test("what is sealed is compared, and shown on neither side", () => {
    const sealed = (value: string): Fact => ({ ...chat, aspects: { overrides: { value, sealed: true } } });
    const [difference] = compare(sheetOf("eu", [sealed("d1")]), sheetOf("us", [sealed("d2")])).differences;
    expect(difference).toMatchObject({ aspect: "overrides", state: "differs" });
    expect(difference).not.toHaveProperty("here");
    expect(difference).not.toHaveProperty("there");
  });

  test("an aspect of rules is shown unless one of them is sealed", () => {
    const rules = (share: number): Fact => ({ ...chat, rules: [aspects({ share }), aspects({ share: 1 })] });
    const { differences } = compare(sheetOf("eu", [rules(3)]), sheetOf("us", [rules(5)]));
    expect(differences).toMatchObject([{ aspect: "share", here: [3, 1], there: [5, 1] }]);
    const sealed: Fact = { ...chat, rules: [aspects({ share: 3 }), { share: { value: "d", sealed: true } }] };
    expect(compare(sheetOf("eu", [sealed]), sheetOf("us", [rules(5)])).differences[0]).not.toHaveProperty(
      "here",
    );
  });
});

describe("a source that can't be read", () => {
  const both = [cart(false), version("1.2.0")];
  const other = [cart(true), version("1.3.0")];
  const without = (region: string, facts: readonly Fact[]): Sheet =>
    sheetOf(
      region,
      facts.filter(({ source }) => source !== "flags"),
      { sources: ["flags", "api"], unreadable: [{ source: "flags", problem }] },
    );

  test.each([
    ["here", without("eu", both), sheetOf("us", other), [{ source: "flags", region: "eu", problem }]],
    [
      "at the baseline",
      sheetOf("eu", both),
      without("us", other),
      [{ source: "flags", region: "us", problem }],
    ],
  ])("%s is uncompared, and the others still are compared", (_, here, there, uncompared) => {
    expect(compare(here, there).uncompared).toEqual(uncompared);
    expect(told(here, there)).toEqual(["api/version value differs"]);
    expect(compare(here, there).coverage).toEqual({ compared: 1, known: 2 });
  });

  test("on both sides is uncompared on both", () => {
    const { uncompared } = compare(without("eu", both), without("us", other));
    expect(uncompared.map(({ region }) => region)).toEqual(["eu", "us"]);
  });
});

describe("a source named on one side only", () => {
  const named = sheetOf("eu", [cart(true), version("1")]);
  const other = sheetOf("us", [version("1")]);

  test("is uncompared, and its facts are neither missing nor extra", () => {
    expect(told(named, other)).toEqual([]);
    expect(compare(named, other)).toMatchObject({
      uncompared: [{ source: "flags", region: "us", problem: { reason: "setup" } }],
      coverage: { compared: 1, known: 2 },
    });
    expect(compare(other, named).uncompared).toMatchObject([{ source: "flags", region: "us" }]);
  });

  test("says so", () => {
    expect(compare(named, other).uncompared[0]?.problem.message).toBe(
      "the config names this source for eu but not for us",
    );
  });
});

test("a source that gave not one fact on either side was not compared", () => {
  const sources = { sources: ["flags", "api"] };
  const empty = (region: string) => sheetOf(region, [version("1")], sources);
  expect(compare(empty("eu"), empty("us")).uncompared.map(({ source }) => source)).toContain("flags");
});

test("no fact at all is no coverage", () => {
  expect(compare(sheetOf("eu", []), sheetOf("us", [])).coverage).toEqual({ compared: 0, known: 0 });
});

test("a fact that differs in its own aspect and in its rules' of the same name is told apart", () => {
  const flag = (weight: number): Fact => ({
    ...fact("flags/x", { variants: weight }, "flag"),
    rules: [aspects({ variants: weight })],
  });
  const found = findingsOf(sheetOf("eu", [flag(1)]), sheetOf("us", [flag(2)]));
  expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
});
