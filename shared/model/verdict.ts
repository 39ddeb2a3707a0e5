import * as z from "zod";
import { checkResult, healthReport } from "./health.ts";
import { coverage, finding, parityReport } from "./parity.ts";
import { phase } from "./region.ts";

export const decisions = ["go", "no-go", "undecided"] as const;
export type Decision = (typeof decisions)[number];

const blocker = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("check"),
    result: checkResult,
    /** How many of the rounds failed. */
    failedRounds: z.number().int(),
    rounds: z.number().int(),
  }),
  z.object({ kind: z.literal("finding"), finding }),
]);

/** Something known to be wrong in the region: reason enough for no-go. */
export type Blocker = z.infer<typeof blocker>;

const doubt = z.object({
  /** A short code, such as "baseline-unavailable" or "no-checks". */
  code: z.string(),
  /** What could not be told, and the way out. */
  message: z.string(),
});

/** Something that could not be told: reason enough for undecided. */
export type Doubt = z.infer<typeof doubt>;

const verdict = z.object({
  region: z.string(),
  phase,
  decision: z.enum(decisions),
  blockers: z.array(blocker),
  doubts: z.array(doubt),
  /** Findings that somebody has accepted: intended differences and waivers in force. */
  accepted: z.array(finding),
  /** Checks that passed, but not well. */
  degraded: z.array(checkResult),
  /** What the verdict rests on, and what it does not. */
  basis: z.array(z.string()),
  /** Absent for the baseline, which is compared with nothing. */
  coverage: coverage.optional(),
});

/** The answer to one question: may we launch? */
export type Verdict = z.infer<typeof verdict>;

export const launchReport = z.object({
  schemaVersion: z.literal(1),
  service: z.string(),
  region: z.string(),
  observer: z.string(),
  /** Digest of the config that the run was made with: another one is another product to test. */
  configDigest: z.string(),
  /** ISO 8601, UTC. */
  startedAt: z.string(),
  durationMs: z.number(),
  verdict,
  /** The region's checks, one report a round. */
  health: z.array(healthReport),
  /** The baseline's checks; absent where they could not be had, or where the region is the baseline. */
  baselineHealth: healthReport.optional(),
  /** Absent where the region is the baseline. */
  parity: parityReport.optional(),
});

/** One run of the launch gate: the verdict with all of its evidence. */
export type LaunchReport = z.infer<typeof launchReport>;
