import * as z from "zod";
import { problem } from "./problem.ts";

export const outcomes = ["pass", "degraded", "fail", "unknown"] as const;

/** What a check found. `unknown` is "we could not tell"; it is never counted as pass. */
export type Outcome = (typeof outcomes)[number];

/** page: wakes somebody when the region is live · warn: seen in working hours. Both block a launch. */
export const severities = ["page", "warn"] as const;
export type Severity = (typeof severities)[number];

const step = z.object({
  name: z.string(),
  outcome: z.enum(["pass", "fail"]),
  durationMs: z.number(),
  /** How often it was tried: more than one only in a step that polls. */
  tries: z.number().int(),
});
export type Step = z.infer<typeof step>;

const head = {
  check: z.string(),
  kind: z.string(),
  region: z.string(),
  /** From where it was run: a region's name, or "here" for the machine of whoever typed the command. */
  observer: z.string(),
  severity: z.enum(severities),
  /** ISO 8601, UTC. */
  startedAt: z.string(),
  durationMs: z.number(),
  /** The time-out that applied. */
  budgetMs: z.number(),
  steps: z.array(step),
  /** Clean-ups that failed: something synthetic may be left over in the product. */
  leaks: z.array(problem),
};

export const checkResult = z.discriminatedUnion("outcome", [
  z.object({ ...head, outcome: z.literal("pass") }),
  z.object({ ...head, outcome: z.enum(["degraded", "fail", "unknown"]), problem }),
]);

/** The outcome of one check in one region, with its evidence. */
export type CheckResult = z.infer<typeof checkResult>;

export const healthReport = z.object({
  schemaVersion: z.literal(1),
  service: z.string(),
  region: z.string(),
  observer: z.string(),
  /** ISO 8601, UTC. */
  startedAt: z.string(),
  durationMs: z.number(),
  /** One result for every check that was planned, also for those that time did not allow. */
  results: z.array(checkResult),
});

/** One run of a region's checks. */
export type HealthReport = z.infer<typeof healthReport>;
