import type { Blocker, Decision, LaunchReport } from "../model/verdict.ts";
import { isOpen } from "../parity/accept.ts";
import { healthText } from "./health-text.ts";
import type { Paint, Tone } from "./paint.ts";
import { baselineLine, coverageLine, findingLine } from "./parity-text.ts";
import { plural, problemText } from "./words.ts";

const toneOfDecision = { go: "good", "no-go": "bad", undecided: "doubt" } as const satisfies Record<
  Decision,
  Tone
>;

function blockerLine(blocker: Blocker, paint: Paint): string {
  if (blocker.kind === "finding") return findingLine(blocker.finding, paint);
  const { result, failedRounds, rounds } = blocker;
  const often = rounds > 1 ? `  (in ${failedRounds} of ${rounds} rounds)` : "";
  return `${result.region}  ${result.check}  ${paint("bad", "fail")}  ${problemText(result)}${often}`;
}

function section(title: string, lines: readonly string[], paint: Paint): string[] {
  return lines.length === 0 ? [] : ["", paint("title", title), ...lines.map((line) => `  ${line}`)];
}

function headline({ verdict }: LaunchReport, paint: Paint): string {
  const { decision, region, phase, blockers, doubts, accepted } = verdict;
  const counts = [
    blockers.length > 0 ? plural(blockers.length, "blocker") : "",
    doubts.length > 0 ? `${doubts.length} not told` : "",
    accepted.length > 0 ? plural(accepted.length, "accepted gap") : "",
  ].filter(Boolean);
  return `${region}  ${paint(toneOfDecision[decision], decision.toUpperCase())}  (${[phase, ...counts].join(", ")})`;
}

/** The verdict first, then why, then everything it rests on. */
export function launchText(report: LaunchReport, paint: Paint): string[] {
  const { verdict, health, baselineHealth, parity } = report;
  const rests = [
    ...verdict.basis,
    ...(parity ? [baselineLine(parity.baseline, parity.baselineRead), coverageLine(parity)] : []),
  ];
  const lastRound = health.at(-1);
  return [
    headline(report, paint),
    ...section(
      "Blockers",
      verdict.blockers.map((blocker) => blockerLine(blocker, paint)),
      paint,
    ),
    ...section(
      "Could not tell",
      verdict.doubts.map(({ code, message }) => `${paint("doubt", code)}  ${message}`),
      paint,
    ),
    ...section(
      "Accepted",
      verdict.accepted.map((finding) => findingLine(finding, paint)),
      paint,
    ),
    ...section(
      "Seen against the old copy of the baseline",
      parity?.baselineRead.state === "cached"
        ? parity.findings.filter(isOpen).map((finding) => findingLine(finding, paint))
        : [],
      paint,
    ),
    ...section(
      "Degraded",
      verdict.degraded.map((result) => `${result.region}  ${result.check}  ${problemText(result)}`),
      paint,
    ),
    ...section(
      `Checks, last of ${plural(health.length, "round")}`,
      lastRound ? healthText(lastRound, paint) : [],
      paint,
    ),
    ...section(
      "The same checks at the baseline",
      baselineHealth ? healthText(baselineHealth, paint) : [],
      paint,
    ),
    ...section("Rests on", rests, paint),
  ];
}
