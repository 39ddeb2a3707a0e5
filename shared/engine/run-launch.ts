import { type Clock, isoTime, pause } from "../clock.ts";
import type { ReadyConfig } from "../config/resolve.ts";
import type { HealthReport } from "../model/health.ts";
import type { ParityReport } from "../model/parity.ts";
import type { Region } from "../model/region.ts";
import type { LaunchReport } from "../model/verdict.ts";
import { addDoubt, judge } from "../verdict/judge.ts";

export interface LaunchScope {
  readonly observer: string;
  readonly configDigest: string;
  readonly clock: Clock;
  /** Aborted when the whole run's time is up. */
  readonly deadline: AbortSignal;
  /** Runs the region's checks once. */
  readonly runHealth: () => Promise<HealthReport>;
  /** Runs the baseline's checks once. */
  readonly runBaselineHealth: () => Promise<HealthReport>;
  readonly runParity: () => Promise<ParityReport>;
}

async function runRounds(rounds: number, pauseMs: number, scope: LaunchScope): Promise<HealthReport[]> {
  const reports: HealthReport[] = [];
  while (reports.length < rounds && !scope.deadline.aborted) {
    if (reports.length > 0) await pause(scope.clock, pauseMs, scope.deadline);
    if (scope.deadline.aborted) break;
    reports.push(await scope.runHealth());
  }
  return reports;
}

async function orReason<Report>(run: () => Promise<Report>): Promise<Report | { unavailable: string }> {
  try {
    return await run();
  } catch (error) {
    return { unavailable: error instanceof Error ? error.message : String(error) };
  }
}

/** The launch gate: several rounds of checks here, one at the baseline, parity, and one verdict. */
export async function runLaunch(
  config: ReadyConfig,
  region: Region,
  scope: LaunchScope,
): Promise<LaunchReport> {
  const startedAt = scope.clock.now();
  const { rounds, pause: pauseMs } = config.launch;
  const compared = region.name !== config.baseline;
  const [health, baselineHealth, comparison] = await Promise.all([
    runRounds(rounds, pauseMs, scope),
    compared ? orReason(scope.runBaselineHealth) : undefined,
    compared ? orReason(scope.runParity) : undefined,
  ]);
  const parity = comparison && "findings" in comparison ? comparison : undefined;
  const judged = judge({
    region,
    baseline: config.baseline,
    roundsWanted: rounds,
    health,
    baselineHealth,
    parity,
  });
  const verdict =
    comparison && "unavailable" in comparison
      ? addDoubt(judged, { code: "comparison-failed", message: comparison.unavailable })
      : judged;
  return {
    schemaVersion: 1,
    service: config.service,
    region: region.name,
    observer: scope.observer,
    configDigest: scope.configDigest,
    startedAt: isoTime(startedAt),
    durationMs: scope.clock.now() - startedAt,
    verdict,
    health,
    ...(baselineHealth && "results" in baselineHealth && { baselineHealth }),
    ...(parity && { parity }),
  };
}
