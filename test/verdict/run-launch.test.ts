import { describe, expect, test } from "vitest";
import { resolveConfig } from "../../shared/config/resolve.ts";
import { type LaunchScope, runLaunch } from "../../shared/engine/run-launch.ts";
import { handClock } from "../support/clock.ts";
import { right } from "../support/config.ts";
import { health, parity, result } from "./evidence.ts";

const passing = health([result("api is up", "pass")]);

function launch(parts: Partial<LaunchScope> = {}, region = "eu", rounds = 3) {
  const resolved = resolveConfig({ ...right, launch: { rounds, pause: "2s" } });
  const ready = resolved.ok ? resolved.config.regions.get(region) : undefined;
  if (!resolved.ok || !ready) throw new Error("the config of this test is wrong");
  return runLaunch(resolved.config, ready, {
    observer: "eu",
    configDigest: "c0ffee",
    clock: handClock(),
    deadline: new AbortController().signal,
    runHealth: async () => passing,
    runBaselineHealth: async () => passing,
    runParity: async () => parity(),
    ...parts,
  });
}

describe("the launch gate", () => {
  test("runs all rounds, with a pause before each but the first", async () => {
    const clock = handClock();
    const startedAt = clock.now();
    const started: number[] = [];
    const running = launch({
      clock,
      runHealth: async () => {
        started.push(clock.now() - startedAt);
        return passing;
      },
    });
    await clock.advance(10_000);
    const report = await running;
    expect(started).toEqual([0, 2000, 4000]);
    expect(report.health).toHaveLength(3);
    expect(report.verdict.decision).toBe("go");
  });

  test("runs one round without a pause", async () => {
    expect((await launch({}, "eu", 1)).verdict.decision).toBe("go");
  });

  test("asks the baseline and compares while the rounds run", async () => {
    const asked: string[] = [];
    const clock = handClock();
    const running = launch({
      clock,
      runBaselineHealth: async () => {
        asked.push("baseline health");
        return health([], "us");
      },
      runParity: async () => {
        asked.push("parity");
        return parity();
      },
    });
    await clock.advance(0);
    expect(asked).toEqual(["baseline health", "parity"]);
    await clock.advance(4000);
    expect(await running).toMatchObject({ baselineHealth: { region: "us" }, parity: { baseline: "us" } });
  });

  test("of the baseline itself asks for nothing but its own checks", async () => {
    const never = () => Promise.reject(new Error("it was asked"));
    const report = await launch({ runBaselineHealth: never, runParity: never }, "us", 1);
    expect(report.verdict.decision).toBe("go");
    expect(report).not.toHaveProperty("parity");
    expect(report).not.toHaveProperty("baselineHealth");
  });

  test("says who asked, of which config, and how long it took", async () => {
    const clock = handClock();
    const running = launch({ clock }, "eu", 2);
    await clock.advance(2000);
    expect(await running).toMatchObject({
      schemaVersion: 1,
      service: "acme",
      region: "eu",
      observer: "eu",
      configDigest: "c0ffee",
      durationMs: 2000,
    });
  });
});

describe("when time is up", () => {
  test("in a pause, no further round is started, and the verdict says how far it came", async () => {
    const clock = handClock();
    const deadline = new AbortController();
    let rounds = 0;
    const runHealth = async () => {
      rounds += 1;
      return deadline.signal.aborted ? health([result("api is up", "unknown")]) : passing;
    };
    const running = launch({ clock, deadline: deadline.signal, runHealth });
    await clock.advance(1000);
    deadline.abort();
    const { verdict, health: reports } = await running;
    expect(rounds).toBe(1);
    expect(reports).toEqual([passing]);
    expect(verdict.decision).toBe("undecided");
    expect(verdict.doubts).toEqual([
      { code: "cut-short", message: "only 1 of 3 rounds were run before time was up" },
    ]);
    expect(clock.waiting()).toBe(0);
  });

  test("before it began, nothing was checked, and nothing is go", async () => {
    const { verdict } = await launch({ deadline: AbortSignal.abort() });
    expect(verdict.decision).toBe("undecided");
    expect(verdict.doubts.map(({ code }) => code)).toEqual(["no-checks", "cut-short"]);
  });
});

describe("what can't be had", () => {
  test("the baseline's checks: their reason is a doubt", async () => {
    const down = () => Promise.reject(new Error("function acme-parity-us-health not found in us-east-1"));
    const report = await launch({ runBaselineHealth: down }, "eu", 1);
    expect(report).not.toHaveProperty("baselineHealth");
    expect(report.verdict).toMatchObject({
      decision: "undecided",
      doubts: [
        {
          code: "baseline-health-unavailable",
          message: "the checks of us could not be run: function acme-parity-us-health not found in us-east-1",
        },
      ],
    });
  });

  test("the comparison: the checks are still judged, and nothing is go", async () => {
    const broken = () => Promise.reject(new Error("the tokenizer broke"));
    const failing = health([result("api is up", "fail")]);
    const good = await launch({ runParity: broken }, "eu", 1);
    expect(good.verdict.decision).toBe("undecided");
    expect(JSON.stringify(good.verdict.doubts)).toContain("the tokenizer broke");
    const bad = await launch({ runParity: broken, runHealth: async () => failing }, "eu", 1);
    expect(bad.verdict.decision).toBe("no-go");
  });
});
