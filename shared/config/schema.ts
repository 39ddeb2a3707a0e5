import * as z from "zod";
import { phases } from "../model/region.ts";
import { duration } from "./duration.ts";
import { oneOf, text, textLike, varValue } from "./fields.ts";
import type { Scope } from "./scope.ts";
import { strict } from "./strict.ts";

const name = textLike(/^[a-z][a-z0-9-]{0,19}$/, "a name", "eu");
const factId = textLike(/^[^/]+\/.+$/, "a fact", "flags/new-cart");
const day = textLike(/^\d{4}-\d{2}-\d{2}$/, "a date", "2027-01-31").refine(
  (value) => !Number.isNaN(Date.parse(value)),
  { error: (issue) => `${JSON.stringify(issue.input)} is not a date in any calendar.` },
);

const region = strict({
  aws: textLike(/^[a-z]{2}(-[a-z]+)+-\d$/, "an AWS region", "eu-west-1"),
  account: textLike(/^\d{12}$/, "an AWS account id of 12 digits", "123456789012").optional(),
  phase: oneOf(phases),
  vars: z.record(z.string(), varValue).default({}),
});

const difference = strict({
  fact: factId,
  aspect: text("an aspect").optional(),
  regions: z.array(name).min(1, { error: "names no region. Name those where the difference is intended." }),
  why: text("a reason"),
});

const waiver = strict({
  fact: factId,
  aspect: text("an aspect").optional(),
  region: name,
  reason: text("a reason"),
  owner: text("an owner"),
  until: day,
});

const minutes = textLike(/^rate\((1 minute|[1-9]\d* (minutes|hours?))\)$/, "a schedule", "rate(5 minutes)");

/** What a user writes in parity.config.ts. Every mistake in it is found here, or in what its functions return. */
export const configSchema = strict({
  service: textLike(/^[a-z][a-z0-9-]{0,19}$/, "a service name of at most 20 letters", "acme"),
  baseline: name,
  regions: z.record(name, region, {
    error: (issue) => (issue.input === undefined ? "is missing. Name at least the baseline." : undefined),
  }),
  checks: z.custom<(scope: Scope) => unknown>((value) => typeof value === "function", {
    error: "is not a function. Write checks: ({ vars, secret }) => ({ … }).",
  }),
  sources: z
    .custom<(scope: Scope) => unknown>((value) => typeof value === "function", {
      error: "is not a function. Write sources: ({ vars, secret }) => ({ … }).",
    })
    .optional(),
  differences: z.array(difference).default([]),
  waivers: z.array(waiver).default([]),
  schedule: strict({
    health: minutes.default("rate(5 minutes)"),
    parity: minutes.default("rate(15 minutes)"),
  }).prefault({}),
  launch: strict({
    rounds: z
      .int({ error: "is not a whole number." })
      .min(1, { error: "is less than 1 round." })
      .max(10, { error: "is more than 10 rounds." })
      .default(3),
    pause: duration.prefault("2s"),
  }).prefault({}),
  /** How old the kept copy of the baseline may be before its differences mean nothing. */
  baselineMaxAge: duration.prefault("1h"),
});

export type Settings = z.output<typeof configSchema>;
export type Difference = z.output<typeof difference>;
export type Waiver = z.output<typeof waiver>;
export type SettingsInput = z.input<typeof configSchema>;
