import { describe, expect, test } from "vitest";
import { http } from "../../shared/checks/http.ts";
import { journey } from "../../shared/checks/journey.ts";
import type { Scope } from "../../shared/config/scope.ts";
import { httpJson } from "../../shared/sources/http-json.ts";
import { loosely, mistakeLines, right, upCheck } from "../support/config.ts";

const url = "https://api.acme.example";
const everywhere = "(in us, eu)";
const atOnce = (key: string) => `${key}: the function must return an object of named ${key}, and at once.`;
const notACheck = 'is not a check. Make one with a kind, such as http({ url: "…" }).';
const notASource = "is not a source. Make one with a kind, such as httpJson({ … }).";
const thrower = (error: unknown) => () => {
  throw error;
};

describe("a checks function that gives no checks", () => {
  test.each([
    ["throws", thrower(new Error("boom")), "checks: the function threw: boom"],
    ["throws no error", thrower("boom"), "checks: the function threw: boom"],
    ["returns a promise", async () => ({}), atOnce("checks")],
    ["returns nothing", () => undefined, atOnce("checks")],
    ["returns a list", () => [http({ url })], atOnce("checks")],
    [
      "returns no check at all",
      () => ({}),
      "checks: there are none: a region without checks would pass untested. Add at least one.",
    ],
    ["returns a kind instead of a check", () => ({ up: http }), `checks.up: ${notACheck}`],
    ["returns what a condition left", () => ({ up: false }), `checks.up: ${notACheck}`],
    ["returns undefined by name", () => ({ up: undefined }), `checks.up: ${notACheck}`],
    ["returns a source", () => ({ up: httpJson({ url, facts: () => ({}) }) }), `checks.up: ${notACheck}`],
    ["returns a check without a name", () => ({ " ": http({ url }) }), 'checks." ": a check needs a name.'],
    [
      "asks for a secret of no possible name",
      ({ secret }: Scope) => ({ up: http({ url: `${url}/${secret("a b")}` }) }),
      'checks: the function threw: secret("a b"): a name has letters, digits, "-" and "_" only',
    ],
  ])("%s", (_, checks, line) => {
    expect(mistakeLines({ ...right, checks })).toEqual([`${line} ${everywhere}`]);
  });
});

describe("a sources function that gives no sources", () => {
  test.each([
    ["throws", thrower(new Error("boom")), "sources: the function threw: boom"],
    ["returns a promise", async () => ({}), atOnce("sources")],
    ["returns nothing", () => undefined, atOnce("sources")],
    ["returns a check", () => ({ api: http({ url }) }), `sources.api: ${notASource}`],
    [
      "names a source as a fact is named",
      () => ({ "a/b": httpJson({ url, facts: () => ({}) }) }),
      `sources."a/b": a source's name has letters, digits, "-" and "_" only: it begins the names of its facts.`,
    ],
  ])("%s", (_, sources, line) => {
    expect(mistakeLines({ ...right, sources })).toEqual([`${line} ${everywhere}`]);
  });

  test("may return none: parity is not asked of everybody", () => {
    expect(mistakeLines({ ...right, sources: () => ({}) })).toEqual([]);
  });
});

describe("a mistake in what a kind is given", () => {
  const known = "severity, timeout, url, method, headers, json, text, expect";
  const durationHint = 'Write a number and ms, s, m, h or d, like "800ms" or "10s".';
  test.each([
    ["nothing", [undefined], `checks.up: is missing. It takes these keys: ${known}.`],
    ["a misspelt key", [{ url, timout: "1s" }], `checks.up: unknown key "timout". Known keys: ${known}.`],
    ["no URL", [{}], "checks.up.url: is missing. It needs a URL."],
    [
      "a var that no region has",
      [{ url: "undefined/health" }],
      'checks.up.url: "undefined/health" is not a URL. Use http:// or https://.',
    ],
    [
      "another scheme",
      [{ url: "ftp://x.example" }],
      'checks.up.url: "ftp://x.example" is not a URL. Use http:// or https://.',
    ],
    [
      "a number of seconds",
      [{ url, timeout: 10 }],
      `checks.up.timeout: 10 is not a duration. ${durationHint}`,
    ],
    [
      "an unknown severity",
      [{ url, severity: "high" }],
      'checks.up.severity: "high" is not one of "page", "warn".',
    ],
    [
      "a status that is none",
      [{ url, expect: { status: [200, 20] } }],
      "checks.up.expect.status: [200,20] is not a status. Write 200 or [200, 204].",
    ],
    [
      "a misspelt expectation",
      [{ url, expect: { code: 200 } }],
      'checks.up.expect: unknown key "code". Known keys: status, headers, body, within.',
    ],
  ])("%s", (_, args, line) => {
    expect(mistakeLines({ ...right, checks: () => ({ up: loosely(http, ...args) }) })).toEqual([
      `${line} ${everywhere}`,
    ]);
  });

  // Node's timers hold 2^31 - 1 ms; one set for longer rings at once, and the check would fail.
  test("a time-out that no timer can hold", () => {
    const lines = mistakeLines({ ...right, checks: () => ({ up: http({ url, timeout: "25d" }) }) });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^checks\.up\.timeout: "25d" /);
  });

  test("a journey without its script says how one is written", () => {
    const checks = () => ({ a: loosely(journey, { timeout: "20s" }), b: loosely(journey, async () => {}) });
    const script = "is not a function. Write journey({ … }, async ({ step, http }) => { … }).";
    expect(mistakeLines({ ...right, checks })).toEqual([
      `checks.a.script: ${script} ${everywhere}`,
      `checks.b.script: ${script} ${everywhere}`,
    ]);
  });
});

test("a mistake in one region alone is told of that region alone", () => {
  const checks = (scope: Scope) => ({
    ...upCheck(scope),
    ...(scope.region === "eu" && { extra: loosely(http, { url: "nope" }) }),
  });
  expect(mistakeLines({ ...right, checks })).toEqual([
    'checks.extra.url: "nope" is not a URL. Use http:// or https://. (in eu)',
  ]);
});
