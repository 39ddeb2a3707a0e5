import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { makeSeal } from "../../shared/digest.ts";
import type { Json } from "../../shared/model/json.ts";
import type { RawFact } from "../../shared/model/sheet.ts";
import { canonicalFacts, canonicalText } from "../../shared/parity/canonical.ts";
import { makeTokenizer } from "../../shared/parity/tokens.ts";
import { regions, seal, setting } from "./support.ts";

const here = makeTokenizer(regions, "eu");

function canonical(fact: RawFact) {
  return canonicalFacts("api", [fact], here, seal)[0];
}

const jsonValue = fc.jsonValue().map((value): Json => JSON.parse(JSON.stringify(value)));

/** The same value with its keys in the opposite order, all the way down. */
function turned(value: Json): Json {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== "object" || value === null) return value;
  const pairs = Object.entries(value).map(([key, inner]) => [key, turned(inner)] as const);
  return Object.fromEntries(pairs.reverse());
}

describe("canonical text", () => {
  test("the order of keys says nothing", () => {
    fc.assert(fc.property(jsonValue, (value) => canonicalText(value) === canonicalText(turned(value))));
  });

  test("is JSON that says the same", () => {
    fc.assert(
      fc.property(jsonValue, (value) => {
        expect(JSON.parse(canonicalText(value))).toEqual(value);
      }),
    );
  });

  test("the order of a list says something", () => {
    expect(canonicalText([1, 2])).not.toBe(canonicalText([2, 1]));
  });
});

describe("canonical facts", () => {
  test("a fact's id begins with its source", () => {
    expect(canonical(setting("port", 8080))).toEqual({
      id: "api/port",
      source: "api",
      kind: "setting",
      aspects: { value: { value: 8080 } },
    });
  });

  test("names become tokens wherever a text stands; what is no text stays", () => {
    const value = { list: ["eu-west-1", 7, null, true], deep: { url: "https://api.eu.acme.example/x" } };
    expect(canonical(setting("places", value))?.aspects.value).toEqual({
      value: { list: ["‹aws›", 7, null, true], deep: { url: "‹api›/x" } },
    });
  });

  test("regions that are named wrongly are listed once each, sorted", () => {
    const value = ["acme-us-a", { b: "us-east-1" }, "https://api.au.acme.example"];
    expect(canonical(setting("places", value))?.aspects.value?.elsewhere).toEqual(["au", "us"]);
  });

  test("the words of a flag are not taken for regions", () => {
    const flag: RawFact = { name: "eu", kind: "flag", aspects: { countries: { value: ["eu", "us"] } } };
    expect(canonical(flag)?.aspects.countries).toEqual({ value: ["eu", "us"] });
  });

  test("rules stand in an order of their own", () => {
    const rule = (percentages: number) => ({ percentages: { value: percentages } });
    const fact: RawFact = { name: "f", kind: "flag", aspects: {}, rules: [rule(50), rule(10)] };
    const turnedFact = { ...fact, rules: [rule(10), rule(50)] };
    expect(canonical(fact)).toEqual(canonical(turnedFact));
    expect(canonical(fact)?.rules).toHaveLength(2);
  });
});

test("tokenizing a second time changes nothing", () => {
  const word = fc.constantFrom(
    ...[
      "us",
      "eu",
      "eu-west-1",
      "us-east-1",
      "222222222222",
      "https://api.acme.example",
      "flags.eu.acme.example",
    ],
    ...["eur", "usa", "-", "/", ".", " ", ":", "_", "x", "1"],
  );
  const text = fc.array(word, { maxLength: 8 }).map((words) => words.join(""));
  fc.assert(
    fc.property(text, fc.boolean(), (raw, bareNames) => {
      const once = here(raw, bareNames).text;
      expect(here(once, bareNames).text).toBe(once);
    }),
  );
});

describe("sealing", () => {
  const secretive = (value: Json): RawFact => ({
    name: "f",
    kind: "flag",
    aspects: { rules: { value, sensitive: true } },
  });

  test("what is sensitive becomes a digest that says nothing of it", () => {
    const aspect = canonical(secretive(["ana@shop.example"]))?.aspects.rules;
    expect(aspect).toEqual({ value: expect.stringMatching(/^[0-9a-f]{32}$/), sealed: true });
  });

  test("equal values have equal digests, whatever the order of their keys", () => {
    fc.assert(
      fc.property(jsonValue, (value) => {
        expect(canonical(secretive(value))).toEqual(canonical(secretive(turned(value))));
      }),
    );
  });

  test("another key gives another digest", () => {
    const other = makeSeal("another key of good length, only for this test");
    const [sealed] = canonicalFacts("api", [secretive("u-1042")], here, other);
    expect(sealed).not.toEqual(canonical(secretive("u-1042")));
  });

  test("targeting that names a region by its code means the same everywhere", () => {
    const [inUs] = canonicalFacts("api", [secretive(["us-east-1"])], makeTokenizer(regions, "us"), seal);
    expect(inUs).toEqual(canonical(secretive(["us-east-1"])));
  });
});
