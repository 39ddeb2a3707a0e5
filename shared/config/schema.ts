import * as z from "zod";
import { phases } from "../model/region.ts";
import { duration } from "./duration.ts";
import { listOf, namedBy, oneOf, text, textLike, varValue, wholeNumber } from "./fields.ts";
import type { Scope } from "./scope.ts";
import { shown } from "./shown.ts";
import { strict } from "./strict.ts";

/** What a region may be called. */
export const namePattern = /^[a-z][a-z0-9-]{0,19}$/;
const name = textLike(namePattern, "a name", "eu");
const factId = textLike(/^[^/]+\/.+$/, "a fact", "flags/new-cart");
const day = textLike(/^\d{4}-\d{2}-\d{2}$/, "a date", "2027-01-31").refine(isDay, {
  error: ({ input }) => `${shown(input)} is not a date in any calendar.`,
});

/** `Date` takes the 30th of February, and means a day in March. */
function isDay(value: string): boolean {
  const time = Date.parse(value);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}

/** One region's stanza. */
export const regionSchema = strict({
  aws: textLike(/^[a-z]{2}(-[a-z]+)+-\d$/, "an AWS region", "eu-west-1"),
  account: textLike(/^\d{12}$/, "an AWS account id of 12 digits", "123456789012").optional(),
  phase: oneOf(phases),
  vars: namedBy(z.string(), varValue, "an object of vars").default({}),
});

const difference = strict({
  fact: factId,
  aspect: text("an aspect").optional(),
  regions: listOf(name, "a list of regions").min(1, {
    error: "names no region. Name those where the difference is intended.",
  }),
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

// EventBridge takes the singular for 1 and the plural for all else.
const rate = textLike(
  /^rate\((1 (minute|hour)|([2-9]|[1-9]\d+) (minutes|hours))\)$/,
  "a schedule",
  "rate(5 minutes)",
);

function declaration(part: "checks" | "sources") {
  return z.custom<(scope: Scope) => unknown>((value) => typeof value === "function", {
    error: `is not a function. Write ${part}: ({ vars, secret }) => ({ … }).`,
  });
}

/** What a user writes in parity.config.ts. Every mistake in it is found here, or in what its functions return. */
export const configSchema = strict({
  service: textLike(/^[a-z][a-z0-9-]{0,19}$/, "a service name of at most 20 letters", "acme"),
  baseline: name,
  regions: z.record(name, regionSchema, {
    error: ({ code, input }) => {
      if (code !== "invalid_type") return undefined;
      const wayOut = "Name at least the baseline.";
      return input === undefined
        ? `is missing. ${wayOut}`
        : `${shown(input)} is not an object of regions. ${wayOut}`;
    },
  }),
  checks: declaration("checks"),
  sources: declaration("sources").optional(),
  differences: listOf(difference, "a list of differences").default([]),
  waivers: listOf(waiver, "a list of waivers").default([]),
  schedule: strict({
    health: rate.default("rate(5 minutes)"),
    parity: rate.default("rate(15 minutes)"),
  }).prefault({}),
  launch: strict({
    rounds: wholeNumber(1, 10).default(3),
    pause: duration.prefault("2s"),
  }).prefault({}),
  /** How old the kept copy of the baseline may be before its differences mean nothing. */
  baselineMaxAge: duration.prefault("1h"),
});

export type Settings = z.output<typeof configSchema>;
export type Difference = z.output<typeof difference>;
export type Waiver = z.output<typeof waiver>;
export type SettingsInput = z.input<typeof configSchema>;
