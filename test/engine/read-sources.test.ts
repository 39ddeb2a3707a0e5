import { describe, expect, test } from "vitest";
import { type ReadScope, readSources } from "../../shared/engine/read-sources.ts";
import { Failure } from "../../shared/model/problem.ts";
import type { RawFact } from "../../shared/model/sheet.ts";
import type { ReadySource, SourceContext } from "../../shared/sources/contract/source.ts";
import { handClock } from "../support/clock.ts";
import { attemptScope } from "../support/engine.ts";

const fact = (name: string): RawFact => ({ name, kind: "setting", aspects: { value: { value: 1 } } });

const source = (
  read: (context: SourceContext) => Promise<readonly RawFact[]>,
  timeout = 1000,
): ReadySource => ({
  kind: "fake",
  timeout,
  options: {},
  read,
});
const good = source(async () => [fact("a"), fact("b")]);
const broken = (error: unknown) => source(() => Promise.reject(error));

async function read(sources: Record<string, ReadySource>, scope: Partial<ReadScope> = {}) {
  const { facts, unreadable } = await readSources(new Map(Object.entries(sources)), {
    ...attemptScope(),
    ...scope,
  });
  const names = [...facts].map(([name, list]) => `${name}: ${list.map((one) => one.name).join(", ")}`);
  const lines = unreadable.map(
    ({ source: name, problem }) => `${name} (${problem.reason}): ${problem.message}`,
  );
  return { names, lines };
}

describe("a source that can't be read stops no other", () => {
  test.each([
    [
      "says why itself",
      broken(new Failure({ reason: "auth", message: "403" }, "unknown")),
      "bad (auth): 403",
    ],
    [
      "trips over the answer",
      broken(new TypeError("x is undefined")),
      "bad (shape): the answer could not be understood: x is undefined",
    ],
    ["throws no error", broken("oops"), "bad (shape): the answer could not be understood: oops"],
    [
      "throws before it gives a promise",
      source(() => {
        throw new Error("at once");
      }),
      "bad (shape): the answer could not be understood: at once",
    ],
    [
      "names a fact twice",
      source(async () => [fact("a"), fact("b"), fact("a")]),
      'bad (shape): "a" stands twice in the answer',
    ],
  ])("because it %s", async (_, bad, line) => {
    expect(await read({ bad, good })).toEqual({ names: ["good: a, b"], lines: [line] });
  });
});

test("two sources may have facts of one name", async () => {
  expect(await read({ one: good, two: good })).toEqual({ names: ["one: a, b", "two: a, b"], lines: [] });
});

test("a source that takes too long is unreadable, is told to stop, and is not waited for", async () => {
  const clock = handClock();
  const signals: AbortSignal[] = [];
  const slow = source(({ signal }) => {
    signals.push(signal);
    return new Promise(() => {});
  }, 3000);
  const reading = read({ slow, good }, { clock });
  await clock.advance(3000);
  expect(await reading).toEqual({ names: ["good: a, b"], lines: ["slow (timeout): not read after 3000 ms"] });
  expect(signals[0]?.aborted).toBe(true);
  expect(clock.waiting()).toBe(0);
});

test("what comes after the time-out is not taken", async () => {
  const clock = handClock();
  const late = source(async () => {
    await new Promise<void>((resolve) => clock.after(1001, resolve));
    return [fact("a")];
  });
  const reading = read({ late }, { clock });
  await clock.advance(2000);
  expect(await reading).toEqual({ names: [], lines: ["late (timeout): not read after 1000 ms"] });
});

describe("the run's deadline", () => {
  test("makes unreadable what is still being read", async () => {
    const clock = handClock();
    const deadline = new AbortController();
    const slow = source(() => new Promise(() => {}));
    const reading = read({ slow, good }, { clock, deadline: deadline.signal });
    await clock.advance(10);
    deadline.abort();
    expect(await reading).toEqual({
      names: ["good: a, b"],
      lines: ["slow (deadline): this run's time was up"],
    });
    expect(clock.waiting()).toBe(0);
  });

  test("that is past lets nothing be waited for", async () => {
    const slow = source(() => new Promise(() => {}));
    expect(await read({ slow }, { deadline: AbortSignal.abort() })).toEqual({
      names: [],
      lines: ["slow (deadline): this run's time was up"],
    });
  });
});

test("the reading does not depend on which source answers first", async () => {
  const clock = handClock();
  const after = (ms: number, reading: () => Promise<readonly RawFact[]>) =>
    source(() => new Promise<void>((resolve) => clock.after(ms, resolve)).then(reading));
  const gone = () => Promise.reject(new Failure({ reason: "status", message: "500" }, "unknown"));
  const sources = {
    b: after(20, async () => [fact("x")]),
    a: after(10, async () => [fact("y")]),
    d: after(10, gone),
    c: after(20, gone),
  };
  const reading = read(sources, { clock });
  await clock.advance(50);
  expect(await reading).toEqual({ names: ["b: x", "a: y"], lines: ["c (status): 500", "d (status): 500"] });
});

test("texts are redacted, and each source's own time-out applies", async () => {
  const redact = (text: string) => text.replaceAll("hush", "***");
  const { lines } = await read({ bad: broken(new Error("hush")) }, { redact });
  expect(lines).toEqual(["bad (shape): the answer could not be understood: ***"]);
});
