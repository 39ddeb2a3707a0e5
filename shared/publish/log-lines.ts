import type { CheckResult, HealthReport } from "../model/health.ts";
import type { Finding, ParityReport } from "../model/parity.ts";
import type { LaunchReport } from "../model/verdict.ts";
import { isOpen } from "../parity/accept.ts";

/** What every log line begins with; the rest depends on `type`. */
export interface LogLine {
  readonly level: "INFO" | "WARN" | "ERROR";
  readonly type: string;
  readonly service: string;
  readonly region: string;
  readonly [detail: string]: unknown;
}

const levelOf = { pass: "INFO", degraded: "WARN", fail: "ERROR", unknown: "WARN" } as const;

/** One line for one result. */
export function checkLine(service: string, result: CheckResult): LogLine {
  return { level: levelOf[result.outcome], type: "check", service, ...result };
}

function findingLine(service: string, finding: Finding): LogLine {
  return { level: isOpen(finding) ? "WARN" : "INFO", type: "finding", service, ...finding };
}

/** A line for each check. */
export function healthLines({ service, results }: HealthReport): LogLine[] {
  return results.map((result) => checkLine(service, result));
}

/** A line for each finding, and one for what was compared at all. */
export function parityLines(report: ParityReport): LogLine[] {
  const { findings, ...summary } = report;
  const { baselineRead, uncompared, coverage } = report;
  const known = baselineRead.state === "fresh" && uncompared.length === 0 && coverage.compared > 0;
  return [
    { level: known ? "INFO" : "WARN", type: "parity", ...summary },
    ...findings.map((finding) => findingLine(report.service, finding)),
  ];
}

/** The line of a verdict; its evidence is in the lines of health and parity. */
export function verdictLine({ service, verdict }: LaunchReport): LogLine {
  const { decision, blockers, doubts, accepted, degraded, ...rest } = verdict;
  const counts = { accepted: accepted.length, degraded: degraded.length };
  return {
    level: decision === "go" ? "INFO" : "WARN",
    type: "verdict",
    service,
    ...rest,
    decision,
    blockers: blockers.map((blocker) =>
      blocker.kind === "check" ? blocker.result.check : `${blocker.finding.fact} ${blocker.finding.aspect}`,
    ),
    doubts,
    ...counts,
  };
}
