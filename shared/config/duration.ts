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

/** A duration as a user writes it; parsed to milliseconds when the config is loaded. */
export const duration = z
  .custom<DurationText>((value) => typeof value === "string", {
    error: (issue) => `${shown(issue.input)} is not a duration. ${wayOut}`,
  })
  .transform((text, context) => {
    const ms = parseDurationMs(text);
    if (ms !== undefined) return ms;
    context.issues.push({
      code: "custom",
      input: text,
      message: `${shown(text)} is not a duration. ${wayOut}`,
    });
    return z.NEVER;
  });
