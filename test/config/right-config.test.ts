import { describe, expect, test } from "vitest";
import { http } from "../../shared/checks/http.ts";
import { journey } from "../../shared/checks/journey.ts";
import { defineConfig } from "../../shared/config/define.ts";
import { type ReadyConfig, resolveConfig } from "../../shared/config/resolve.ts";
import type { Scope } from "../../shared/config/scope.ts";
import { httpJson } from "../../shared/sources/http-json.ts";
import { eu, right } from "../support/config.ts";

function compiled(config: unknown): ReadyConfig {
  const resolved = resolveConfig(config);
  if (resolved.ok) return resolved.config;
  throw new Error(JSON.stringify(resolved.mistakes));
}

const whole = defineConfig({
  service: "acme",
  baseline: "us",
  regions: {
    us: {
      aws: "us-east-1",
      phase: "live",
      account: "123456789012",
      vars: { api: "https://api.acme.example" },
    },
    eu: { aws: "eu-west-1", phase: "dark", vars: { api: "https://api.eu.acme.example" } },
    gov: { aws: "us-gov-west-1", phase: "planned", vars: { api: "https://api.gov.acme.example" } },
  },
  checks: ({ vars, secret }) => ({
    "api is up": http({ url: `${vars.api}/health`, expect: { status: 200, within: "800ms" } }),
    keyed: http({ url: `${vars.api}/hook/${secret("hook")}`, headers: { "x-key": secret("key") } }),
    conversation: journey({ severity: "page", timeout: "20s" }, async () => {}),
  }),
  sources: ({ vars }) => ({ api: httpJson({ url: vars.api, facts: (body) => ({ version: body.version }) }) }),
  baselineMaxAge: "2h",
});

test("every region gets its own checks and sources, in the order they were written", () => {
  const { regions } = compiled(whole);
  expect([...regions.keys()]).toEqual(["us", "eu", "gov"]);
  expect([...(regions.get("eu")?.checks.keys() ?? [])]).toEqual(["api is up", "keyed", "conversation"]);
  expect([...(regions.get("eu")?.sources.keys() ?? [])]).toEqual(["api"]);
  expect(regions.get("eu")?.checks.get("api is up")?.options).toMatchObject({
    url: "https://api.eu.acme.example/health",
  });
});

test("durations are milliseconds", () => {
  const { regions, baselineMaxAge } = compiled(whole);
  const checks = regions.get("us")?.checks;
  expect(baselineMaxAge).toBe(7_200_000);
  expect(checks?.get("conversation")?.timeout).toBe(20_000);
  expect(checks?.get("api is up")?.options).toMatchObject({ expect: { status: 200, within: 800 } });
});

test("what is not said has a default", () => {
  const { launch, schedule, baselineMaxAge, waivers, differences, regions } = compiled(right);
  expect({ launch, schedule, baselineMaxAge, waivers, differences }).toEqual({
    launch: { rounds: 3, pause: 2000 },
    schedule: { health: "rate(5 minutes)", parity: "rate(15 minutes)" },
    baselineMaxAge: 3_600_000,
    waivers: [],
    differences: [],
  });
  const check = regions.get("us")?.checks.get("api is up");
  expect(check).toMatchObject({ kind: "http", severity: "warn", timeout: 10_000 });
  expect(check?.options).toMatchObject({ method: "GET", headers: {}, expect: {} });
});

test("half of launch or schedule leaves the other half at its default", () => {
  const { launch, schedule } = compiled({
    ...right,
    launch: { pause: "5s" },
    schedule: { health: "rate(1 minute)" },
  });
  expect(launch).toEqual({ rounds: 3, pause: 5000 });
  expect(schedule).toEqual({ health: "rate(1 minute)", parity: "rate(15 minutes)" });
});

test("the functions are told the region they are asked for", () => {
  const scopes: Omit<Scope, "secret">[] = [];
  const checks = ({ secret: _, ...scope }: Scope) => {
    scopes.push(scope);
    return { up: http({ url: "https://x.example" }) };
  };
  compiled({ ...right, regions: { us: right.regions.us, eu: { ...eu, phase: "dark" } }, checks });
  expect(scopes).toEqual([
    { region: "us", aws: "us-east-1", phase: "live", vars: { api: "https://api.acme.example" } },
    { region: "eu", aws: "eu-west-1", phase: "dark", vars: { api: "https://api.eu.acme.example" } },
  ]);
});

test("a region may have checks of its own", () => {
  const checks = ({ region }: Scope) => ({ [`up in ${region}`]: http({ url: "https://x.example" }) });
  const { regions } = compiled({ ...right, checks });
  expect([...(regions.get("eu")?.checks.keys() ?? [])]).toEqual(["up in eu"]);
});

describe("a var may be any text", () => {
  test.each(["https://x.example", "HTTP://x.example", "tenant-7", "homepage", "h", "0", "a b"])(
    "%j",
    (value) => {
      const regions = { us: { ...right.regions.us, vars: { api: "https://x.example", other: value } } };
      expect(compiled({ ...right, regions }).regions.get("us")?.vars.other).toBe(value);
    },
  );
});

test("no value of a secret is in a compiled config, only its name", () => {
  const check = compiled(whole).regions.get("eu")?.checks.get("keyed");
  expect(check?.options).toMatchObject({
    url: "https://api.eu.acme.example/hook/{secret:hook}",
    headers: { "x-key": "{secret:key}" },
  });
});
