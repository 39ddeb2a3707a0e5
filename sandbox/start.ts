import { resolve } from "node:path";
import { buildFunctions } from "../scripts/build.ts";
import { importConfig } from "../shared/config/import-config.ts";
import { mistakeLine } from "../shared/config/mistakes.ts";
import type { FunctionKind } from "../shared/stack/names.ts";
import { timeLimits } from "../shared/stack/time-limits.ts";
import { type Sandbox, startSandbox } from "./sandbox.ts";

/** The config of the sandbox's product. */
export const configFile = resolve(import.meta.dirname, "parity.config.ts");

/** The lowest port that is tried, where SANDBOX_PORT does not say another. */
export const defaultPort = 4700;

/** Bundles the functions with the sandbox's config, as they are deployed, and starts it all on four ports from `port`. */
export async function buildAndStart(port: number): Promise<Sandbox> {
  // A folder for each port: two sandboxes may start at once.
  const bundles = resolve(import.meta.dirname, "../dist/sandbox", String(port));
  await buildFunctions({ config: configFile, outDir: bundles });
  const resolved = await importConfig(configFile);
  if (!resolved.ok) throw new Error(resolved.mistakes.map(mistakeLine).join("\n"));
  const { config } = resolved;
  const limits = [...config.regions.values()].map((region) => timeLimits(config, region));
  const longest = (kind: FunctionKind) => 1000 * Math.max(...limits.map((one) => one[kind]));
  const timeoutsMs = {
    health: longest("health"),
    facts: longest("facts"),
    parity: longest("parity"),
    launch: longest("launch"),
  };
  return startSandbox({ port, bundles, config: { service: config.service, timeoutsMs } });
}
