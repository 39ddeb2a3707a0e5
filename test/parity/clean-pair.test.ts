import { describe, expect, test } from "vitest";
import { regions, settingFindings, withVars } from "./support.ts";

describe("regions that are alike give no finding", () => {
  test.each([
    ["each with its own address", "https://api.eu.acme.example/v1", "https://api.acme.example/v1"],
    ["each with its own bucket", "acme-eu-uploads", "acme-us-uploads"],
    [
      "each with its own queue",
      "arn:aws:sqs:eu-west-1:222222222222:q",
      "arn:aws:sqs:us-east-1:111111111111:q",
    ],
    ["one text without names", "30 minutes", "30 minutes"],
    ["one prose with a word like a region's name", "write to us", "write to us"],
    ["nested settings in another order of keys", { a: "eu", b: [1, null] }, { b: [1, null], a: "us" }],
  ])("%s", (_, here, there) => {
    expect(settingFindings(here, there)).toEqual([]);
  });

  test("a name inside a percent-encoded address is found", () => {
    const address = (api: string) => `https://login.acme.example/?next=${encodeURIComponent(`${api}/home`)}`;
    const [us, eu] = ["https://api.acme.example", "https://api.eu.acme.example"];
    expect(settingFindings(address(eu), address(us))).toEqual([]);
  });

  test.each([
    ["a host of another scheme", "wss://api.eu.acme.example/live", "wss://api.acme.example/live"],
    [
      "a host under another path",
      "https://flags.eu.acme.example:8443/x",
      "https://flags.acme.example:8443/x",
    ],
    ["an ARN", "arn:aws:sqs:eu-west-1:222222222222:jobs", "arn:aws:sqs:us-east-1:111111111111:jobs"],
  ])("%s is found when it is percent-encoded", (_, here, there) => {
    const encoded = (text: string) => `/go?to=${encodeURIComponent(text)}`;
    expect(settingFindings(encoded(here), encoded(there))).toEqual([]);
    expect(settingFindings(encoded(there), encoded(there))).toMatchObject([{ state: "points-elsewhere" }]);
  });

  test("names that stand as keys count as names", () => {
    expect(settingFindings({ "eu-west-1": 3 }, { "us-east-1": 3 })).toEqual([]);
  });
});

describe("how the vars are declared makes no finding", () => {
  test("a var that holds the region's name does not hide that name elsewhere", () => {
    const named = withVars({ us: { region: "us" }, eu: { region: "eu" } });
    expect(settingFindings("acme-eu-uploads", "acme-us-uploads", named)).toEqual([]);
  });

  test("a var that holds the AWS region does not hide its zones", () => {
    const named = withVars({ us: { place: "us-east-1" }, eu: { place: "eu-west-1" } });
    expect(settingFindings("eu-west-1a", "us-east-1a", named)).toEqual([]);
  });

  test("a var that is the AWS region in the baseline only does not hide it there", () => {
    const models = withVars({ us: { models: "us-east-1" }, eu: { models: "eu-central-1" } });
    expect(settingFindings("eu-west-1", "us-east-1", models)).toEqual([]);
  });

  test("the order in which they are declared says nothing", () => {
    const swapped = withVars({
      us: { api: "https://acme.example", web: "https://acme.example" },
      eu: { web: "https://eu.acme.example", api: "https://eu.acme.example" },
    });
    expect(settingFindings("https://eu.acme.example/x", "https://acme.example/x", swapped)).toEqual([]);
  });

  test("a slash at the end of one region's address is found before a path all the same", () => {
    const slashed = withVars({
      us: { api: "https://api.acme.example/" },
      eu: { api: "https://api.eu.acme.example/" },
    });
    const found = settingFindings("https://api.eu.acme.example/v1", "https://api.acme.example/v1", slashed);
    expect(found).toEqual([]);
  });

  test("a var that begins with a dot is found behind a name", () => {
    const domains = withVars({ us: { domain: ".acme.example" }, eu: { domain: ".eu.acme.example" } });
    expect(settingFindings("shop.eu.acme.example", "shop.acme.example", domains)).toEqual([]);
  });
});

describe("a value that belongs to another region is always found", () => {
  test.each([
    ["the baseline's address", "https://api.acme.example/v1", "https://api.acme.example/v1"],
    ["the baseline's bucket", "acme-us-uploads", "acme-us-uploads"],
    ["the baseline's AWS region", "us-east-1", "us-east-1"],
    [
      "deep inside",
      { storage: [{ bucket: "acme-us-uploads" }] },
      { storage: [{ bucket: "acme-us-uploads" }] },
    ],
    ["a third region's, in both alike", "https://api.au.acme.example", "https://api.au.acme.example"],
    [
      "inside a percent-encoded address",
      "x?next=https%3A%2F%2Fapi.acme.example",
      "x?next=https%3A%2F%2Fapi.acme.example",
    ],
    ["as a key", { "us-east-1": 3 }, { "us-east-1": 3 }],
  ])("%s", (_, here, there) => {
    expect(settingFindings(here, there)).toMatchObject([{ state: "points-elsewhere" }]);
  });

  test("also when a var holds the region's name", () => {
    const named = withVars({ us: { region: "us" }, eu: { region: "eu" } });
    const found = settingFindings("acme-us-uploads", "acme-us-uploads", named);
    expect(found).toMatchObject([{ state: "points-elsewhere" }]);
  });
});

test("a template that was never filled in is not taken for the name it asks for", () => {
  expect(settingFindings("https://{region}.acme.example", "https://us.acme.example")).toHaveLength(1);
  expect(settingFindings("{api}/v1", "https://api.acme.example/v1")).toHaveLength(1);
});

test("a baseline that names the region differs, and points nowhere wrong here", () => {
  expect(settingFindings("https://api.eu.acme.example", "https://api.eu.acme.example", regions)).toEqual([
    { state: "differs", here: "‹api›", there: "‹eu:api›" },
  ]);
});
