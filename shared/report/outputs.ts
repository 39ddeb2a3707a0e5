import * as z from "zod";
import { healthReport } from "../model/health.ts";
import { json } from "../model/json.ts";
import { parityReport } from "../model/parity.ts";
import { phase } from "../model/region.ts";
import { fact } from "../model/sheet.ts";
import { decisions, launchReport } from "../model/verdict.ts";

// What `--output json` prints. The version rises when a field is renamed, removed or changes its
// meaning; new fields may come without.
const schemaVersion = z.literal(1);

/** A region that gave no report at all, and why. */
const missing = z.object({ region: z.string(), message: z.string() });

export const outputs = {
  validate: z.object({
    schemaVersion,
    command: z.literal("validate"),
    ok: z.boolean(),
    config: z.string(),
    mistakes: z.array(z.object({ path: z.string(), message: z.string() })),
    regions: z.array(
      z.object({
        name: z.string(),
        aws: z.string(),
        phase,
        baseline: z.boolean(),
        checks: z.array(z.string()),
        sources: z.array(z.string()),
      }),
    ),
  }),
  check: z.object({ schemaVersion, command: z.literal("check"), reports: z.array(healthReport) }),
  compare: z.object({ schemaVersion, command: z.literal("compare"), reports: z.array(parityReport) }),
  launch: z.object({
    schemaVersion,
    command: z.literal("launch"),
    /** The worst of all regions. */
    decision: z.enum(decisions),
    reports: z.array(launchReport),
    missing: z.array(missing),
  }),
  explain: z.object({
    schemaVersion,
    command: z.literal("explain"),
    region: z.string(),
    subject: z.string(),
    /** The options in force, secrets as placeholders. */
    options: json.optional(),
    health: healthReport.optional(),
    parity: parityReport.optional(),
    /** The fact as the region has it, and as the baseline has it; absent where that side does not. */
    here: fact.optional(),
    there: fact.optional(),
    /** Facts with a name like the one that was asked for, where neither side has that. */
    near: z.array(z.string()).optional(),
    logLines: z.array(json),
    metrics: z.array(json),
  }),
} as const;

export type Outputs = { [Command in keyof typeof outputs]: z.output<(typeof outputs)[Command]> };
