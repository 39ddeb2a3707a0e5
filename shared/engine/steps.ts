import type { TryCounter } from "../checks/contract/check.ts";
import type { Clock } from "../clock.ts";
import type { Step } from "../model/health.ts";
import { Failure } from "../model/problem.ts";

interface OpenStep {
  readonly name: string;
  readonly startedAt: number;
  tries: number;
}

/** Keeps the steps of one attempt: those that ended, and those under way. */
export interface StepLog {
  readonly run: <T>(name: string, task: (onTry: TryCounter) => Promise<T>) => Promise<T>;
  /** The innermost step under way. */
  readonly current: () => string | undefined;
  /** The step in which an error was thrown, or else the one under way. */
  readonly stepOf: (error?: unknown) => string | undefined;
  /** All steps in the order they ended; those still under way are closed as failed. */
  readonly close: () => Step[];
}

function inStep(error: unknown, step: string): unknown {
  if (!(error instanceof Failure) || error.problem.step !== undefined) return error;
  return new Failure({ ...error.problem, step }, error.fault, { cause: error.cause });
}

export function makeStepLog(clock: Clock): StepLog {
  const open: OpenStep[] = [];
  const ended: Step[] = [];
  const thrownIn = new Map<unknown, string>();

  function end(step: OpenStep, outcome: Step["outcome"]): void {
    open.splice(open.indexOf(step), 1);
    ended.push({
      name: step.name,
      outcome,
      durationMs: clock.now() - step.startedAt,
      tries: Math.max(1, step.tries),
    });
  }

  return {
    async run(name, task) {
      const step: OpenStep = { name, startedAt: clock.now(), tries: 0 };
      open.push(step);
      try {
        const value = await task(() => {
          step.tries += 1;
        });
        if (open.includes(step)) end(step, "pass");
        return value;
      } catch (error) {
        if (open.includes(step)) end(step, "fail");
        // An error that passes through several steps belongs to the innermost.
        const named = inStep(error, name);
        if (!thrownIn.has(named)) thrownIn.set(named, name);
        throw named;
      }
    },
    current: () => open.at(-1)?.name,
    stepOf: (error) => thrownIn.get(error) ?? open.at(-1)?.name,
    close() {
      for (const step of [...open].reverse()) end(step, "fail");
      return [...ended];
    },
  };
}
