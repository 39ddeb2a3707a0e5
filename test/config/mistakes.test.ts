import { describe, expect, test } from "vitest";
import { mergeRegions, mistakeLine, pathText } from "../../shared/config/mistakes.ts";

describe("a path is written as one would write it in the config", () => {
  test.each([
    [[], ""],
    [["regions", "eu", "vars", "api"], "regions.eu.vars.api"],
    [["waivers", 0, "until"], "waivers[0].until"],
    [["checks", "api is up", "url"], 'checks."api is up".url'],
    [["checks", 'say "hi"'], 'checks."say \\"hi\\""'],
    [["checks", ""], 'checks.""'],
    [["regions", "us-2"], "regions.us-2"],
  ])("%j", (path, text) => {
    expect(pathText(path)).toBe(text);
  });
});

test("a mistake of the whole has no path in its line", () => {
  expect(mistakeLine({ path: "", message: "is missing." })).toBe("is missing.");
});

describe("the same mistake in several regions", () => {
  const bad = { path: "checks.a.url", message: '"x" is not a URL.' };
  const other = { path: "checks.a.url", message: '"y" is not a URL.' };
  const lines = (regions: Record<string, (typeof bad)[]>) =>
    mergeRegions(new Map(Object.entries(regions))).map(mistakeLine);

  test("is said once, with where", () => {
    expect(lines({ us: [bad], eu: [bad] })).toEqual(['checks.a.url: "x" is not a URL. (in us, eu)']);
  });

  test("is said twice where it is not quite the same", () => {
    expect(lines({ us: [bad], eu: [other] })).toEqual([
      'checks.a.url: "x" is not a URL. (in us)',
      'checks.a.url: "y" is not a URL. (in eu)',
    ]);
  });

  test("is nothing where there is none", () => {
    expect(lines({ us: [], eu: [] })).toEqual([]);
  });
});
