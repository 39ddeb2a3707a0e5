import { pause } from "../../clock.ts";
import { brokenCheck, Failure, isMistakeInCode } from "../../model/problem.ts";
import type { CheckContext } from "./check.ts";

/** How long to go on trying, and how long to wait between two tries. Milliseconds. */
export interface Patience {
  readonly within: number;
  readonly every: number;
}

/** What to throw at the end: the last failure, with how long and how often it was tried. */
function late(last: unknown, within: number, tries: number): Failure {
  const after = `not within ${within} ms (${tries} ${tries === 1 ? "try" : "tries"})`;
  if (last === undefined) return new Failure({ reason: "timeout", message: `${after}: no answer` });
  if (last instanceof Failure) {
    return new Failure({ ...last.problem, message: `${after}: ${last.problem.message}` }, last.fault);
  }
  if (isMistakeInCode(last)) return new Failure(brokenCheck(last), "unknown", { cause: last });
  const why = last instanceof Error ? last.message : String(last);
  return new Failure({ reason: "assertion", message: `${after}: ${why}` }, "fail", { cause: last });
}

/**
 * Tries until the task succeeds or the patience is at its end; then throws the last failure, with the
 * number of tries. What is not the product's fault ("unknown") is not tried again.
 */
export async function poll<T>(
  { clock, signal }: Pick<CheckContext, "clock" | "signal">,
  { within, every }: Patience,
  task: () => Promise<T>,
  onTry: () => void,
): Promise<T> {
  const endsAt = clock.now() + within;
  const expiry = new AbortController();
  const cancelExpiry = clock.after(within, () => expiry.abort());
  const either = AbortSignal.any([signal, expiry.signal]);
  let last: unknown;
  let tries = 0;
  try {
    while (!either.aborted) {
      tries += 1;
      onTry();
      const attempt = begin(task);
      // A task that outlives the patience is left behind; its late failure must not crash the process.
      attempt.catch(() => {});
      try {
        const settled = await Promise.race([attempt.then((value) => ({ value })), aborted(either)]);
        if (settled) return settled.value;
      } catch (error) {
        if (error instanceof Failure && error.fault === "unknown") throw error;
        last = error;
      }
      await pause(clock, Math.min(every, Math.max(0, endsAt - clock.now())), either);
    }
  } finally {
    cancelExpiry();
  }
  throw late(last, within, tries);
}

/** A task that throws before it gives a promise fails like any other. */
async function begin<T>(task: () => Promise<T>): Promise<T> {
  return task();
}

function aborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    signal.addEventListener("abort", () => resolve(undefined), { once: true });
  });
}
