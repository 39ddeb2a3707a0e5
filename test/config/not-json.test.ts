import { describe, expect, test } from "vitest";
import { http } from "../../shared/checks/http.ts";
import { loosely, mistakeLines, right } from "../support/config.ts";
import { runJourney, told } from "../support/engine.ts";

const url = "https://api.acme.example";
const check = (options: object) => ({ ...right, checks: () => ({ up: loosely(http, { url, ...options }) }) });

// Each of them is written in good faith, a pattern above all.
const strangers = [
  ["undefined", undefined],
  ["a pattern", /^eu/],
  ["a date", new Date(0)],
  ["a URL", new URL(url)],
  ["a map", new Map([["a", 1]])],
  ["a function", () => 1],
  ["a big integer", 10n],
  ["no number", Number.NaN],
  ["a symbol", Symbol("x")],
] as const;

describe("what JSON has no word for is a mistake, told with its place", () => {
  test.each(strangers)("in an expected body: %s", (_, value) => {
    const lines = mistakeLines(check({ expect: { body: { hits: [{ id: value }] } } }));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^checks\.up\.expect\.body\.hits\[0\]\.id: .*\(in us, eu\)$/);
  });

  test.each(strangers)("in a body that is sent: %s", (_, value) => {
    const lines = mistakeLines(check({ method: "POST", json: { a: { b: value } } }));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^checks\.up\.json\.a\.b: .*\(in us, eu\)$/);
  });
});

test("a pattern in a body that a journey expects does not fail the product: it is unknown", async () => {
  const request: object = { expect: { body: { id: /^eu/ } } };
  const result = await runJourney(async ({ http: { get } }) => {
    await Reflect.apply(get, undefined, [url, request]);
  });
  expect(told(result)).toMatch(/^unknown \(setup\): expect\.body\.id: /);
});
