import { describe, expect, test } from "vitest";
import { cleanupMs } from "../../shared/engine/cleanup.ts";
import { reserveMs } from "../../shared/engine/reserve.ts";
import { concurrency } from "../../shared/engine/run-checks.ts";
import { functionKinds } from "../../shared/stack/names.ts";
import { timeLimits } from "../../shared/stack/time-limits.ts";
import { firm, regionOf } from "./config.ts";

type Parts = Parameters<typeof firm>[0];

function limits(parts: Parts = {}, region = "eu") {
  const config = firm(parts);
  return timeLimits(config, regionOf(config, region));
}

const reserve = reserveMs / 1000;

test("a function has the time of the slowest that it runs, and the reserve", () => {
  expect(limits({ checkTimeout: "20s", sourceTimeout: "5s" })).toMatchObject({
    health: 20 + reserve,
    facts: 5 + reserve,
  });
});

test("checks that must wait for a free place are given the time of their wait", () => {
  expect(limits({ checks: concurrency }).health).toBe(10 + reserve);
  expect(limits({ checks: concurrency + 1 }).health).toBe(20 + reserve);
});

describe("one function that asks another", () => {
  test("outlasts it: parity its own facts and the baseline's", () => {
    const { parity, facts } = limits();
    expect(parity).toBeGreaterThanOrEqual(facts + reserve);
  });

  test("outlasts all rounds of checks and their pauses: launch", () => {
    const { launch, health } = limits({ rounds: 5, pause: "4s" });
    expect(launch).toBeGreaterThanOrEqual(5 * health + 4 * 4);
  });

  test("outlasts the baseline's health function and parity, with one round of quick checks: launch", () => {
    const { launch, health, parity } = limits({ rounds: 1, sourceTimeout: "60s" });
    expect(launch).toBeGreaterThan(health);
    expect(launch).toBeGreaterThanOrEqual(parity);
  });
});

test("no limit passes Lambda's 900 seconds, however much there is to do", () => {
  const all = limits({ checks: 200, checkTimeout: "600s", sourceTimeout: "900s", rounds: 10 });
  expect(all).toEqual({ health: 900, facts: 900, parity: 900, launch: 900 });
});

test.each(functionKinds)(
  "%s has more time than the reserve alone: something must be left for the work",
  (kind) => {
    expect(limits({ checkTimeout: "1s", sourceTimeout: "1s", rounds: 1 })[kind]).toBeGreaterThan(reserve);
  },
);

test("the reserve holds the time of all clean-ups", () => {
  expect(reserveMs).toBeGreaterThan(cleanupMs);
});

test("limits are whole seconds, as Lambda wants them", () => {
  const all = Object.values(limits({ checkTimeout: "1.5s", sourceTimeout: "0.3s" }));
  expect(all.filter((limit) => !Number.isInteger(limit))).toEqual([]);
});
