import { describe, expect, test } from "vitest";
import { http } from "../../shared/checks/http.ts";
import { httpJson } from "../../shared/sources/http-json.ts";
import { eu, loosely, mistakeLines, right, us } from "../support/config.ts";

const check = (options: object) => ({
  ...right,
  checks: () => ({ up: loosely(http, { url: "https://api.acme.example", ...options }) }),
});
const source = (options: object) => ({
  ...right,
  sources: () => ({ api: loosely(httpJson, { url: "https://x.example", facts: () => ({}), ...options }) }),
});

describe("no mistake is told in the words of the schema library", () => {
  test.each([
    ["regions that are a list", { ...right, regions: [us, eu] }],
    ["regions that are a text", { ...right, regions: "us" }],
    ["vars that are a list", { ...right, regions: { us: { ...us, vars: ["x"] } } }],
    ["waivers that are an object", { ...right, waivers: {} }],
    ["differences that are an object", { ...right, differences: {} }],
    ["a difference without regions", { ...right, differences: [{ fact: "a/b", why: "so" }] }],
    ["a header that came out undefined", check({ headers: { authorization: undefined } })],
    ["headers that are a text", check({ headers: "accept: text/html" })],
    ["a text that is a number", check({ text: 5 })],
    ["a json body with undefined in it", check({ json: { id: undefined } })],
    ["an expected status list that is empty", check({ expect: { status: [] } })],
    ["an expected header that is a number", check({ expect: { headers: { age: 5 } } })],
    ["a source's header that is a number", source({ headers: { age: 5 } })],
  ])("%s", (_, config) => {
    const lines = mistakeLines(config);
    expect(lines).not.toEqual([]);
    expect(lines.join("\n")).not.toMatch(/Invalid|expected \w+|Too (small|big)|received/);
  });
});

describe("the bad value stands in the sentence", () => {
  const launch = (rounds: unknown) => ({ ...right, launch: { rounds } });
  test.each([
    ["0", launch(0)],
    ["11", launch(11)],
    ["1.5", launch(1.5)],
    ['"3"', launch("3")],
    ['"2 pages"', check({ severity: "2 pages" })],
    ['"get"', check({ method: "get" })],
    ['"200"', check({ expect: { status: "200" } })],
    ["99", check({ expect: { status: 99 } })],
    ['[200,"ok"]', check({ expect: { status: [200, "ok"] } })],
    ['"undefined/health"', check({ url: "undefined/health" })],
  ])("%s", (value, config) => {
    const lines = mistakeLines(config);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(`: ${value} is`);
  });
});

describe("a value of the wrong type has a way out as one of the wrong form has", () => {
  test.each([
    ["service", { ...right, service: 5 }, 'Write it like "acme".'],
    ["aws", { ...right, regions: { us: { ...us, aws: 1 } } }, 'Write it like "eu-west-1".'],
    ["schedule", { ...right, schedule: { health: 5 } }, 'Write it like "rate(5 minutes)".'],
    ["url", check({ url: new URL("https://api.acme.example") }), "Use http:// or https://."],
  ])("%s", (_, config, wayOut) => {
    expect(mistakeLines(config).join("\n")).toContain(wayOut);
  });
});

describe("a schedule that AWS would refuse is refused here", () => {
  const schedule = (health: string) => mistakeLines({ ...right, schedule: { health } });
  test.each(["rate(1 minute)", "rate(5 minutes)", "rate(1 hour)", "rate(12 hours)"])(
    "%s is right",
    (rate) => {
      expect(schedule(rate)).toEqual([]);
    },
  );

  // EventBridge: a rate of 1 takes the singular, any other the plural.
  const wrong = ["rate(1 minutes)", "rate(5 minute)", "rate(1 hours)", "rate(5 hour)", "rate(0 minutes)"];
  test.each([...wrong, "rate(5minutes)", "Rate(5 minutes)", "cron(0 * * * ? *)"])("%s is not", (rate) => {
    expect(schedule(rate)).toHaveLength(1);
  });
});
