import type { Blocker, Decision, Doubt, Verdict } from "../model/verdict.ts";
import { isOpen } from "../parity/accept.ts";
import type { Evidence } from "./evidence.ts";
import { judgeHealth } from "./judge-health.ts";
import { judgeParity } from "./judge-parity.ts";

function describeBasis({ health, region, baseline }: Evidence): string[] {
  const observers = [...new Set(health.map(({ observer }) => observer))];
  const seen = observers.filter((observer) => observer !== region.name);
  return [
    `${health.length} round${health.length === 1 ? "" : "s"} of ${health[0]?.results.length ?? 0} checks, run from ${observers.join(", ") || "nowhere"}`,
    ...seen.map(
      (observer) => `the product was seen from one place only (${observer}), not from within its region`,
    ),
    ...(region.name === baseline ? [`${baseline} is the baseline: it is compared with nothing`] : []),
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
