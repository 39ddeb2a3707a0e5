import fc from "fast-check";
import type { CheckResult, HealthReport, Outcome } from "../../shared/model/health.ts";
import type { Acceptance, Finding, ParityReport } from "../../shared/model/parity.ts";
import type { Decision, LaunchReport } from "../../shared/model/verdict.ts";
import type { Evidence } from "../../shared/verdict/evidence.ts";
import { judge } from "../../shared/verdict/judge.ts";

const at = "2026-11-23T12:00:00.000Z";

/** Worst first. */
export const rank: Readonly<Record<Decision, number>> = { "no-go": 0, undecided: 1, go: 2 };

export function result(check: string, outcome: Outcome): CheckResult {
  const head = {
    check,
    kind: "http",
    region: "eu",
    observer: "eu",
    severity: "warn" as const,
    startedAt: at,
    durationMs: 5,
    budgetMs: 1000,
    steps: [],
    leaks: [],
  };
  if (outcome === "pass") return { ...head, outcome };
  return { ...head, outcome, problem: { reason: "status", message: "status (503) == 200" } };
}

export function health(results: readonly CheckResult[], region = "eu"): HealthReport {
  const report = { schemaVersion: 1 as const, service: "acme", startedAt: at, durationMs: 5 };
  return { ...report, region, observer: region, results: [...results] };
}

export function finding(fact: string, acceptance: Acceptance = { kind: "open" }): Finding {
  return {
    id: fact,
    fingerprint: fact,
    fact,
    kind: "flag",
    aspect: "enabled",
    state: "differs",
    region: "eu",
    baseline: "us",
    here: false,
    there: true,
    acceptance,
  };
}

export function parity(parts: Partial<ParityReport> = {}): ParityReport {
  return {
    schemaVersion: 1,
    service: "acme",
    region: "eu",
    baseline: "us",
    observer: "eu",
    readAt: at,
    durationMs: 5,
    baselineRead: { state: "fresh", readAt: at },
    findings: [],
    uncompared: [],
    coverage: { compared: 3, known: 3 },
    ...parts,
  };
}

/** All is well: two checks pass in two rounds, here and at the baseline, and nothing differs. */
export function perfect(parts: Partial<Evidence> = {}): Evidence {
  const results = [result("api", "pass"), result("login", "pass")];
  return {
    region: { name: "eu", phase: "live" },
    baseline: "us",
    roundsWanted: 2,
    health: [health(results), health(results)],
    baselineHealth: health(results, "us"),
    parity: parity(),
    ...parts,
  };
}

/** The report of a gate that saw this evidence. */
export function launched(evidence: Evidence): LaunchReport {
  const { baselineHealth, parity: compared } = evidence;
  const asked = baselineHealth && "results" in baselineHealth ? baselineHealth : undefined;
  return {
    schemaVersion: 1,
    service: "acme",
    region: evidence.region.name,
    observer: "eu",
    configDigest: "c0ffee",
    startedAt: at,
    durationMs: 5,
    verdict: judge(evidence),
    health: [...evidence.health],
    ...(asked && { baselineHealth: asked }),
    ...(compared && { parity: compared }),
  };
}

const outcome = fc.constantFrom<Outcome>("pass", "degraded", "fail", "unknown");
const results = fc.array(fc.tuple(fc.constantFrom("a", "b", "c"), outcome), { maxLength: 4 });
const acceptance = fc.constantFrom<Acceptance>(
  { kind: "open" },
  { kind: "intended", why: "law" },
  { kind: "waived", reason: "later", owner: "team", until: "2030-01-01" },
  { kind: "expired-waiver", reason: "later", owner: "team", until: "2020-01-01" },
);
const problem = { reason: "connect" as const, message: "no connection" };
const baselineRead = fc.constantFrom<ParityReport["baselineRead"]>(
  { state: "fresh", readAt: at },
  { state: "cached", readAt: at, ageMs: 1000, problem },
  { state: "baseline-stale", readAt: at, ageMs: 1000, problem },
  { state: "baseline-unavailable", problem },
);

function unique(pairs: readonly (readonly [string, Outcome])[]): CheckResult[] {
  return [...new Map(pairs)].map(([name, one]) => result(name, one));
}

/** Any evidence at all, good or bad. */
export const anyEvidence: fc.Arbitrary<Evidence> = fc
  .record({
    phase: fc.constantFrom("planned", "dark", "live"),
    rounds: fc.array(results, { maxLength: 3 }),
    roundsWanted: fc.integer({ min: 1, max: 3 }),
    atBaseline: fc.option(results),
    findings: fc.array(acceptance, { maxLength: 3 }),
    baselineRead,
    compared: fc.integer({ min: 0, max: 2 }),
    unread: fc.boolean(),
  })
  .map((parts) => ({
    region: { name: "eu", phase: parts.phase },
    baseline: "us",
    roundsWanted: parts.roundsWanted,
    health: parts.rounds.map((round) => health(unique(round))),
    baselineHealth: parts.atBaseline ? health(unique(parts.atBaseline), "us") : { unavailable: "down" },
    parity: parity({
      findings: parts.findings.map((one, index) => finding(`flags/${index}`, one)),
      baselineRead: parts.baselineRead,
      coverage: { compared: parts.compared, known: 2 },
      uncompared: parts.unread ? [{ source: "flags", region: "eu", problem }] : [],
    }),
  }));
