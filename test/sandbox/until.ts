import { setTimeout as pause } from "node:timers/promises";

/** Asks again until the answer is there, 5 seconds at most. */
export async function until<T>(ask: () => Promise<T | undefined> | T | undefined): Promise<T> {
  const deadline = performance.now() + 5_000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() > deadline) throw new Error("It did not happen within 5 seconds.");
    await pause(10);
  }
}
