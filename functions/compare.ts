import { systemClock } from "../shared/clock.ts";
import { digest, makeSeal } from "../shared/digest.ts";
import { runParity } from "../shared/engine/run-parity.ts";
import type { Session } from "../shared/engine/session.ts";
import type { ParityReport } from "../shared/model/parity.ts";
import { askBaselineSheet, baselineCopy, obtainSealKey } from "./baseline.ts";
import { home } from "./home.ts";
import { writeLine } from "./log.ts";

/** Compares this region with the baseline, whose facts function is asked for its sheet. */
export async function compareHome(session: Session, signal: AbortSignal): Promise<ParityReport> {
  const { config, region } = home;
  const { key, kept } = await obtainSealKey();
  return runParity(config, region.name, {
    observer: region.name,
    clock: systemClock,
    readOwn: () => session.readSheet(makeSeal(key)),
    fetch: () => askBaselineSheet(key, signal),
    copy: kept ? baselineCopy : undefined,
    maxAgeMs: config.baselineMaxAge,
    onTrouble: (message) => writeLine({ level: "WARN", type: "trouble", message }),
    digest,
  });
}
