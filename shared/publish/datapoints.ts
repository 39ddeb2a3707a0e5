import type { HealthReport, Outcome } from "../model/health.ts";
import type { ParityReport } from "../model/parity.ts";
import { isOpen } from "../parity/accept.ts";
import { type Datapoint, type MetricName, metrics } from "./metrics.ts";

interface Run {
  readonly service: string;
  readonly region: string;
}

function toDatapoints(run: Run, at: string, values: Partial<Record<MetricName, number>>): Datapoint[] {
  const names = Object.keys(metrics).filter((name): name is MetricName => Object.hasOwn(values, name));
  return names.flatMap((name) => {
    const value = values[name];
    const dimensions = { Service: run.service, Region: run.region };
    return value === undefined ? [] : [{ name, value, unit: metrics[name].unit, dimensions, at }];
  });
}

/** The roll-up of one run of checks. */
export function healthDatapoints(report: HealthReport): Datapoint[] {
  const { results } = report;
  const count = (outcome: Outcome) => results.filter((result) => result.outcome === outcome).length;
  const used = results.map(({ durationMs, budgetMs }) => (100 * durationMs) / budgetMs);
  return toDatapoints(report, report.startedAt, {
    ChecksPassed: count("pass"),
    ChecksDegraded: count("degraded"),
    ChecksFailed: count("fail"),
    ChecksUnknown: count("unknown"),
    SlowestCheckBudget: Math.round(Math.max(0, ...used)),
    CleanupLeaks: results.reduce((sum, { leaks }) => sum + leaks.length, 0),
    HealthDuration: report.durationMs,
  });
}

/** The sign of life of one run of checks, to be written where it is watched from. */
export function heartbeat(report: HealthReport): Datapoint[] {
  return toDatapoints(report, report.startedAt, { Heartbeat: 1 });
}

/** The roll-up of one comparison. What is not known is not written: a zero would read as "no difference". */
export function parityDatapoints(report: ParityReport): Datapoint[] {
  const { baselineRead, findings, coverage, uncompared } = report;
  const compared = coverage.compared > 0;
  const open = findings.filter(isOpen).length;
  return toDatapoints(report, report.readAt, {
    ...(compared && { FindingsOpen: open, FindingsAccepted: findings.length - open }),
    FactsCompared: coverage.compared,
    SourcesUnreadable: uncompared.length,
    BaselineAvailable: baselineRead.state === "fresh" ? 1 : 0,
    ...("readAt" in baselineRead && {
      BaselineAge: Math.max(0, (Date.parse(report.readAt) - Date.parse(baselineRead.readAt)) / 1000),
    }),
    ParityDuration: report.durationMs,
  });
}
