import type { HealthReport } from "../model/health.ts";
import { healthText } from "./health-text.ts";
import type { Outputs } from "./outputs.ts";
import type { Paint } from "./paint.ts";
import { parityText } from "./parity-text.ts";

function stepLines({ results }: HealthReport): string[] {
  return results.flatMap(({ steps }) =>
    steps.map(({ name, outcome, durationMs, tries }) => {
      const often = tries > 1 ? `, ${tries} tries` : "";
      return `${outcome}  ${name}  ${durationMs} ms${often}`;
    }),
  );
}

/** All there is to know of one check or fact: options, what happened, what would be logged and published. */
export function explainText(explained: Outputs["explain"], paint: Paint): string[] {
  const { region, subject, options, health, parity, logLines, metrics } = explained;
  const section = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : ["", paint("title", title), ...lines.map((line) => `  ${line}`)];
  return [
    `${region}  ${subject}`,
    ...section("Options in force", JSON.stringify(options, null, 2)?.split("\n") ?? []),
    ...section("Steps", health ? stepLines(health) : []),
    ...section("Result", health ? healthText(health, paint) : parity ? parityText(parity, paint) : []),
    ...section(
      "Log lines",
      logLines.map((line) => JSON.stringify(line)),
    ),
    ...section(
      "Metrics",
      metrics.map((metric) => JSON.stringify(metric)),
    ),
  ];
}
