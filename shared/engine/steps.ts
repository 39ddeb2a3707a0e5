import type { TryCounter } from "../checks/contract/check.ts";
import type { Step } from "../model/health.ts";
import { Failure } from "../model/problem.ts";
import type { Clock } from "./clock.ts";

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
  /** All steps in the order they ended; those still under way are closed as failed. */
  readonly close: () => Step[];
}

function inStep(error: unknown, step: string): unknown {
  if (error instanceof Failure) {
    if (error.problem.step !== undefined) return error;
    return new Failure({ ...error.problem, step }, error.fault, { cause: error.cause });
  }
  return error;
}

export function makeStepLog(clock: Clock): StepLog {
  const open: OpenStep[] = [];
  const ended: Step[] = [];

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
        throw inStep(error, name);
      }
    },
    current: () => open.at(-1)?.name,
    close() {
      for (const step of [...open].reverse()) end(step, "fail");
      return [...ended];
    },
  };
}
