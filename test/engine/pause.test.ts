import { expect, test } from "vitest";
import { isoTime, pause } from "../../shared/clock.ts";
import { handClock, settle } from "../support/clock.ts";

async function state(promise: Promise<void>): Promise<string> {
  return Promise.race([promise.then(() => "over"), settle().then(() => "waiting")]);
}

test("a pause is over when its time is", async () => {
  const clock = handClock();
  const pausing = pause(clock, 100);
  await clock.advance(99);
  expect(await state(pausing)).toBe("waiting");
  await clock.advance(1);
  expect(await state(pausing)).toBe("over");
});

test("a signal ends it early, and leaves nothing with the clock", async () => {
  const clock = handClock();
  const stop = new AbortController();
  const pausing = pause(clock, 100, stop.signal);
  stop.abort();
  expect(await state(pausing)).toBe("over");
  expect(clock.waiting()).toBe(0);
});

test("a signal that was given before lets it not begin", async () => {
  const clock = handClock();
  expect(await state(pause(clock, 100, AbortSignal.abort()))).toBe("over");
  expect(clock.waiting()).toBe(0);
});

test("a time is written in UTC", () => {
  expect(isoTime(0)).toBe("1970-01-01T00:00:00.000Z");
});
