import type { Clock } from "../clock.ts";
import type { Problem } from "../model/problem.ts";

/** All clean-ups of one check together get this long, after the check's own time-out. */
export const cleanupMs = 5000;

export type CleanupTask = () => Promise<unknown>;

/**
 * Runs clean-ups, last in first out, each even if another failed; `use` is given the signal that is
 * aborted when their time is up. Returns what could not be cleaned up.
 */
export async function cleanUp(
  tasks: CleanupTask[],
  clock: Clock,
  use: (signal: AbortSignal) => void,
): Promise<Problem[]> {
  if (tasks.length === 0) return [];
  const stop = new AbortController();
  const { promise: expired, reject } = Promise.withResolvers<never>();
  expired.catch(() => {});
  const cancel = clock.after(cleanupMs, () => {
    reject(new Error(`not done after ${cleanupMs} ms`));
    stop.abort();
  });
  use(stop.signal);
  const leaks: Problem[] = [];
  // A clean-up may register another one.
  for (let task = tasks.pop(); task !== undefined; task = tasks.pop()) {
    try {
      await Promise.race([task(), expired]);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      leaks.push({ reason: "cleanup", message: `clean-up failed: ${why}` });
    }
  }
  cancel();
  stop.abort();
  return leaks;
}
