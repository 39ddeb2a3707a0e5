import rawConfig from "#config";
import { mistakeLine } from "../shared/config/mistakes.ts";
import { type ReadyConfig, resolveConfig } from "../shared/config/resolve.ts";
import type { ReadyRegion } from "../shared/config/resolve-region.ts";

/** Where this function runs: the config it was built with, its region, and the baseline. */
export interface Home {
  readonly config: ReadyConfig;
  readonly region: ReadyRegion;
  readonly baseline: ReadyRegion;
  /** The region's own bucket for what must be remembered. */
  readonly stateBucket: string;
}

function variable(name: string): string {
  const value = process.env[name];
  if (value) return value;
  throw new Error(`the environment variable ${name} is not set: serverless.yml sets it for every function`);
}

function resolve(): Home {
  const resolved = resolveConfig(rawConfig);
  if (!resolved.ok) throw new Error(`parity.config.ts:\n${resolved.mistakes.map(mistakeLine).join("\n")}`);
  const { config } = resolved;
  const name = variable("PARITY_REGION");
  const region = config.regions.get(name);
  const baseline = config.regions.get(config.baseline);
  if (!region || !baseline) throw new Error(`PARITY_REGION is "${name}", which the config does not know`);
  return { config, region, baseline, stateBucket: variable("PARITY_STATE_BUCKET") };
}

/** Resolved once, when the function starts: a wrong config fails there and not in the middle of a run. */
export const home: Home = resolve();
