import type { BaselineRead, Finding, ParityReport, Uncompared } from "../model/parity.ts";
import { isOpen } from "../parity/accept.ts";
import type { Paint } from "./paint.ts";
import { acceptanceText, age, findingText, plural, timeOfDay } from "./words.ts";

export function findingLine(finding: Finding, paint: Paint): string {
  const accepted = acceptanceText(finding);
  const what = paint(isOpen(finding) ? "bad" : "quiet", findingText(finding));
  return `${finding.region}  ${finding.fact}  ${what}${accepted === "" ? "" : `  ${accepted}`}`;
}

function uncomparedLine({ source, region, problem }: Uncompared, paint: Paint): string {
  return `${region}  ${source}  ${paint("doubt", `${problem.reason === "setup" ? "not read" : "unreadable"} (${problem.reason})`)}  ${problem.message}`;
}

export function baselineLine(baseline: string, read: BaselineRead): string {
  switch (read.state) {
    case "fresh":
      return `baseline ${baseline}, read ${timeOfDay(read.readAt)}`;
    case "cached":
      return `baseline-unavailable: ${baseline}: ${read.problem.message}; its copy is ${age(read.ageMs)} old`;
    case "baseline-stale":
      return `baseline-stale: ${baseline}: ${read.problem.message}; its copy is ${age(read.ageMs)} old, too old to compare with`;
    case "baseline-unavailable":
      return `baseline-unavailable: ${baseline}: ${read.problem.message}`;
  }
}

export function coverageLine({ coverage }: Pick<ParityReport, "coverage">): string {
  const share = coverage.known === 0 ? 0 : Math.floor((100 * coverage.compared) / coverage.known);
  return `${coverage.compared} of ${plural(coverage.known, "known fact")} compared (${share} %)`;
}

/** One line a finding, open ones first, then what could not be compared, and what it all rests on. */
export function parityText(report: ParityReport, paint: Paint): string[] {
  const { region, baseline, findings, uncompared, baselineRead } = report;
  const open = findings.filter(isOpen);
  const accepted = findings.filter((finding) => !isOpen(finding));
  const tone = baselineRead.state === "fresh" ? "quiet" : "doubt";
  return [
    ...[...open, ...accepted].map((finding) => findingLine(finding, paint)),
    ...uncompared.map((one) => uncomparedLine(one, paint)),
    `${region}  ${plural(open.length, "open finding")}, ${accepted.length} accepted; ${coverageLine(report)}`,
    `${region}  ${paint(tone, baselineLine(baseline, baselineRead))}`,
  ];
}
