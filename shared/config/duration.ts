import * as z from "zod";
import { shown } from "./shown.ts";

const msPerUnit = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const pattern = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/;

export type DurationText = `${number}${keyof typeof msPerUnit}`;

function isUnit(text: string | undefined): text is keyof typeof msPerUnit {
  return text !== undefined && Object.hasOwn(msPerUnit, text);
}

/** "800ms" -> 800. Undefined for what is not a duration, and for zero. */
export function parseDurationMs(text: string): number | undefined {
  const [, amount, unit] = pattern.exec(text) ?? [];
  if (!isUnit(unit)) return undefined;
  const ms = Math.round(Number(amount) * msPerUnit[unit]);
  return ms > 0 ? ms : undefined;
}

const wayOut = 'Write a number and ms, s, m, h or d, like "800ms" or "10s".';

function durationUpTo(maxMs: number, tooLong: string) {
  return z
    .custom<DurationText>((value) => typeof value === "string", {
      error: ({ input }) => `${shown(input)} is not a duration. ${wayOut}`,
    })
    .transform((text, context) => {
      const ms = parseDurationMs(text);
      if (ms !== undefined && ms <= maxMs) return ms;
      const wrong = ms === undefined ? `is not a duration. ${wayOut}` : tooLong;
      context.issues.push({ code: "custom", input: text, message: `${shown(text)} ${wrong}` });
      return z.NEVER;
    });
}

/** A duration as a user writes it; parsed to milliseconds when the config is loaded. */
export const duration = durationUpTo(Number.MAX_SAFE_INTEGER, "is too long.");

/** The time-out of one thing. Lambda lets no function run longer (Lambda quotas), and a timer holds 24 days. */
export const timeLimit = durationUpTo(
  15 * msPerUnit.m,
  "is longer than a Lambda function may run. Write 15m at most.",
);
