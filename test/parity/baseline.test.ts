import { describe, expect, test } from "vitest";
import { type BaselineCopy, obtainBaseline } from "../../shared/engine/baseline.ts";
import { Failure } from "../../shared/model/problem.ts";
import type { Sheet } from "../../shared/model/sheet.ts";
import { handClock, startOfTest } from "../support/clock.ts";
import { fact, sheetOf } from "./support.ts";

const hour = 3_600_000;
const problem = {
  reason: "connect",
  message: "function acme-parity-us-facts in us-east-1: no answer",
} as const;
const down = () => Promise.reject(new Failure(problem, "unknown"));
const readBefore = (ms: number) => new Date(startOfTest - ms).toISOString();

const flags = fact("flags/cart", { enabled: true }, "flag");
const whole = sheetOf("us", [flags], { readAt: readBefore(1000) });
const unread = { source: "api", problem: { reason: "status", message: "api.example answered 500" } } as const;
const partly = sheetOf("us", [flags], { sources: ["flags", "api"], unreadable: [unread] });
const nothing = sheetOf("us", [], { sources: ["api"], unreadable: [unread] });

interface Kept {
  sheet?: Sheet | undefined;
}

function copyOf(kept: Kept): BaselineCopy {
  return {
    load: async () => kept.sheet,
    save: async (sheet) => {
      kept.sheet = sheet;
    },
  };
}

async function obtain(fetch: () => Promise<Sheet>, copy?: BaselineCopy, maxAgeMs = hour) {
  const troubles: string[] = [];
  const onTrouble = (message: string) => troubles.push(message);
  const obtained = await obtainBaseline({ clock: handClock(), fetch, copy, maxAgeMs, onTrouble });
  return { ...obtained, troubles };
}

describe("a baseline that can be read", () => {
  test("is fresh, and is kept", async () => {
    const kept: Kept = {};
    expect(await obtain(async () => whole, copyOf(kept))).toEqual({
      read: { state: "fresh", readAt: whole.readAt },
      sheet: whole,
      troubles: [],
    });
    expect(kept.sheet).toBe(whole);
  });

  test("in part is fresh, and is never kept: the last good copy stays", async () => {
    const kept: Kept = { sheet: whole };
    expect(await obtain(async () => partly, copyOf(kept))).toMatchObject({
      read: { state: "fresh" },
      sheet: partly,
    });
    expect(kept.sheet).toBe(whole);
  });

  test("needs no copy", async () => {
    expect(await obtain(async () => whole)).toMatchObject({ read: { state: "fresh" }, sheet: whole });
  });
});

describe("a baseline out of reach", () => {
  test("is compared by its copy, which says its age and why", async () => {
    expect(await obtain(down, copyOf({ sheet: whole }))).toEqual({
      read: { state: "cached", readAt: whole.readAt, ageMs: 1000, problem },
      sheet: whole,
      troubles: [],
    });
  });

  test("without a single source that could be read is out of reach, and says what it said", async () => {
    expect(await obtain(async () => nothing, copyOf({ sheet: whole }))).toMatchObject({
      read: {
        state: "cached",
        problem: {
          reason: "status",
          message: 'none of its sources could be read; "api": api.example answered 500',
        },
      },
    });
  });

  test.each([
    ["as old as it may be", hour, "cached"],
    ["older than it may be", hour + 1, "baseline-stale"],
  ])("with a copy %s", async (_, ageMs, state) => {
    const old = { ...whole, readAt: readBefore(ageMs) };
    const { read, sheet } = await obtain(down, copyOf({ sheet: old }));
    expect(read).toEqual({ state, readAt: old.readAt, ageMs, problem });
    expect(sheet).toBe(state === "cached" ? old : undefined);
  });

  test("with a copy of no time that can be told is not compared by it", async () => {
    const { read, sheet } = await obtain(down, copyOf({ sheet: { ...whole, readAt: "yesterday" } }));
    expect(read.state).not.toBe("cached");
    expect(sheet).toBeUndefined();
  });

  test.each<[string, BaselineCopy | undefined]>([
    ["with nothing kept yet", copyOf({})],
    ["where nothing is kept", undefined],
  ])("%s is unavailable, and says why", async (_, copy) => {
    const { read, sheet } = await obtain(down, copy);
    expect(read).toEqual({ state: "baseline-unavailable", problem });
    expect(sheet).toBeUndefined();
  });

  test("for a reason nobody foresaw says that reason", async () => {
    const odd = () => Promise.reject(new TypeError("x is not a function"));
    expect((await obtain(odd)).read).toEqual({
      state: "baseline-unavailable",
      problem: { reason: "checker", message: "x is not a function" },
    });
  });
});

describe("trouble with the copy stops nothing, and is told", () => {
  const refuse = () => Promise.reject(new Error("access denied"));

  test("when it can't be kept", async () => {
    const { read, troubles } = await obtain(async () => whole, { ...copyOf({}), save: refuse });
    expect(read.state).toBe("fresh");
    expect(troubles).toEqual(["the baseline's copy was not kept: access denied"]);
  });

  test("when it can't be read", async () => {
    const { read, troubles } = await obtain(down, { ...copyOf({}), load: refuse });
    expect(read).toEqual({ state: "baseline-unavailable", problem });
    expect(troubles).toEqual(["the baseline's copy can't be read: access denied"]);
  });
});
