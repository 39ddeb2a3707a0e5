import { describe, expect, test } from "vitest";
import { checkLine, healthLines, parityLines, verdictLine } from "../../shared/publish/log-lines.ts";
import { finding, health, launched, parity, perfect, result } from "../verdict/evidence.ts";

const problem = { reason: "connect", message: "no connection" } as const;

describe("a line for each check", () => {
  test.each([
    ["pass", "INFO"],
    ["degraded", "WARN"],
    ["fail", "ERROR"],
    ["unknown", "WARN"],
  ] as const)("that is %s is %s", (outcome, level) => {
    expect(checkLine("acme", result("api is up", outcome))).toMatchObject({
      level,
      type: "check",
      service: "acme",
      region: "eu",
      check: "api is up",
      outcome,
    });
  });

  test("says what is wrong", () => {
    expect(checkLine("acme", result("a", "fail"))).toMatchObject({
      problem: { reason: "status", message: "status (503) == 200" },
    });
  });

  test("of a run, one for each", () => {
    expect(healthLines(health([result("a", "pass"), result("b", "fail")]))).toHaveLength(2);
  });
});

describe("the lines of a comparison", () => {
  test("are one for all of it and one for each finding", () => {
    const waived = finding("flags/b", {
      kind: "waived",
      reason: "later",
      owner: "shop",
      until: "2030-01-01",
    });
    const lines = parityLines(parity({ findings: [finding("flags/a"), waived] }));
    expect(lines.map(({ level, type, region, fact }) => ({ level, type, region, fact }))).toEqual([
      { level: "INFO", type: "parity", region: "eu", fact: undefined },
      { level: "WARN", type: "finding", region: "eu", fact: "flags/a" },
      { level: "INFO", type: "finding", region: "eu", fact: "flags/b" },
    ]);
  });

  test("warn of an expired waiver", () => {
    const expired = finding("flags/a", {
      kind: "expired-waiver",
      reason: "later",
      owner: "shop",
      until: "2020-01-01",
    });
    expect(parityLines(parity({ findings: [expired] }))[1]).toMatchObject({ level: "WARN" });
  });

  test("the one for all of it does not say the findings again", () => {
    const [summary] = parityLines(parity({ findings: [finding("flags/a")] }));
    expect(summary).not.toHaveProperty("findings");
    expect(summary).toMatchObject({ coverage: { compared: 3, known: 3 }, baselineRead: { state: "fresh" } });
  });

  test.each([
    ["a baseline out of reach", { baselineRead: { state: "baseline-unavailable", problem } }],
    ["a source that could not be read", { uncompared: [{ source: "flags", region: "eu", problem }] }],
    ["not one fact compared", { coverage: { compared: 0, known: 3 } }],
  ] as const)("warn of %s", (_, parts) => {
    const uncompared = "uncompared" in parts ? [...parts.uncompared] : [];
    expect(parityLines(parity({ ...parts, uncompared }))[0]).toMatchObject({ level: "WARN" });
  });
});

describe("the line of a verdict", () => {
  test("that is go informs", () => {
    expect(verdictLine(launched(perfect()))).toMatchObject({
      level: "INFO",
      type: "verdict",
      service: "acme",
      region: "eu",
      decision: "go",
      blockers: [],
      doubts: [],
    });
  });

  test("that is no-go names each blocker", () => {
    const failing = health([result("api is up", "fail")]);
    const report = parity({ findings: [finding("flags/cart")] });
    expect(verdictLine(launched(perfect({ health: [failing, failing], parity: report })))).toMatchObject({
      level: "WARN",
      decision: "no-go",
      blockers: ["api is up", "flags/cart enabled"],
    });
  });

  test("that is undecided says what could not be told", () => {
    expect(verdictLine(launched(perfect({ parity: undefined })))).toMatchObject({
      level: "WARN",
      decision: "undecided",
      doubts: [{ code: "nothing-compared" }],
    });
  });
});
