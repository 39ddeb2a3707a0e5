import * as z from "zod";
import { json } from "./json.ts";
import { problem } from "./problem.ts";
import { factKinds } from "./sheet.ts";

/**
 * differs: both have it, with other values · missing: the baseline alone has it · extra: the region
 * alone has it · points-elsewhere: the region's value names another region.
 */
const findingStates = ["differs", "missing", "extra", "points-elsewhere"] as const;
export type FindingState = (typeof findingStates)[number];

const acceptance = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("open") }),
  z.object({ kind: z.literal("intended"), why: z.string() }),
  z.object({ kind: z.literal("waived"), reason: z.string(), owner: z.string(), until: z.string() }),
  z.object({ kind: z.literal("expired-waiver"), reason: z.string(), owner: z.string(), until: z.string() }),
]);

/** Whether somebody has accepted a finding. An expired waiver accepts nothing, and names its owner. */
export type Acceptance = z.infer<typeof acceptance>;

export const finding = z.object({
  /** Digest of fact and aspect: the same difference keeps its id over time. */
  id: z.string(),
  /** Digest of both canonical values: it changes when either side does. */
  fingerprint: z.string(),
  fact: z.string(),
  kind: z.enum(factKinds),
  aspect: z.string(),
  state: z.enum(findingStates),
  region: z.string(),
  baseline: z.string(),
  /** Canonical values; absent where that side has none, or where it is sensitive. */
  here: json.optional(),
  there: json.optional(),
  /** The regions named, in a finding that points elsewhere. */
  elsewhere: z.array(z.string()).optional(),
  acceptance,
});

/** One difference between a region's sheet and the baseline's. */
export type Finding = z.infer<typeof finding>;

const uncompared = z.object({
  source: z.string(),
  /** The region that could not be read. */
  region: z.string(),
  problem,
});

/** A source that could not be compared, and on whose side. */
export type Uncompared = z.infer<typeof uncompared>;

export const coverage = z.object({
  /** Facts that were held against each other. */
  compared: z.number().int(),
  /** Facts that either side is known to have. */
  known: z.number().int(),
});
export type Coverage = z.infer<typeof coverage>;

const baselineRead = z.discriminatedUnion("state", [
  z.object({ state: z.literal("fresh"), readAt: z.string() }),
  /** Not reachable: compared with the last good sheet, kept in the region, if it is young enough. */
  z.object({ state: z.literal("cached"), readAt: z.string(), ageMs: z.number(), problem }),
  /** Not reachable, and the last good sheet is older than the config allows. */
  z.object({ state: z.literal("baseline-stale"), readAt: z.string(), ageMs: z.number(), problem }),
  z.object({ state: z.literal("baseline-unavailable"), problem }),
]);
export type BaselineRead = z.infer<typeof baselineRead>;

export const parityReport = z.object({
  schemaVersion: z.literal(1),
  service: z.string(),
  region: z.string(),
  baseline: z.string(),
  observer: z.string(),
  /** ISO 8601, UTC: when the region's own sheet was read. */
  readAt: z.string(),
  durationMs: z.number(),
  baselineRead,
  findings: z.array(finding),
  uncompared: z.array(uncompared),
  coverage,
});

/** One comparison of a region with its baseline. */
export type ParityReport = z.infer<typeof parityReport>;
