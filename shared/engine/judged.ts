import type { Judgement } from "../checks/contract/check.ts";
import type { Clock } from "../clock.ts";
import { Failure, type Problem } from "../model/problem.ts";

const programmingErrors = [TypeError, ReferenceError, RangeError, SyntaxError];

/**
 * What a thrown error says of the product: a `Failure` says it itself, a mistake in the check's own
 * code says nothing (unknown), and any other error is the check's way to say that the product failed.
 */
function judgeError(error: unknown, at: Pick<Problem, "step">): Judgement {
  if (error instanceof Failure) return { outcome: error.fault, problem: { ...at, ...error.problem } };
  const text = error instanceof Error ? error.message : String(error);
  if (programmingErrors.some((kind) => error instanceof kind)) {
    const message = `the check itself broke: ${text}`;
    return { outcome: "unknown", problem: { reason: "checker", message, ...at } };
  }
  return { outcome: "fail", problem: { reason: "assertion", message: text, ...at } };
}

/** The limits of one run, and how to tell in which step it is. */
export interface Limits {
  readonly budgetMs: number;
  readonly clock: Clock;
  /** Aborted when the whole run's time is up. */
  readonly deadline: AbortSignal;
  readonly stepOf: (error?: unknown) => string | undefined;
}

/**
 * The judgement of whichever comes first: the run's own end, its time-out (the product is too slow:
 * fail) or the deadline of all (we could not tell: unknown). `run` is told by its signal to stop, and
 * is not waited for.
 */
export async function judged(
  run: (signal: AbortSignal) => Promise<Judgement>,
  { budgetMs, clock, deadline, stepOf }: Limits,
): Promise<Judgement> {
  const stop = new AbortController();
  const { promise: cutOff, resolve } = Promise.withResolvers<Judgement>();
  const startedAt = clock.now();
  const at = (error?: unknown) => {
    const step = stepOf(error);
    return step === undefined ? {} : { step };
  };
  const onTimeout = () => {
    const message = `not done after ${budgetMs} ms`;
    resolve({ outcome: "fail", problem: { reason: "timeout", message, ...at() } });
    stop.abort();
  };
  const onDeadline = () => {
    const message = `cut off after ${clock.now() - startedAt} of ${budgetMs} ms: the run's time was up`;
    resolve({ outcome: "unknown", problem: { reason: "deadline", message, ...at() } });
    stop.abort();
  };
  const cancel = clock.after(budgetMs, onTimeout);
  deadline.addEventListener("abort", onDeadline, { once: true });
  const ownEnd = async () => {
    try {
      return await run(stop.signal);
    } catch (error) {
      return judgeError(error, at(error));
    }
  };
  try {
    return await Promise.race([cutOff, ownEnd()]);
  } finally {
    cancel();
    deadline.removeEventListener("abort", onDeadline);
  }
}
