import type { ReadyCheck } from "../checks/contract/check.ts";
import { type Clock, isoTime } from "../clock.ts";
import type { HttpRequest, Transport } from "../http/http.ts";
import type { CheckResult } from "../model/health.ts";
import { Failure, mapTexts, type Problem } from "../model/problem.ts";
import { type CleanupTask, cleanUp } from "./cleanup.ts";
import { judged } from "./judged.ts";
import { makeStepLog } from "./steps.ts";

/** What one attempt is given: where it stands, and the edges it may use. */
export interface AttemptScope {
  readonly region: string;
  readonly observer: string;
  readonly clock: Clock;
  readonly transport: Transport;
  readonly redact: (text: string) => string;
  /** Aborted when the whole run's time is up. */
  readonly deadline: AbortSignal;
}

/** Runs one check once: its time-out, its steps, its clean-up. Never throws. */
export async function attempt(name: string, check: ReadyCheck, scope: AttemptScope): Promise<CheckResult> {
  const { clock, region, observer } = scope;
  const clean = (problem: Problem) => mapTexts(problem, scope.redact);
  const startedAt = clock.now();
  const steps = makeStepLog(clock);
  const tasks: CleanupTask[] = [];
  let signal = scope.deadline;
  let over = false;
  const waits = new Map<HttpRequest, string>();
  const waitFor = (request: HttpRequest) => (what: string | undefined) => {
    if (what === undefined) waits.delete(request);
    else waits.set(request, what);
  };
  const use = (next: AbortSignal) => {
    signal = next;
  };
  const judgement = await judged(
    (stop) => {
      use(stop);
      return check.run({
        clock,
        // Read at each use: clean-ups run under a signal of their own.
        get signal() {
          return signal;
        },
        request: async (request) => {
          if (!over) return scope.transport({ ...request, onWaiting: waitFor(request) });
          throw new Failure({ reason: "timeout", message: "not sent: the check is over" });
        },
        step: steps.run,
        currentStep: steps.current,
        cleanup: (task) => tasks.push(task),
      });
    },
    {
      budgetMs: check.timeout,
      clock,
      deadline: scope.deadline,
      stepOf: steps.stepOf,
      waitingFor: () => [...waits.values()][0],
    },
  );
  const durationMs = clock.now() - startedAt;
  const head = {
    check: name,
    kind: check.kind,
    region,
    observer,
    severity: check.severity,
    startedAt: isoTime(startedAt),
    durationMs,
    budgetMs: check.timeout,
    steps: steps.close().map((step) => ({ ...step, name: scope.redact(step.name) })),
    leaks: (await cleanUp(tasks, clock, use)).map(clean),
  };
  over = true;
  if (judgement.outcome !== "pass") {
    return { ...head, outcome: judgement.outcome, problem: clean(judgement.problem) };
  }
  const [leak] = head.leaks;
  return leak ? { ...head, outcome: "degraded", problem: leak } : { ...head, outcome: "pass" };
}
