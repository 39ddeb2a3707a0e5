import { describe, expect, test } from "vitest";
import { judge } from "../../shared/verdict/judge.ts";
import { finding, health, parity, perfect, result } from "./evidence.ts";

const problem = { reason: "connect" as const, message: "no connection" };
const readAt = "2026-11-23T11:58:00.000Z";
const codes = (evidence: Parameters<typeof judge>[0]) => judge(evidence).doubts.map(({ code }) => code);

describe("the verdict", () => {
  test("when all is well it is go, and says what it rests on", () => {
    const { decision, basis, coverage } = judge(perfect());
    expect(decision).toBe("go");
    expect(basis).toEqual(["2 rounds of 2 checks, run from eu"]);
    expect(coverage).toEqual({ compared: 3, known: 3 });
  });

  test("a check that fails in one round of two is a blocker, with how often", () => {
    const { decision, blockers } = judge(
      perfect({ health: [health([result("api", "pass")]), health([result("api", "fail")])] }),
    );
    expect(decision).toBe("no-go");
    expect(blockers).toMatchObject([{ kind: "check", failedRounds: 1, rounds: 2, result: { check: "api" } }]);
  });

  test("a check that fails at the baseline too is undecided, not the region's fault", () => {
    const failing = health([result("api", "fail")]);
    const evidence = perfect({
      health: [failing, failing],
      baselineHealth: health([result("api", "fail")], "us"),
    });
    expect(judge(evidence)).toMatchObject({ decision: "undecided", blockers: [] });
    expect(codes(evidence)).toEqual(["baseline-fails-too"]);
  });

  test("a baseline that could not tell excuses nothing", () => {
    const failing = health([result("api", "fail")]);
    const baselineHealth = health([result("api", "unknown")], "us");
    expect(judge(perfect({ health: [failing, failing], baselineHealth })).decision).toBe("no-go");
  });

  test("degraded alone is go, and is listed", () => {
    const slow = health([result("api", "degraded")]);
    const verdict = judge(perfect({ health: [slow, slow] }));
    expect(verdict.decision).toBe("go");
    expect(verdict.degraded).toHaveLength(1);
  });

  test("an accepted finding is no blocker, and is listed", () => {
    const waived = finding("flags/x", {
      kind: "waived",
      reason: "later",
      owner: "team",
      until: "2030-01-01",
    });
    const verdict = judge(perfect({ parity: parity({ findings: [waived] }) }));
    expect(verdict).toMatchObject({ decision: "go", blockers: [], accepted: [{ fact: "flags/x" }] });
  });

  test("an expired waiver waives nothing", () => {
    const expired = finding("flags/x", {
      kind: "expired-waiver",
      reason: "later",
      owner: "team",
      until: "2020-01-01",
    });
    const verdict = judge(perfect({ parity: parity({ findings: [expired] }) }));
    expect(verdict).toMatchObject({ decision: "no-go", accepted: [] });
  });

  test.each([
    ["no check", { health: [health([]), health([])] }, "no-checks"],
    ["no round", { health: [] }, "no-checks"],
    ["a round too few", { roundsWanted: 3 }, "cut-short"],
    [
      "a check that can't be told",
      { health: [health([result("a", "unknown")]), health([])] },
      "check-unknown",
    ],
    [
      "a baseline whose checks can't be had",
      { baselineHealth: { unavailable: "down" } },
      "baseline-health-unavailable",
    ],
    [
      "not one fact compared",
      { parity: parity({ coverage: { compared: 0, known: 3 } }) },
      "nothing-compared",
    ],
    ["no comparison", { parity: undefined }, "nothing-compared"],
    ["a planned region", { region: { name: "eu", phase: "planned" } }, "planned"],
    [
      "an unreadable source",
      { parity: parity({ uncompared: [{ source: "f", region: "us", problem }] }) },
      "source-unreadable",
    ],
    [
      "a baseline out of reach",
      { parity: parity({ baselineRead: { state: "baseline-unavailable", problem } }) },
      "baseline-unavailable",
    ],
    [
      "an old copy",
      { parity: parity({ baselineRead: { state: "baseline-stale", readAt, ageMs: 1, problem } }) },
      "baseline-stale",
    ],
  ] as const)("%s is undecided", (_, parts, code) => {
    const evidence = perfect(parts);
    expect(codes(evidence)).toContain(code);
    expect(judge(evidence).decision).toBe("undecided");
  });

  test("findings against a kept copy are told, but decide nothing", () => {
    const baselineRead = { state: "cached" as const, readAt, ageMs: 120_000, problem };
    const verdict = judge(perfect({ parity: parity({ baselineRead, findings: [finding("flags/x")] }) }));
    expect(verdict).toMatchObject({ decision: "undecided", blockers: [] });
    expect(verdict.doubts[0]).toMatchObject({ code: "baseline-unavailable" });
    expect(verdict.doubts[0]?.message).toContain("1 open finding");
  });

  test("the baseline itself is compared with nothing", () => {
    const evidence = perfect({
      region: { name: "us", phase: "live" },
      parity: undefined,
      baselineHealth: undefined,
    });
    expect(judge(evidence).decision).toBe("go");
  });

  test("a gate that ran elsewhere says that it saw the product from one place only", () => {
    const seen = { ...health([result("a", "pass")]), observer: "here" };
    expect(judge(perfect({ health: [seen, seen] })).basis.join("\n")).toContain("from one place only (here)");
  });
});
