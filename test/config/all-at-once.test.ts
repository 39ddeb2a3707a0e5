import { describe, expect, test } from "vitest";
import { http } from "../../shared/checks/http.ts";
import { httpJson } from "../../shared/sources/http-json.ts";
import { eu, loosely, mistakeLines, right, us } from "../support/config.ts";

const waiver = { fact: "a/b", region: "eu", reason: "pending", owner: "channels", until: "2027-01-31" };
const badChecks = () => ({ up: loosely(http, { url: "nope" }) });
const badCheckLine = 'checks.up.url: "nope" is not a URL. Use http:// or https://. (in us, eu)';

test("independent mistakes all over a config are told together", () => {
  const config = {
    ...right,
    regionz: {},
    baseline: "uk",
    checks: () => ({ up: loosely(http, { url: "nope", timeout: "5 parsecs", metod: "GET" }) }),
    sources: () => ({ api: loosely(httpJson, { url: "https://x.example" }) }),
    waivers: [{ ...waiver, region: "ch" }],
    launch: { rounds: 0 },
    baselineMaxAge: "long",
  };
  const paths = mistakeLines(config).map((line) => line.split(": ")[0]);
  expect(paths.sort()).toMatchInlineSnapshot(`
    [
      "baseline",
      "baselineMaxAge",
      "checks.up",
      "checks.up.timeout",
      "checks.up.url",
      "launch.rounds",
      "sources.api.facts",
      "unknown key "regionz". Known keys",
      "waivers[0].region",
    ]
  `);
});

describe("a mistake in one place does not hide another elsewhere", () => {
  test.each([
    ["service", { service: "Acme Corp" }],
    ["baseline", { baseline: 5 }],
    ["launch", { launch: { rounds: 0 } }],
    ["an unknown key", { regionz: 1 }],
    ["one region", { regions: { us, eu, au: { aws: "Sydney", phase: "dark", vars: us.vars } } }],
    ["waivers", { waivers: [{ ...waiver, until: "soon" }] }],
    ["sources", { sources: 5 }],
  ])("%s and a check", (_, mistake) => {
    const lines = mistakeLines({ ...right, checks: badChecks, ...mistake });
    expect(lines.length).toBeGreaterThan(1);
    expect(lines).toContain(badCheckLine);
  });

  test("checks that are no function, and a source", () => {
    const lines = mistakeLines({ ...right, checks: {}, sources: () => ({ api: 5 }) });
    expect(lines.map((line) => line.split(":")[0])).toEqual(["checks", "sources.api"]);
  });

  test("one waiver and another", () => {
    const waivers = [
      { ...waiver, until: "soon" },
      { ...waiver, region: "uk" },
    ];
    expect(mistakeLines({ ...right, waivers }).map((line) => line.split(":")[0])).toEqual([
      "waivers[0].until",
      "waivers[1].region",
    ]);
  });

  test("two things in one waiver", () => {
    const waivers = [{ ...waiver, until: "soon", region: "uk" }];
    expect(
      mistakeLines({ ...right, waivers })
        .map((line) => line.split(":")[0])
        .sort(),
    ).toEqual(["waivers[0].region", "waivers[0].until"]);
  });

  test("a check in one region and a var that another lacks", () => {
    const lines = mistakeLines({ ...right, regions: { us, eu: { ...eu, vars: {} } }, checks: badChecks });
    expect(lines.map((line) => line.split(":")[0])).toEqual(["regions.eu.vars.api", "checks.up.url"]);
  });
});

describe("one mistake is told once", () => {
  test("a region with a mistake in it is still a region to baseline and waivers", () => {
    const config = {
      ...right,
      regions: { us: { ...us, phase: "alive" }, eu },
      waivers: [{ ...waiver, region: "us" }],
    };
    expect(mistakeLines(config)).toEqual([
      'regions.us.phase: "alive" is not one of "planned", "dark", "live".',
    ]);
  });

  test("a name that can be no region's is not told twice", () => {
    expect(mistakeLines({ ...right, baseline: "EU" })).toHaveLength(1);
    expect(mistakeLines({ ...right, waivers: [{ ...waiver, region: "EU" }] })).toHaveLength(1);
  });

  test("a lacking var is not told again as the bad URL that comes of it", () => {
    const config = { ...right, regions: { us, eu: { ...eu, vars: {} } } };
    expect(mistakeLines(config)).toHaveLength(1);
  });
});
