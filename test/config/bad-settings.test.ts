import { describe, expect, test } from "vitest";
import { eu, mistakeLines, right, us } from "../support/config.ts";

const withEu = (changes: object) => ({ ...right, regions: { us, eu: { ...eu, ...changes } } });
const known =
  "service, baseline, regions, checks, sources, differences, waivers, schedule, launch, baselineMaxAge";
const durationHint = 'Write a number and ms, s, m, h or d, like "800ms" or "10s".';

describe("a mistake in the settings is told with its place, the bad value and the way out", () => {
  test.each([
    { mistake: { servce: "acme" }, lines: [`unknown key "servce". Known keys: ${known}.`] },
    {
      mistake: { service: "Acme Corp" },
      lines: ['service: "Acme Corp" is not a service name of at most 20 letters. Write it like "acme".'],
    },
    {
      mistake: { service: undefined },
      lines: ["service: is missing. It needs a service name of at most 20 letters."],
    },
    { mistake: { baseline: "uk" }, lines: ['baseline: "uk" is not a region. The regions are: us, eu.'] },
    { mistake: { baseline: undefined }, lines: ["baseline: is missing. It needs a name."] },
    { mistake: { regions: undefined }, lines: ["regions: is missing. Name at least the baseline."] },
    {
      mistake: { checks: {} },
      lines: ["checks: is not a function. Write checks: ({ vars, secret }) => ({ … })."],
    },
    {
      mistake: { sources: {} },
      lines: ["sources: is not a function. Write sources: ({ vars, secret }) => ({ … })."],
    },
    {
      mistake: { baselineMaxAge: "5 parsecs" },
      lines: [`baselineMaxAge: "5 parsecs" is not a duration. ${durationHint}`],
    },
    { mistake: { launch: { pause: 2 } }, lines: [`launch.pause: 2 is not a duration. ${durationHint}`] },
    { mistake: { launch: { round: 3 } }, lines: ['launch: unknown key "round". Known keys: rounds, pause.'] },
    {
      mistake: { launch: 3 },
      lines: ["launch: 3 is not an object. It takes these keys: rounds, pause."],
    },
    {
      mistake: { schedule: { healthy: "rate(5 minutes)" } },
      lines: ['schedule: unknown key "healthy". Known keys: health, parity.'],
    },
    {
      mistake: { schedule: { health: "5 minutes" } },
      lines: ['schedule.health: "5 minutes" is not a schedule. Write it like "rate(5 minutes)".'],
    },
  ])("$lines.0", ({ mistake, lines }) => {
    expect(mistakeLines({ ...right, ...mistake })).toEqual(lines);
  });
});

describe("a mistake in a region is told with the region's name", () => {
  test.each([
    {
      mistake: { aws: "Ireland" },
      lines: ['regions.eu.aws: "Ireland" is not an AWS region. Write it like "eu-west-1".'],
    },
    { mistake: { aws: undefined }, lines: ["regions.eu.aws: is missing. It needs an AWS region."] },
    {
      mistake: { account: "12" },
      lines: [
        'regions.eu.account: "12" is not an AWS account id of 12 digits. Write it like "123456789012".',
      ],
    },
    {
      mistake: { phase: "alive" },
      lines: ['regions.eu.phase: "alive" is not one of "planned", "dark", "live".'],
    },
    {
      mistake: { phase: undefined },
      lines: ['regions.eu.phase: is missing. Choose one of "planned", "dark", "live".'],
    },
    {
      mistake: { vars: { api: "htp://x" } },
      lines: ['regions.eu.vars.api: "htp://x" is not a URL. Use http:// or https://.'],
    },
    { mistake: { vars: { api: "" } }, lines: ['regions.eu.vars.api: "" is not a text.'] },
    { mistake: { vars: { api: 5 } }, lines: ["regions.eu.vars.api: 5 is not a text."] },
    {
      mistake: { vars: {} },
      lines: ["regions.eu.vars.api: is missing; us has it. Every region needs the same vars."],
    },
    {
      mistake: { awz: "eu-west-1" },
      lines: ['regions.eu: unknown key "awz". Known keys: aws, account, phase, vars.'],
    },
  ])("$lines.0", ({ mistake, lines }) => {
    expect(mistakeLines(withEu(mistake))).toEqual(lines);
  });

  test("a region that is no object says which keys it takes", () => {
    expect(mistakeLines({ ...right, regions: { us, eu: "eu-west-1" } })).toEqual([
      'regions.eu: "eu-west-1" is not an object. It takes these keys: aws, account, phase, vars.',
    ]);
  });

  test("a region's own name must be one", () => {
    expect(mistakeLines({ ...right, regions: { us, EU: eu } })).toEqual([
      'regions.EU: the key "EU" is not a name. Write it like "eu".',
    ]);
  });

  test("a var that two other regions have names both", () => {
    const au = { aws: "ap-southeast-2", phase: "dark" };
    expect(mistakeLines({ ...right, regions: { us, eu, au } })).toEqual([
      "regions.au.vars.api: is missing; us and eu have it. Every region needs the same vars.",
    ]);
  });
});

describe("what is no config at all says what one is", () => {
  test.each([
    [undefined, "is missing. It"],
    [null, "null is not an object. It"],
    ["acme", '"acme" is not an object. It'],
    [[], "[] is not an object. It"],
  ])("%j", (config, start) => {
    expect(mistakeLines(config)).toEqual([`${start} takes these keys: ${known}.`]);
  });

  test("a baseline among no regions does not list nothing", () => {
    expect(mistakeLines({ ...right, regions: {} }).join("\n")).not.toContain("The regions are: .");
  });
});
