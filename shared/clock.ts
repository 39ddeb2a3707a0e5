/** Time as the engine sees it: the system's, or one that a test turns by hand. */
export interface Clock {
  /** Milliseconds since 1970, UTC. */
  now(): number;
  /** Calls back once after so many milliseconds, unless cancelled by the function it returns. */
  after(ms: number, callback: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};

/** Resolves after so many milliseconds, or at once when the signal is aborted. Never rejects. */
export function pause(clock: Clock, ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const cancel = clock.after(ms, done);
    function done() {
      cancel();
      signal?.removeEventListener("abort", done);
      resolve();
    }
    signal?.addEventListener("abort", done, { once: true });
  });
}

/** Why a run was told to stop: the reason of whoever stopped it, where it is a text, or else its time. */
export function stopReason(deadline: AbortSignal): string {
  return typeof deadline.reason === "string" ? deadline.reason : "this run's time was up";
}

export function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}
