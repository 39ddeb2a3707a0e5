import { describe, expect, test } from "vitest";
import type { RawFact } from "../../shared/model/sheet.ts";
import type { ReadySource, SourceContext } from "../../shared/sources/contract/source.ts";
import { handClock } from "../support/clock.ts";
import { readAll } from "./support.ts";

const fact = (name: string): RawFact => ({ name, kind: "setting", aspects: { value: { value: 1 } } });

function source(read: (context: SourceContext) => Promise<readonly RawFact[]>, timeout = 1000): ReadySource {
  return { kind: "bare", options: {}, timeout, read };
}

const right = source(async () => [fact("a")]);
const silent = source(() => new Promise(() => {}));

describe("reading all sources of a region", () => {
  test("one that fails is data, and stops no other", async () => {
    const broken = source(async () => {
      throw new Error("boom");
    });
    const thrower = source(() => {
      throw new Error("at once");
    });
    const { facts, unreadable } = await readAll({ broken, right, thrower });
    expect([...facts]).toEqual([["right", [fact("a")]]]);
    expect(unreadable).toEqual([
      { source: "broken", problem: { reason: "shape", message: "the answer could not be understood: boom" } },
      {
        source: "thrower",
        problem: { reason: "shape", message: "the answer could not be understood: at once" },
      },
    ]);
  });

  test("facts stand in the order of the config, whichever source answers first", async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const slow = source(async () => {
      await promise;
      return [fact("slow")];
    });
    const quick = source(async () => {
      resolve();
      return [fact("quick")];
    });
    const { facts } = await readAll({ slow, quick });
    expect([...facts.keys()]).toEqual(["slow", "quick"]);
  });

  test("one fact that stands twice makes the source unreadable: neither can be trusted", async () => {
    const double = source(async () => [fact("a"), fact("b"), fact("a")]);
    expect(await readAll({ double })).toMatchObject({
      unreadable: [
        { source: "double", problem: { reason: "shape", message: '"a" stands twice in the answer' } },
      ],
    });
  });

  test("each has its own time, and is told to stop", async () => {
    const clock = handClock();
    const stopped: string[] = [];
    const waiting = (name: string, timeout: number) =>
      source(({ signal }) => {
        signal.addEventListener("abort", () => stopped.push(name));
        return new Promise(() => {});
      }, timeout);
    const reading = readAll({ short: waiting("short", 100), long: waiting("long", 200), right }, clock);
    await clock.advance(100);
    expect(stopped).toEqual(["short"]);
    await clock.advance(100);
    expect((await reading).unreadable).toEqual([
      { source: "long", problem: { reason: "timeout", message: "not read after 200 ms" } },
      { source: "short", problem: { reason: "timeout", message: "not read after 100 ms" } },
    ]);
    expect((await reading).facts.has("right")).toBe(true);
    expect(clock.waiting()).toBe(0);
  });

  test.each(["before", "while"])(
    "the run's end cuts off a source that it comes %s it reads",
    async (when) => {
      const deadline = new AbortController();
      if (when === "before") deadline.abort();
      const clock = handClock();
      const reading = readAll({ silent }, clock, deadline.signal);
      deadline.abort();
      const { facts, unreadable } = await reading;
      expect(facts.size).toBe(0);
      expect(unreadable).toMatchObject([{ source: "silent", problem: { reason: "deadline" } }]);
      expect(clock.waiting()).toBe(0);
    },
  );
});
