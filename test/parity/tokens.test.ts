import { describe, expect, test } from "vitest";
import type { Region } from "../../shared/model/region.ts";
import { makeTokenizer } from "../../shared/parity/tokens.ts";
import { regions, withVars } from "./support.ts";

function tokenize(region: string, text: string, all: readonly Region[] = regions): string {
  return makeTokenizer(all, region)(text, true).text;
}

function elsewhere(region: string, text: string, bareNames = true): readonly string[] {
  return makeTokenizer(regions, region)(text, bareNames).elsewhere;
}

describe("a region's own names become tokens", () => {
  test.each([
    ["a var, whole", "https://api.eu.acme.example", "‹api›"],
    ["a var with a path behind it", "https://api.eu.acme.example/v1?q=1", "‹api›/v1?q=1"],
    ["a var inside a text", "call https://api.eu.acme.example now", "call ‹api› now"],
    ["a var's host", "wss://api.eu.acme.example/live", "wss://‹api.host›/live"],
    ["a var's host with its port", "flags.eu.acme.example:8443", "‹flags.host›"],
    ["a var's host without its port", "flags.eu.acme.example", "‹flags.hostname›"],
    ["a host under a var's host", "cdn.api.eu.acme.example", "cdn.‹api.host›"],
    ["the AWS region", "eu-west-1", "‹aws›"],
    [
      "the AWS region in an ARN",
      "arn:aws:sqs:eu-west-1:222222222222:jobs",
      "arn:aws:sqs:‹aws›:‹account›:jobs",
    ],
    ["the AWS region of a zone", "eu-west-1c", "‹aws›c"],
    ["the AWS region in a host", "sqs.eu-west-1.amazonaws.com", "sqs.‹aws›.amazonaws.com"],
    ["the account", "222222222222.dkr.ecr", "‹account›.dkr.ecr"],
    ["the region's own name, whole", "eu", "‹region›"],
    ["the region's own name in a name", "acme-eu-uploads", "acme-‹region›-uploads"],
    ["the region's own name between underscores", "acme_eu_uploads", "acme_‹region›_uploads"],
    ["each of several names", "eu:eu-west-1:eu", "‹region›:‹aws›:‹region›"],
    ["a short var where it is the whole text", "eur", "‹tenant›"],
  ])("%s", (_, text, expected) => {
    expect(makeTokenizer(regions, "eu")(text, true)).toEqual({ text: expected, elsewhere: [] });
  });
});

describe("what only looks like a name stays", () => {
  test.each([
    ["the region's name inside a word", "eureka-neue"],
    ["the region's name before a digit", "eu2-files"],
    ["the AWS region behind a word", "xeu-west-1"],
    ["a longer number than the account", "1222222222222"],
    ["a short var inside a text", "acme-eur-uploads"],
    ["a host behind more letters", "myflags.eu1.acme.example"],
    ["prose with the region's name", "Only for eu customers"],
    ["prose in which us is a word", "Tell us more"],
    ["the region's name in capitals", "EU"],
    ["an empty text", ""],
  ])("%s", (_, text) => {
    expect(makeTokenizer(regions, "eu")(text, true)).toEqual({ text, elsewhere: [] });
  });

  test("an AWS region with one more digit", () => {
    expect(makeTokenizer(regions, "eu")("eu-west-12", false)).toEqual({ text: "eu-west-12", elsewhere: [] });
  });
});

test("of names that hold each other, the longest is taken", () => {
  const nested = withVars({
    us: { site: "https://acme.example", api: "https://acme.example/api", bucket: "acme-us-east-1-files" },
    eu: {
      site: "https://eu.acme.example",
      api: "https://eu.acme.example/api",
      bucket: "acme-eu-west-1-files",
    },
  });
  expect(tokenize("us", "https://acme.example/api/v1", nested)).toBe("‹api›/v1");
  expect(tokenize("us", "https://acme.example/apis", nested)).toBe("‹site›/apis");
  expect(tokenize("us", "acme-us-east-1-files", nested)).toBe("‹bucket›");
  expect(tokenize("us", "acme-us-east-1-logs", nested)).toBe("acme-‹aws›-logs");
  expect(tokenize("us", "https://eu.acme.example/api", nested)).toBe("‹eu:api›");
});

describe("another region's name points elsewhere", () => {
  test.each([
    ["its var", "https://api.acme.example/v1", "‹us:api›/v1", ["us"]],
    ["its host", "api.au.acme.example", "‹au:api.host›", ["au"]],
    ["its AWS region", "us-east-1", "‹us:aws›", ["us"]],
    ["its account", "111111111111", "‹us:account›", ["us"]],
    ["its name", "acme-us-uploads", "acme-‹us:region›-uploads", ["us"]],
    ["its short var, whole", "aus", "‹au:tenant›", ["au"]],
    ["two of them", "us-east-1,ap-southeast-2", "‹us:aws›,‹au:aws›", ["us", "au"]],
    ["one beside the region's own", "eu-west-1,us-east-1", "‹aws›,‹us:aws›", ["us"]],
    ["a var in prose", "see https://api.acme.example for more", "see ‹us:api› for more", ["us"]],
  ])("%s", (_, text, expected, named) => {
    expect(makeTokenizer(regions, "eu")(text, true)).toEqual({ text: expected, elsewhere: named });
  });
});

describe("flags only know declared names", () => {
  test.each([
    ["a region's own name is a word", "eu", "eu"],
    ["another region's name is a word", "acme-us-uploads", "acme-us-uploads"],
    ["a country is a country", "us", "us"],
    ["its own var is a token", "https://api.eu.acme.example/x", "‹api›/x"],
    ["its own AWS region is a token", "eu-west-1", "‹aws›"],
  ])("%s", (_, text, expected) => {
    expect(makeTokenizer(regions, "eu")(text, false)).toEqual({ text: expected, elsewhere: [] });
  });

  test("another region's host still points elsewhere", () => {
    expect(elsewhere("eu", "https://api.acme.example/x", false)).toEqual(["us"]);
  });
});

describe("shared names", () => {
  test("what all regions share is nobody's", () => {
    const central = withVars({
      us: { login: "https://login.acme.example" },
      eu: { login: "https://login.acme.example" },
      au: { login: "https://login.acme.example" },
    });
    for (const { name } of central) {
      const text = "https://login.acme.example/me";
      expect(makeTokenizer(central, name)(text, true)).toEqual({ text, elsewhere: [] });
    }
  });

  test("what some regions share is each one's own", () => {
    const halves = withVars({ us: { hub: "hub-west" }, eu: { hub: "hub-east" }, au: { hub: "hub-east" } });
    expect(tokenize("eu", "hub-east", halves)).toBe("‹hub›");
    expect(tokenize("au", "hub-east", halves)).toBe("‹hub›");
    expect(tokenize("eu", "hub-west", halves)).toBe("‹us:hub›");
  });

  test("two regions of the product may share an AWS region", () => {
    const twins = regions.map((region) => ({
      ...region,
      aws: region.name === "us" ? region.aws : "eu-west-1",
    }));
    expect(makeTokenizer(twins, "eu")("eu-west-1", true)).toEqual({ text: "‹aws›", elsewhere: [] });
    expect(makeTokenizer(twins, "au")("eu-west-1", true)).toEqual({ text: "‹aws›", elsewhere: [] });
    expect(makeTokenizer(twins, "us")("eu-west-1", true).elsewhere).toEqual(["eu"]);
  });
});
