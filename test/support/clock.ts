import type { Clock } from "../../shared/clock.ts";

/** A clock that stands still until it is turned by hand. */
export interface HandClock extends Clock {
  /** Turns the clock on: what falls due on the way is called in order, and promises settle in between. */
  advance(ms: number): Promise<void>;
  /** How many calls are still to come. */
  waiting(): number;
}

/** Lets every promise settle that needs neither time nor the network. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

export const startOfTest = Date.UTC(2026, 10, 23, 12, 4, 10);

export function handClock(): HandClock {
  const timers = new Set<{ readonly at: number; readonly callback: () => void }>();
  let now = startOfTest;
  const nextUntil = (end: number) =>
    [...timers].filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)[0];
  return {
    now: () => now,
    after(ms, callback) {
      const timer = { at: now + ms, callback };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    async advance(ms) {
      const end = now + ms;
      await settle();
      for (let timer = nextUntil(end); timer; timer = nextUntil(end)) {
        timers.delete(timer);
        now = timer.at;
        timer.callback();
        await settle();
      }
      now = end;
    },
    waiting: () => timers.size,
  };
}
