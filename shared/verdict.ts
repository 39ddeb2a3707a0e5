import type { CheckResult, HealthReport } from "./model/health.ts";
import type { ParityReport } from "./model/parity.ts";
import type { Region } from "./model/region.ts";
import type { Blocker, Decision, Doubt, Verdict } from "./model/verdict.ts";
import { isOpen } from "./parity/accept.ts";

/** All that a verdict rests on. */
export interface Evidence {
  readonly region: Pick<Region, "name" | "phase">;
  /** The baseline's name. */
  readonly baseline: string;
  /** How many rounds of checks were asked for. */
  readonly roundsWanted: number;
  /** The region's checks, one report a round. */
  readonly health: readonly HealthReport[];
  /** The baseline's checks, or why they could not be had; absent where the region is the baseline. */
  readonly baselineHealth?: HealthReport | { readonly unavailable: string } | undefined;
  /** Absent where the region is the baseline. */
  readonly parity?: ParityReport | undefined;
}

interface Judged {
  readonly blockers: Blocker[];
  readonly doubts: Doubt[];
  readonly degraded: CheckResult[];
}

function judgeCheck(results: readonly CheckResult[], failsAtBaseline: boolean, baseline: string): Judged {
  const failed = results.filter(({ outcome }) => outcome === "fail");
  const [failure] = failed;
  if (failure && failsAtBaseline) {
    const message = `"${failure.check}" fails here and in ${baseline} alike: not this region's own fault`;
    return { blockers: [], doubts: [{ code: "baseline-fails-too", message }], degraded: [] };
  }
  if (failure) {
    const blocker = {
      kind: "check" as const,
      result: failure,
      failedRounds: failed.length,
      rounds: results.length,
    };
    return { blockers: [blocker], doubts: [], degraded: [] };
  }
  const unknown = results.find(({ outcome }) => outcome === "unknown");
  if (unknown && unknown.outcome !== "pass") {
    const message = `"${unknown.check}" could not be told: ${unknown.problem.message}`;
    return { blockers: [], doubts: [{ code: "check-unknown", message }], degraded: [] };
  }
  const degraded = results.find(({ outcome }) => outcome === "degraded");
  return { blockers: [], doubts: [], degraded: degraded ? [degraded] : [] };
}

function judgeHealth({ health, roundsWanted, baseline, baselineHealth }: Evidence): Judged {
  const byCheck = Map.groupBy(
    health.flatMap(({ results }) => results),
    ({ check }) => check,
  );
  const baselineResults = baselineHealth && "results" in baselineHealth ? baselineHealth.results : [];
  const failing = new Set(
    baselineResults.filter(({ outcome }) => outcome === "fail").map(({ check }) => check),
  );
  const judged = [...byCheck].map(([name, results]) => judgeCheck(results, failing.has(name), baseline));
  const doubts = judged.flatMap((one) => one.doubts);
  if (byCheck.size === 0)
    doubts.push({ code: "no-checks", message: "no check was run: nothing is known of the region's health" });
  if (health.length < roundsWanted) {
    doubts.push({
      code: "cut-short",
      message: `only ${health.length} of ${roundsWanted} rounds were run before time was up`,
    });
  }
  if (baselineHealth && "unavailable" in baselineHealth) {
    doubts.push({
      code: "baseline-health-unavailable",
      message: `the checks of ${baseline} could not be run: ${baselineHealth.unavailable}`,
    });
  }
  return {
    blockers: judged.flatMap((one) => one.blockers),
    doubts,
    degraded: judged.flatMap((one) => one.degraded),
  };
}

function baselineDoubt({ baselineRead, baseline, findings }: ParityReport): Doubt[] {
  switch (baselineRead.state) {
    case "fresh":
      return [];
    case "cached": {
      const open = findings.filter(isOpen).length;
      const message = `${baseline} could not be read (${baselineRead.problem.message}); compared with its copy of ${baselineRead.readAt}, which shows ${open} open finding${open === 1 ? "" : "s"} and decides nothing`;
      return [{ code: "baseline-unavailable", message }];
    }
    case "baseline-stale":
      return [
        {
          code: "baseline-stale",
          message: `${baseline} could not be read (${baselineRead.problem.message}), and its copy of ${baselineRead.readAt} is too old to compare with`,
        },
      ];
    case "baseline-unavailable":
      return [
        {
          code: "baseline-unavailable",
          message: `${baseline} could not be read: ${baselineRead.problem.message}`,
        },
      ];
  }
}

function judgeParity(parity: ParityReport): Pick<Judged, "blockers" | "doubts"> {
  const open = parity.findings.filter(isOpen);
  const counts = parity.baselineRead.state === "fresh";
  const doubts = [
    ...baselineDoubt(parity),
    ...parity.uncompared.map(({ source, region, problem }) => ({
      code: "source-unreadable",
      message: `source "${source}" of ${region} is unreadable (${problem.reason}): ${problem.message}`,
    })),
  ];
  if (parity.coverage.compared === 0) {
    doubts.push({
      code: "nothing-compared",
      message: "not one fact was compared: nothing is known of parity",
    });
  }
  return { blockers: counts ? open.map((finding) => ({ kind: "finding" as const, finding })) : [], doubts };
}

function describeBasis({ health, parity, region, baseline }: Evidence): string[] {
  const observers = [...new Set(health.map(({ observer }) => observer))];
  const seen = observers.filter((observer) => observer !== region.name);
  return [
    `${health.length} round${health.length === 1 ? "" : "s"} of ${health[0]?.results.length ?? 0} checks, run from ${observers.join(", ") || "nowhere"}`,
    ...seen.map(
      (observer) => `the product was seen from one place only (${observer}), not from within its region`,
    ),
    ...(parity ? [] : [`${baseline} is the baseline: it is compared with nothing`]),
  ];
}

function decide(blockers: readonly Blocker[], doubts: readonly Doubt[]): Decision {
  if (blockers.length > 0) return "no-go";
  return doubts.length > 0 ? "undecided" : "go";
}

/** The same verdict with one more thing that could not be told: it never gets better by it. */
export function addDoubt(verdict: Verdict, doubt: Doubt): Verdict {
  const doubts = [...verdict.doubts, doubt];
  return { ...verdict, doubts, decision: decide(verdict.blockers, doubts) };
}

/** One answer from all evidence. It fails closed: what was not seen to be right is never "go". */
export function judge(evidence: Evidence): Verdict {
  const { region, parity, baseline } = evidence;
  const health = judgeHealth(evidence);
  const compared = parity ? judgeParity(parity) : { blockers: [], doubts: [] };
  const doubts = [...health.doubts, ...compared.doubts];
  if (!parity && region.name !== baseline) {
    doubts.push({ code: "nothing-compared", message: `not compared with ${baseline}` });
  }
  if (region.phase === "planned") {
    doubts.push({
      code: "planned",
      message: `${region.name} is planned: set its phase to "dark" once the product is there`,
    });
  }
  const blockers = [...health.blockers, ...compared.blockers];
  return {
    region: region.name,
    phase: region.phase,
    decision: decide(blockers, doubts),
    blockers,
    doubts,
    accepted: (parity?.findings ?? []).filter((finding) => !isOpen(finding)),
    degraded: health.degraded,
    basis: describeBasis(evidence),
    ...(parity && { coverage: parity.coverage }),
  };
}
