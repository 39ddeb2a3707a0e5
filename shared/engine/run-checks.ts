import type { ReadyCheck } from "../checks/contract/check.ts";
import { isoTime, stopReason } from "../clock.ts";
import type { CheckResult, HealthReport } from "../model/health.ts";
import { type AttemptScope, attempt } from "./attempt.ts";
import { pooled } from "./pool.ts";

/** Enough to hide waiting, few enough that checks do not slow each other on a small Lambda. */
export const concurrency = 20;

export interface RunScope extends AttemptScope {
  readonly service: string;
  readonly onResult?: (result: CheckResult) => void;
}

function notStarted(name: string, check: ReadyCheck, scope: RunScope): CheckResult {
  return {
    check: name,
    kind: check.kind,
    region: scope.region,
    observer: scope.observer,
    severity: check.severity,
    startedAt: isoTime(scope.clock.now()),
    durationMs: 0,
    budgetMs: check.timeout,
    steps: [],
    leaks: [],
    outcome: "unknown",
    problem: { reason: "deadline", message: `not run: ${stopReason(scope.deadline)} before its turn` },
  };
}

/** Runs checks side by side. Every check gets a result, also one that time did not allow. */
export async function runChecks(
  checks: ReadonlyMap<string, ReadyCheck>,
  scope: RunScope,
): Promise<HealthReport> {
  const startedAt = scope.clock.now();
  const results = await pooled([...checks], concurrency, async ([name, check]) => {
    const result = scope.deadline.aborted
      ? notStarted(name, check, scope)
      : await attempt(name, check, scope);
    scope.onResult?.(result);
    return result;
  });
  return {
    schemaVersion: 1,
    service: scope.service,
    region: scope.region,
    observer: scope.observer,
    startedAt: isoTime(startedAt),
    durationMs: scope.clock.now() - startedAt,
    results,
  };
}
