import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { HealthReport } from "../../shared/model/health.ts";
import type { Evidence } from "../../shared/verdict/evidence.ts";
import { addDoubt, judge } from "../../shared/verdict/judge.ts";
import { anyEvidence, finding, health, parity, rank, result } from "./evidence.ts";

const worth = (evidence: Evidence) => rank[judge(evidence).decision];

function withResult(evidence: Evidence, one: ReturnType<typeof result>): Evidence {
  const rounds: readonly HealthReport[] = evidence.health.length > 0 ? evidence.health : [health([])];
  return { ...evidence, health: rounds.map((round) => ({ ...round, results: [...round.results, one] })) };
}

describe("whatever the evidence", () => {
  test.each(["fail", "unknown"] as const)(
    "one more check that is %s never improves the verdict",
    (outcome) => {
      fc.assert(
        fc.property(anyEvidence, (evidence) => {
          fc.pre(evidence.health.length > 0);
          expect(worth(withResult(evidence, result("one more", outcome)))).toBeLessThanOrEqual(
            worth(evidence),
          );
        }),
      );
    },
  );

  test("a check that fails instead of passing never improves the verdict", () => {
    fc.assert(
      fc.property(anyEvidence, fc.nat(), (evidence, at) => {
        const round = evidence.health[0];
        fc.pre(round !== undefined && round.results.length > 0);
        const results = (round?.results ?? []).map((one, index, all) =>
          index === at % all.length ? result(one.check, "fail") : one,
        );
        // A failure that the baseline shares is no longer the region's own: it may only lose blame there.
        const alone = { ...evidence, baselineHealth: health([], "us") };
        const worse = { ...alone, health: [health(results), ...evidence.health.slice(1)] };
        expect(worth(worse)).toBeLessThanOrEqual(worth(alone));
      }),
    );
  });

  test.each(["open", "expired-waiver"] as const)("one more finding that is %s never improves it", (kind) => {
    const acceptance =
      kind === "open" ? { kind } : { kind, reason: "later", owner: "team", until: "2020-01-01" };
    fc.assert(
      fc.property(anyEvidence, (evidence) => {
        const report = evidence.parity ?? parity();
        const findings = [...report.findings, finding("flags/one-more", acceptance)];
        expect(worth({ ...evidence, parity: { ...report, findings } })).toBeLessThanOrEqual(worth(evidence));
      }),
    );
  });

  test("one more doubt never improves it", () => {
    fc.assert(
      fc.property(anyEvidence, (evidence) => {
        const verdict = judge(evidence);
        const doubted = addDoubt(verdict, { code: "stale-deployment", message: "old" });
        expect(rank[doubted.decision]).toBeLessThanOrEqual(rank[verdict.decision]);
        expect(doubted.decision).not.toBe("go");
      }),
    );
  });

  test("the order of rounds, results and findings does not matter", () => {
    fc.assert(
      fc.property(anyEvidence, (evidence) => {
        const report = evidence.parity ?? parity();
        const turned: Evidence = {
          ...evidence,
          health: evidence.health.map((one) => ({ ...one, results: one.results.toReversed() })).toReversed(),
          parity: { ...report, findings: report.findings.toReversed() },
        };
        expect(judge(turned).decision).toBe(judge(evidence).decision);
      }),
    );
  });

  test("it is never go without a check, a comparison, a fresh baseline, all rounds, or in a planned region", () => {
    fc.assert(
      fc.property(anyEvidence, (evidence) => {
        const { parity: report, health: rounds, region, roundsWanted } = evidence;
        const told =
          rounds.length >= roundsWanted &&
          rounds.some(({ results }) => results.length > 0) &&
          rounds.every(({ results }) =>
            results.every(({ outcome }) => outcome === "pass" || outcome === "degraded"),
          ) &&
          report?.baselineRead.state === "fresh" &&
          report.coverage.compared > 0 &&
          report.uncompared.length === 0 &&
          report.findings.every(({ acceptance: { kind } }) => kind === "intended" || kind === "waived") &&
          region.phase !== "planned";
        if (!told) expect(judge(evidence).decision).not.toBe("go");
      }),
      { numRuns: 500 },
    );
  });

  test("blockers mean no-go, doubts alone mean undecided, and neither means go", () => {
    fc.assert(
      fc.property(anyEvidence, (evidence) => {
        const { decision, blockers, doubts } = judge(evidence);
        const expected = blockers.length > 0 ? "no-go" : doubts.length > 0 ? "undecided" : "go";
        expect(decision).toBe(expected);
      }),
    );
  });
});
