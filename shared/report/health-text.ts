import { type HealthReport, outcomes } from "../model/health.ts";
import type { Paint } from "./paint.ts";
import { plural, problemText, toneOfOutcome } from "./words.ts";

/** One line a check, and one that counts them. */
export function healthText({ region, results, observer }: HealthReport, paint: Paint): string[] {
  const width = Math.max(0, ...results.map(({ check }) => check.length));
  const lines = results.map((result) => {
    const outcome = paint(toneOfOutcome[result.outcome], result.outcome.padEnd(8));
    return `${region}  ${result.check.padEnd(width)}  ${outcome}  ${problemText(result)}`;
  });
  const counts = outcomes
    .map((outcome) => ({ outcome, count: results.filter((result) => result.outcome === outcome).length }))
    .filter(({ count }) => count > 0)
    .map(({ outcome, count }) => paint(toneOfOutcome[outcome], `${count} ${outcome}`));
  const seen = observer === region ? "" : paint("quiet", `  (seen from ${observer})`);
  return [...lines, `${region}  ${plural(results.length, "check")}: ${counts.join(", ") || "none"}${seen}`];
}
