import type { ReadyConfig } from "../config/resolve.ts";
import type { ReadyRegion } from "../config/resolve-region.ts";
import { reserveMs } from "../engine/reserve.ts";
import { concurrency } from "../engine/run-checks.ts";
import type { FunctionKind } from "./names.ts";

/** Lambda lets no function run longer than 900 s (Lambda quotas). */
const maxSeconds = 900;

const toSeconds = (ms: number) => Math.min(maxSeconds, Math.ceil(ms / 1000));

function slowest(things: ReadonlyMap<string, { readonly timeout: number }>): number {
  return Math.max(0, ...[...things.values()].map(({ timeout }) => timeout));
}

/** The longest that one run of all checks may take, clean-up and publishing included. */
function healthMs({ checks }: ReadyRegion): number {
  return Math.ceil(checks.size / concurrency) * slowest(checks) + reserveMs;
}

/** The time-out of each of a region's functions, in seconds, from the time-outs of what they run. */
export function timeLimits(
  { launch, regions, baseline }: ReadyConfig,
  region: ReadyRegion,
): Readonly<Record<FunctionKind, number>> {
  const factsMs = (one: ReadyRegion) => slowest(one.sources) + reserveMs;
  const baselineRegion = regions.get(baseline) ?? region;
  const parityMs = Math.max(factsMs(region), factsMs(baselineRegion)) + reserveMs;
  const roundsMs = launch.rounds * (healthMs(region) + launch.pause) + reserveMs;
  return {
    health: toSeconds(healthMs(region)),
    facts: toSeconds(factsMs(region)),
    parity: toSeconds(parityMs),
    launch: toSeconds(Math.max(roundsMs, healthMs(baselineRegion) + reserveMs, parityMs)),
  };
}
