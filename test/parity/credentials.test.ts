import { describe, expect, test } from "vitest";
import type { Json } from "../../shared/model/json.ts";
import type { RawFact } from "../../shared/model/sheet.ts";
import { canonicalFacts } from "../../shared/parity/canonical.ts";
import { makeTokenizer } from "../../shared/parity/tokens.ts";
import { findingText } from "../../shared/report/words.ts";
import { canonicalSheet, findingsOf, regions, seal, setting } from "./support.ts";

const planted = "pl4nt3d-v4lue";

function sheetText(fact: RawFact): string {
  return JSON.stringify(canonicalFacts("api", [fact], makeTokenizer(regions, "eu"), seal));
}

describe("a setting that looks like a credential is sealed", () => {
  test.each<[string, string, Json]>([
    ["by its name", "clientSecret", planted],
    ["a password", "db_password", planted],
    ["a token", "sessionToken", planted],
    ["an API key", "apiKey", planted],
    ["an API key with a dash", "api-key", planted],
    ["a private key", "privateKey", planted],
    ["an access key", "awsAccessKey", planted],
    ["a passphrase", "passphrase", planted],
    ["by a key inside it", "mail", { host: "smtp.example", password: planted }],
    ["by a key deep inside it", "mail", { relays: [{ auth: { apiKey: planted } }] }],
    ["by its form: an address with a password", "database", `postgres://app:${planted}@db.example/app`],
    ["by its form, inside a list", "brokers", [`amqps://app:${planted}@mq.example`]],
  ])("%s", (_, name, value) => {
    expect(sheetText(setting(name, value))).not.toContain(planted);
  });

  test("by the name of the aspect it stands in", () => {
    const aspects = { host: { value: "smtp.example" }, password: { value: planted } };
    expect(sheetText({ name: "mail", kind: "setting", aspects })).not.toContain(planted);
  });

  test("by a key inside a flag's payload", () => {
    const aspects = {
      variants: { value: [{ name: "a", payload: { type: "json", value: { apiKey: planted } } }] },
    };
    expect(sheetText({ name: "maps", kind: "flag", aspects })).not.toContain(planted);
  });
});

describe("what is no credential is shown", () => {
  test.each<[string, string, Json]>([
    ["a plain setting", "sessionMinutes", 30],
    ["an address without a password", "database", "postgres://db.example/app"],
    ["a mail address", "support", "help@acme.example"],
  ])("%s", (_, name, value) => {
    expect(sheetText(setting(name, value))).not.toContain("sealed");
  });

  test("a flag about tokens", () => {
    expect(
      sheetText({ name: "new-token-flow", kind: "flag", aspects: { enabled: { value: true } } }),
    ).not.toContain("sealed");
  });
});

test("credentials that differ are a finding that shows neither", () => {
  const found = findingsOf(
    canonicalSheet("eu", [setting("apiKey", `${planted}-1`)]),
    canonicalSheet("us", [setting("apiKey", `${planted}-2`)]),
  );
  expect(found).toMatchObject([{ aspect: "value", state: "differs" }]);
  expect(JSON.stringify(found)).not.toContain(planted);
  expect(found[0]).not.toHaveProperty("here");
  expect(found[0]).not.toHaveProperty("there");
});

test("equal credentials are no finding, also where they hold the region's own names", () => {
  const key = (region: string) => canonicalSheet(region, [setting("apiKey", `key-of-${region}`)]);
  expect(findingsOf(key("eu"), key("us"))).toEqual([]);
});

test("a credential on one side only hides both, and neither side is called empty", () => {
  const [found] = findingsOf(
    canonicalSheet("eu", [setting("database", `postgres://app:${planted}@db.example/app`)]),
    canonicalSheet("us", [setting("database", "postgres://db.example/app")]),
  );
  expect(found && findingText(found)).toBe("value differs  (sensitive, so the values are not shown)");
});
