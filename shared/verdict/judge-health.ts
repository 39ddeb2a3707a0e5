import type { CheckResult } from "../model/health.ts";
import type { Evidence, Judged } from "./evidence.ts";

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

/** What the checks say, of the region and of the baseline. */
export function judgeHealth({ region, health, roundsWanted, baseline, baselineHealth }: Evidence): Judged {
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
  for (const [name, results] of byCheck) {
    if (results.length >= health.length) continue;
    const message = `"${name}" was run in ${results.length} of ${health.length} rounds only`;
    doubts.push({ code: "check-left-out", message });
  }
  if (byCheck.size > 0 && health.some(({ results }) => results.length === 0)) {
    doubts.push({ code: "no-checks", message: "a round ran no check at all" });
  }
  if (region.name !== baseline && baselineHealth === undefined) {
    const message = `the checks of ${baseline} were not run`;
    doubts.push({ code: "baseline-health-unavailable", message });
  }
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
