import type { CheckResult, HealthReport } from "../model/health.ts";
import type { ParityReport } from "../model/parity.ts";
import type { Region } from "../model/region.ts";
import type { Blocker, Doubt } from "../model/verdict.ts";

/** All that a verdict rests on. */
export interface Evidence {
  readonly region: Pick<Region, "name" | "phase">;
  /** The baseline's name. */
  readonly baseline: string;
  /** How many rounds of checks were asked for. */
  readonly roundsWanted: number;
  /** The region's checks, one report a round. */
  readonly health: readonly HealthReport[];
  /** The baseline's checks, or why they could not be had; absent where the region is the baseline. */
  readonly baselineHealth?: HealthReport | { readonly unavailable: string } | undefined;
  /** Absent where the region is the baseline. */
  readonly parity?: ParityReport | undefined;
}

/** What one part of the evidence says. */
export interface Judged {
  readonly blockers: Blocker[];
  readonly doubts: Doubt[];
  readonly degraded: CheckResult[];
}
