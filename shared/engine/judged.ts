import * as z from "zod";
import type { Judgement } from "../checks/contract/check.ts";
import { type Clock, stopReason } from "../clock.ts";
import { brokenCheck, Failure, isMistakeInCode, type Problem, problem } from "../model/problem.ts";

const judgement = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("pass") }),
  z.object({ outcome: z.enum(["degraded", "fail", "unknown"]), problem }),
]);

/** A kind of somebody's own may answer anything: what is no judgement tells nothing. */
function understood(answer: Judgement): Judgement {
  const parsed = judgement.safeParse(answer);
  if (parsed.success) return parsed.data;
  const message = `the check gave no answer that can be understood: ${JSON.stringify(answer)}`;
  return { outcome: "unknown", problem: { reason: "checker", message } };
}

/**
 * What a thrown error says of the product: a `Failure` says it itself, a mistake in the check's own
 * code says nothing (unknown), and any other error is the check's way to say that the product failed.
 */
function judgeError(error: unknown, at: Pick<Problem, "step">): Judgement {
  if (error instanceof Failure) return { outcome: error.fault, problem: { ...at, ...error.problem } };
  if (isMistakeInCode(error)) return { outcome: "unknown", problem: { ...brokenCheck(error), ...at } };
  const message = error instanceof Error ? error.message : String(error);
  return { outcome: "fail", problem: { reason: "assertion", message, ...at } };
}

/** The limits of one run, and how to tell in which step it is. */
export interface Limits {
  readonly budgetMs: number;
  readonly clock: Clock;
  /** Aborted when the whole run's time is up. */
  readonly deadline: AbortSignal;
  readonly stepOf: (error?: unknown) => string | undefined;
  /** What a request of the run waits for before it can be sent. */
  readonly waitingFor: () => string | undefined;
}

/**
 * The judgement of whichever comes first: the run's own end, its time-out (the product is too slow:
 * fail) or the deadline of all (we could not tell: unknown). Whatever it was, `run` is then told by
 * its signal to stop, and is not waited for. A time-out while the run could not even ask the product,
 * since a secret did not come, says nothing of the product: unknown.
 */
export async function judged(
  run: (signal: AbortSignal) => Promise<Judgement>,
  { budgetMs, clock, deadline, stepOf, waitingFor }: Limits,
): Promise<Judgement> {
  const stop = new AbortController();
  const { promise, resolve } = Promise.withResolvers<Judgement>();
  const startedAt = clock.now();
  const at = (error?: unknown) => {
    const step = stepOf(error);
    return step === undefined ? {} : { step };
  };
  const onTimeout = () => {
    const waiting = waitingFor();
    const timeout = { reason: "timeout" as const, message: `not done after ${budgetMs} ms`, ...at() };
    if (waiting === undefined) return resolve({ outcome: "fail", problem: timeout });
    const message = `${waiting} did not come in time (${budgetMs} ms)`;
    return resolve({ outcome: "unknown", problem: { ...timeout, reason: "setup", message } });
  };
  const onDeadline = () => {
    const message = `cut off after ${clock.now() - startedAt} of ${budgetMs} ms: ${stopReason(deadline)}`;
    resolve({ outcome: "unknown", problem: { reason: "deadline", message, ...at() } });
  };
  const ownEnd = async () => {
    try {
      return understood(await run(stop.signal));
    } catch (error) {
      return judgeError(error, at(error));
    }
  };
  const cancel = clock.after(budgetMs, onTimeout);
  deadline.addEventListener("abort", onDeadline, { once: true });
  if (deadline.aborted) onDeadline();
  else void ownEnd().then(resolve);
  const judgement = await promise;
  stop.abort();
  cancel();
  deadline.removeEventListener("abort", onDeadline);
  return judgement;
}
