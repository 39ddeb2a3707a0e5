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
}

/** How many turns of the promise queue a run gets to say why it stopped. */
const lastWordTurns = 100;

/**
 * The judgement of whichever comes first: the run's own end, its time-out (the product is too slow:
 * fail) or the deadline of all (we could not tell: unknown). Whatever it was, `run` is then told by
 * its signal to stop, and is not waited for; but one that was stopped before it could ask the product
 * at all, such as by a secret that did not come, may say so.
 */
export async function judged(
  run: (signal: AbortSignal) => Promise<Judgement>,
  { budgetMs, clock, deadline, stepOf }: Limits,
): Promise<Judgement> {
  const stop = new AbortController();
  const { promise, resolve } = Promise.withResolvers<Judgement>();
  const startedAt = clock.now();
  let isCut = false;
  const at = (error?: unknown) => {
    const step = stepOf(error);
    return step === undefined ? {} : { step };
  };
  const onTimeout = async () => {
    const problem = { reason: "timeout" as const, message: `not done after ${budgetMs} ms`, ...at() };
    isCut = true;
    stop.abort();
    for (let turn = 0; turn < lastWordTurns; turn += 1) await undefined;
    resolve({ outcome: "fail", problem });
  };
  const onDeadline = () => {
    const message = `cut off after ${clock.now() - startedAt} of ${budgetMs} ms: ${stopReason(deadline)}`;
    isCut = true;
    resolve({ outcome: "unknown", problem: { reason: "deadline", message, ...at() } });
  };
  const ownEnd = async () => {
    try {
      return understood(await run(stop.signal));
    } catch (error) {
      return judgeError(error, at(error));
    }
  };
  const cancel = clock.after(budgetMs, () => void onTimeout());
  deadline.addEventListener("abort", onDeadline, { once: true });
  if (deadline.aborted) onDeadline();
  else {
    void ownEnd().then((judgement) => {
      const neverAsked = judgement.outcome === "unknown" && judgement.problem.reason === "setup";
      if (!isCut || neverAsked) resolve(judgement);
    });
  }
  const judgement = await promise;
  stop.abort();
  cancel();
  deadline.removeEventListener("abort", onDeadline);
  return judgement;
}
