import type { ReadyConfig } from "../shared/config/resolve.ts";
import type { ReadyRegion } from "../shared/config/resolve-region.ts";
import { digest, makeSeal, newSealKey } from "../shared/digest.ts";
import { systemClock } from "../shared/engine/clock.ts";
import { runParity } from "../shared/engine/run-parity.ts";
import type { ParityReport } from "../shared/model/parity.ts";
import { plural } from "../shared/report/words.ts";
import { type Terminal, UsageError } from "./io.ts";
import { here, openLocalSession } from "./local-session.ts";
import { note } from "./progress.ts";

export function baselineOf(config: ReadyConfig): ReadyRegion {
  const baseline = config.regions.get(config.baseline);
  if (baseline) return baseline;
  throw new UsageError(`the baseline ${config.baseline} is not a region`);
}

/** Compares a region with its baseline, both read from this machine. */
export function compareLocally(
  terminal: Terminal,
  config: ReadyConfig,
  region: ReadyRegion,
): Promise<ParityReport> {
  const seal = makeSeal(newSealKey());
  const baseline = baselineOf(config);
  note(
    terminal,
    `${region.name}  reading ${plural(region.sources.size, "source")}, and those of ${baseline.name}`,
  );
  return runParity(config, region.name, {
    observer: here,
    clock: systemClock,
    readOwn: () => openLocalSession(terminal, config, region).readSheet(seal),
    fetch: () => openLocalSession(terminal, config, baseline).readSheet(seal),
    maxAgeMs: config.baselineMaxAge,
    onTrouble: (message) => note(terminal, message),
    digest,
  });
}
