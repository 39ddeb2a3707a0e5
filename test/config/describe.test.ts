import { describe, expect, test } from "vitest";
import { http } from "../../shared/checks/http.ts";
import { journey } from "../../shared/checks/journey.ts";
import { describeConfig } from "../../shared/config/describe.ts";
import { resolveConfig } from "../../shared/config/resolve.ts";
import { right, us } from "../support/config.ts";

function described(config: unknown): string {
  const resolved = resolveConfig(config);
  if (!resolved.ok) throw new Error(JSON.stringify(resolved.mistakes));
  return describeConfig(resolved.config);
}

const url = "https://api.acme.example";
const withCheck = (check: unknown) => ({ ...right, checks: () => ({ up: check }) });

test("two builds of one config have one description", () => {
  expect(described({ ...right })).toBe(described({ ...right }));
});

test("the code of a journey is not in it: bundled, it reads otherwise", () => {
  const one = withCheck(journey({}, async () => {}));
  const other = withCheck(journey({}, async ({ http: { get } }) => void (await get(url))));
  expect(described(one)).toBe(described(other));
});

describe("another config has another description, where it differs in", () => {
  const base = withCheck(http({ url, expect: { headers: { a: /x/ } } }));
  test.each([
    ["the service", { ...base, service: "other" }],
    ["a var", { ...base, regions: { us: { ...us, vars: { api: url } } } }],
    ["a phase", { ...base, regions: { ...base.regions, us: { ...us, phase: "dark" } } }],
    ["a URL", withCheck(http({ url: `${url}/x`, expect: { headers: { a: /x/ } } }))],
    ["a pattern", withCheck(http({ url, expect: { headers: { a: /y/ } } }))],
    ["a pattern's flags", withCheck(http({ url, expect: { headers: { a: /x/i } } }))],
    ["a time-out", withCheck(http({ url, timeout: "1s", expect: { headers: { a: /x/ } } }))],
    ["the name of a check", { ...base, checks: () => ({ down: http({ url }) }) }],
    ["the rounds of a launch", { ...base, launch: { rounds: 5 } }],
    [
      "a waiver",
      { ...base, waivers: [{ fact: "a/b", region: "eu", reason: "r", owner: "o", until: "2027-01-31" }] },
    ],
  ])("%s", (_, other) => {
    expect(described(other)).not.toBe(described(base));
  });
});
