import { expect, test } from "vitest";
import { handClock, startOfTest } from "./clock.ts";

test("time moves only by hand", async () => {
  const clock = handClock();
  await clock.advance(250);
  expect(clock.now()).toBe(startOfTest + 250);
});

test("what falls due on the way is called in order, at its own time, and can set more", async () => {
  const clock = handClock();
  const calls: string[] = [];
  const note = (name: string) => calls.push(`${name} at ${clock.now() - startOfTest}`);
  clock.after(30, () => note("late"));
  clock.after(10, () => {
    note("early");
    clock.after(5, () => note("set on the way"));
  });
  clock.after(100, () => note("too late"));
  const cancel = clock.after(20, () => note("cancelled"));
  cancel();
  await clock.advance(50);
  expect(calls).toEqual(["early at 10", "set on the way at 15", "late at 30"]);
  expect(clock.waiting()).toBe(1);
});

test("promises settle before the next call", async () => {
  const clock = handClock();
  const calls: string[] = [];
  clock.after(10, () => void Promise.resolve().then(() => calls.push("promise")));
  clock.after(10, () => calls.push("second timer"));
  await clock.advance(10);
  expect(calls).toEqual(["promise", "second timer"]);
});
