import { pause } from "../../clock.ts";
import { Failure, type Problem } from "../../model/problem.ts";
import type { CheckContext } from "./check.ts";

/** How long to go on trying, and how long to wait between two tries. Milliseconds. */
export interface Patience {
  readonly within: number;
  readonly every: number;
}

function problemOf(error: unknown): Problem {
  if (error instanceof Failure) return error.problem;
  return { reason: "assertion", message: error instanceof Error ? error.message : String(error) };
}

function late(last: Problem | undefined, within: number, tries: number): Failure {
  const why = last?.message ?? "no answer";
  const message = `not within ${within} ms (${tries} ${tries === 1 ? "try" : "tries"}): ${why}`;
  return new Failure({ ...last, reason: last?.reason ?? "timeout", message });
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
  let last: Problem | undefined;
  let tries = 0;
  try {
    while (!either.aborted) {
      tries += 1;
      onTry();
      const attempt = task();
      // A task that outlives the patience is left behind; its late failure must not crash the process.
      attempt.catch(() => {});
      try {
        const settled = await Promise.race([attempt.then((value) => ({ value })), aborted(either)]);
        if (settled) return settled.value;
      } catch (error) {
        if (error instanceof Failure && error.fault === "unknown") throw error;
        last = problemOf(error);
      }
      await pause(clock, Math.min(every, Math.max(0, endsAt - clock.now())), either);
    }
  } finally {
    cancelExpiry();
  }
  throw late(last, within, tries);
}

function aborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    signal.addEventListener("abort", () => resolve(undefined), { once: true });
  });
}
