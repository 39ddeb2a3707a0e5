import { describe, expect, test } from "vitest";
import { resolveConfig } from "../../shared/config/resolve.ts";
import { digest } from "../../shared/digest.ts";
import { type ParityScope, runParity } from "../../shared/engine/run-parity.ts";
import { Failure } from "../../shared/model/problem.ts";
import { handClock, startOfTest } from "../support/clock.ts";
import { right } from "../support/config.ts";
import { fact, sheetOf } from "./support.ts";

const cart = (enabled: boolean) => fact("flags/cart", { enabled }, "flag");
const own = sheetOf("eu", [cart(false)], { readAt: "2026-11-23T12:04:09.000Z" });
const baseline = sheetOf("us", [cart(true)], { readAt: "2026-11-23T12:04:08.000Z" });
const problem = { reason: "connect", message: "no answer" } as const;
const down = () => Promise.reject(new Failure(problem, "unknown"));

function run(parts: Partial<ParityScope> = {}, settings: Readonly<Record<string, unknown>> = {}) {
  const resolved = resolveConfig({ ...right, ...settings });
  if (!resolved.ok) throw new Error("the config of this test is wrong");
  return runParity(resolved.config, "eu", {
    observer: "eu",
    clock: handClock(),
    readOwn: async () => own,
    fetch: async () => baseline,
    maxAgeMs: 1000,
    onTrouble: () => {},
    digest,
    ...parts,
  });
}

describe("a comparison of a region with its baseline", () => {
  test("says who was compared with whom, when, from where, and what came of it", async () => {
    const report = await run();
    expect(report).toMatchObject({
      schemaVersion: 1,
      service: "acme",
      region: "eu",
      baseline: "us",
      observer: "eu",
      readAt: own.readAt,
      baselineRead: { state: "fresh", readAt: baseline.readAt },
      findings: [
        { fact: "flags/cart", aspect: "enabled", region: "eu", baseline: "us", acceptance: { kind: "open" } },
      ],
      uncompared: [],
      coverage: { compared: 1, known: 1 },
    });
  });

  test("reads both sides at the same time, and says how long it took", async () => {
    const clock = handClock();
    const slow = (ms: number) => new Promise<void>((resolve) => void clock.after(ms, resolve));
    const running = run({
      clock,
      readOwn: () => slow(300).then(() => own),
      fetch: () => slow(500).then(() => baseline),
    });
    await clock.advance(500);
    expect((await running).durationMs).toBe(500);
  });

  test("asks the config what is accepted", async () => {
    const waiver = { fact: "flags/cart", region: "eu", reason: "later", owner: "shop", until: "2026-11-23" };
    const { findings } = await run({}, { waivers: [waiver] });
    expect(findings[0]?.acceptance.kind).toBe("waived");
  });

  test("asks the day of the comparison, not that of the config", async () => {
    const waiver = { fact: "flags/cart", region: "eu", reason: "later", owner: "shop", until: "2026-11-23" };
    const tomorrow = { ...handClock(), now: () => startOfTest + 86_400_000 };
    const { findings } = await run({ clock: tomorrow }, { waivers: [waiver] });
    expect(findings[0]?.acceptance.kind).toBe("expired-waiver");
  });
});

describe("without the baseline", () => {
  test("there are no findings, no coverage, and the reason", async () => {
    const sheet = { ...own, unreadable: [{ source: "api", problem }] };
    expect(await run({ fetch: down, readOwn: async () => sheet })).toMatchObject({
      baselineRead: { state: "baseline-unavailable", problem },
      findings: [],
      uncompared: [{ source: "api", region: "eu", problem }],
      coverage: { compared: 0, known: 1 },
    });
  });

  test("its copy is compared with, and the report says so", async () => {
    const copy = {
      load: async () => ({ ...baseline, readAt: new Date(startOfTest).toISOString() }),
      save: down,
    };
    const report = await run({ fetch: down, copy });
    expect(report).toMatchObject({ baselineRead: { state: "cached", ageMs: 0 }, coverage: { compared: 1 } });
    expect(report.findings).toHaveLength(1);
  });

  test("an old copy is not compared with: an outage there is no finding here", async () => {
    const copy = { load: async () => ({ ...baseline, readAt: "2026-01-01T00:00:00.000Z" }), save: down };
    const report = await run({ fetch: down, copy });
    expect(report).toMatchObject({ baselineRead: { state: "baseline-stale" }, findings: [] });
    expect(report.coverage).toEqual({ compared: 0, known: 1 });
  });
});
