import { systemClock } from "../shared/clock.ts";
import type { ReadyConfig } from "../shared/config/resolve.ts";
import type { ReadyRegion } from "../shared/config/resolve-region.ts";
import { digest, makeSeal, newSealKey } from "../shared/digest.ts";
import { runParity } from "../shared/engine/run-parity.ts";
import type { ParityReport } from "../shared/model/parity.ts";
import type { Sheet } from "../shared/model/sheet.ts";
import { plural } from "../shared/report/words.ts";
import { type Terminal, UsageError } from "./io.ts";
import { here, openLocalSession } from "./local-session.ts";
import { note } from "./progress.ts";

/** A region by its name. */
export function requireRegion(config: ReadyConfig, name: string): ReadyRegion {
  const region = config.regions.get(name);
  if (region) return region;
  throw new UsageError(`${JSON.stringify(name)} is not a region.`);
}

/** A comparison, with the two sheets that it was made from. */
export interface LocalParity {
  readonly report: ParityReport;
  readonly own: Sheet;
  readonly baseline: Sheet;
}

/** Compares a region with its baseline, both read from this machine. */
export async function compareLocally(
  terminal: Terminal,
  config: ReadyConfig,
  name: string,
): Promise<LocalParity> {
  const seal = makeSeal(newSealKey());
  const [region, base] = [requireRegion(config, name), requireRegion(config, config.baseline)];
  note(terminal, `${name}  reading ${plural(region.sources.size, "source")}, and those of ${base.name}`);
  const read = (one: ReadyRegion) => openLocalSession(terminal, config, one).readSheet(seal);
  const [own, baseline] = await Promise.all([read(region), read(base)]);
  const report = await runParity(config, name, {
    observer: here,
    clock: systemClock,
    readOwn: async () => own,
    fetch: async () => baseline,
    maxAgeMs: config.baselineMaxAge,
    onTrouble: (message) => note(terminal, message),
    digest,
  });
  return { report, own, baseline };
}
