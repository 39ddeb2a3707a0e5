import { http } from "../../shared/checks/http.ts";
import { type ReadyConfig, resolveConfig } from "../../shared/config/resolve.ts";
import type { ReadyRegion } from "../../shared/config/resolve-region.ts";
import { httpJson } from "../../shared/sources/http-json.ts";

/** What one test has otherwise than the firm of all tests. */
interface Parts {
  readonly regions?: Readonly<Record<string, object>>;
  readonly checks?: number;
  readonly checkTimeout?: `${number}s`;
  readonly sourceTimeout?: `${number}s`;
  readonly rounds?: number;
  readonly pause?: `${number}s`;
}

export const threeRegions = {
  us: { aws: "us-east-1", phase: "live" },
  eu: { aws: "eu-west-1", phase: "live" },
  au: { aws: "ap-southeast-2", phase: "dark" },
};

/** A firm in some regions, by default three, with one check and one source of 10 s each. */
export function firm(parts: Parts = {}): ReadyConfig {
  const { regions = threeRegions, checks = 1, checkTimeout = "10s", sourceTimeout = "10s" } = parts;
  const { rounds = 3, pause = "2s" } = parts;
  const url = "https://acme.example/";
  const names = Array.from({ length: checks }, (_, index) => `check ${index}`);
  const resolved = resolveConfig({
    service: "acme",
    baseline: "us",
    regions,
    checks: () => Object.fromEntries(names.map((name) => [name, http({ url, timeout: checkTimeout })])),
    sources: () => ({ api: httpJson({ url, facts: () => ({}), timeout: sourceTimeout }) }),
    launch: { rounds, pause },
  });
  if (resolved.ok) return resolved.config;
  throw new Error(resolved.mistakes.map(({ path, message }) => `${path}: ${message}`).join("\n"));
}

export function regionOf(config: ReadyConfig, name: string): ReadyRegion {
  const region = config.regions.get(name);
  if (region) return region;
  throw new Error(`no region ${name}`);
}
