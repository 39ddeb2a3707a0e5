import { describe, expect, test } from "vitest";
import { mistakeLines, right } from "../support/config.ts";

const waiver = {
  fact: "flags/whatsapp",
  region: "eu",
  reason: "Meta approval pending",
  owner: "channels",
  until: "2027-01-31",
};
const difference = { fact: "flags/banner", regions: ["eu"], why: "GDPR notice" };

test("a right waiver and a right difference are no mistake", () => {
  expect(mistakeLines({ ...right, waivers: [waiver], differences: [difference] })).toEqual([]);
});

describe("a mistake in a waiver", () => {
  test.each([
    {
      mistake: { region: "uk" },
      lines: ['waivers[0].region: "uk" is not a region. The regions are: us, eu.'],
    },
    {
      mistake: { fact: "whatsapp" },
      lines: ['waivers[0].fact: "whatsapp" is not a fact. Write it like "flags/new-cart".'],
    },
    { mistake: { reason: undefined }, lines: ["waivers[0].reason: is missing. It needs a reason."] },
    { mistake: { owner: "" }, lines: ['waivers[0].owner: "" is not an owner.'] },
    { mistake: { until: undefined }, lines: ["waivers[0].until: is missing. It needs a date."] },
    {
      mistake: { until: "31.01.2027" },
      lines: ['waivers[0].until: "31.01.2027" is not a date. Write it like "2027-01-31".'],
    },
    {
      mistake: { until: "2027-13-01" },
      lines: ['waivers[0].until: "2027-13-01" is not a date in any calendar.'],
    },
    {
      mistake: { util: "2027-01-31" },
      lines: ['waivers[0]: unknown key "util". Known keys: fact, aspect, region, reason, owner, until.'],
    },
  ])("$lines.0", ({ mistake, lines }) => {
    expect(mistakeLines({ ...right, waivers: [{ ...waiver, ...mistake }] })).toEqual(lines);
  });

  // Date.parse takes them, and rolls over into March.
  test.each(["2027-02-29", "2027-02-30", "2027-04-31"])("%s is not a date in any calendar", (until) => {
    expect(mistakeLines({ ...right, waivers: [{ ...waiver, until }] })).toEqual([
      `waivers[0].until: "${until}" is not a date in any calendar.`,
    ]);
  });

  test("the 29th of February is one in a leap year", () => {
    expect(mistakeLines({ ...right, waivers: [{ ...waiver, until: "2028-02-29" }] })).toEqual([]);
  });
});

describe("a mistake in a difference", () => {
  test.each([
    {
      mistake: { regions: ["eu", "uk"] },
      lines: ['differences[0].regions[1]: "uk" is not a region. The regions are: us, eu.'],
    },
    {
      mistake: { regions: [] },
      lines: ["differences[0].regions: names no region. Name those where the difference is intended."],
    },
    { mistake: { why: undefined }, lines: ["differences[0].why: is missing. It needs a reason."] },
    {
      mistake: { because: "GDPR" },
      lines: ['differences[0]: unknown key "because". Known keys: fact, aspect, regions, why.'],
    },
  ])("$lines.0", ({ mistake, lines }) => {
    expect(mistakeLines({ ...right, differences: [{ ...difference, ...mistake }] })).toEqual(lines);
  });
});

test("the second of two is counted as the second", () => {
  const lines = mistakeLines({ ...right, waivers: [waiver, { ...waiver, region: "uk" }] });
  expect(lines).toEqual(['waivers[1].region: "uk" is not a region. The regions are: us, eu.']);
});
