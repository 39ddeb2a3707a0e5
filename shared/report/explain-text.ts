import type { HealthReport } from "../model/health.ts";
import type { ParityReport } from "../model/parity.ts";
import type { Aspect, Aspects, Fact } from "../model/sheet.ts";
import { differingAspects } from "../parity/rules.ts";
import { healthText } from "./health-text.ts";
import type { Outputs } from "./outputs.ts";
import type { Paint } from "./paint.ts";
import { parityText } from "./parity-text.ts";
import { shortJson } from "./words.ts";

type Explained = Outputs["explain"];

function stepLines({ results }: HealthReport): string[] {
  return results.flatMap(({ steps }) =>
    steps.map(({ name, outcome, durationMs, tries }) => {
      const often = tries > 1 ? `, ${tries} tries` : "";
      return `${outcome}  ${name}  ${durationMs} ms${often}`;
    }),
  );
}

function aspectText(aspect: Aspect | undefined): string {
  if (aspect === undefined) return "(none)";
  return aspect.sealed ? "(sensitive, not shown)" : shortJson(aspect.value);
}

function aspectLines(aspects: Aspects, other: Aspects | undefined, paint: Paint): string[] {
  const differing = new Set(other ? differingAspects(aspects, other) : []);
  return Object.entries(aspects).map(([name, aspect]) => {
    const text = `${name}: ${aspectText(aspect)}`;
    return differing.has(name) ? paint("bad", `${text}  differs`) : text;
  });
}

function isTold({ uncompared, baselineRead }: ParityReport): boolean {
  return uncompared.length === 0 && baselineRead.state === "fresh";
}

/** One side of a fact: its aspects, then its rules. `told` is whether both sides could be read. */
function factLines(fact: Fact | undefined, other: Fact | undefined, told: boolean, paint: Paint): string[] {
  if (fact === undefined) return [told ? "(this side does not have it)" : paint("doubt", "(not known)")];
  const rules = (fact.rules ?? []).flatMap((rule, index) => [
    `rule ${index + 1}`,
    ...aspectLines(rule, undefined, paint).map((line) => `  ${line}`),
  ]);
  return [...aspectLines(fact.aspects, other?.aspects, paint), ...rules];
}

function parityLines({ subject, parity, here, there, near = [] }: Explained, paint: Paint): string[] {
  if (!parity) return [];
  if (parity.findings.length > 0 || !isTold(parity)) return parityText(parity, paint);
  if (here && there) return [paint("good", "equal on both sides")];
  const others = near.length === 0 ? "" : ` Near it: ${near.join(", ")}.`;
  return [paint("doubt", `neither side has ${subject}: is the name right?${others}`)];
}

/** All there is to know of one check or fact: options, what happened, what would be logged and published. */
export function explainText(explained: Explained, paint: Paint): string[] {
  const { region, subject, options, health, parity, here, there, logLines, metrics } = explained;
  const told = parity !== undefined && isTold(parity);
  const section = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : ["", paint("title", title), ...lines.map((line) => `  ${line}`)];
  return [
    `${region}  ${subject}`,
    ...section("Options in force", JSON.stringify(options, null, 2)?.split("\n") ?? []),
    ...section("Steps", health ? stepLines(health) : []),
    ...section(`As ${region} has it`, parity ? factLines(here, there, told, paint) : []),
    ...section(`As ${parity?.baseline} has it`, parity ? factLines(there, here, told, paint) : []),
    ...section("Result", health ? healthText(health, paint) : parityLines(explained, paint)),
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
