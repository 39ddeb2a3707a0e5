import type { ParityReport } from "../model/parity.ts";
import type { Doubt } from "../model/verdict.ts";
import { isOpen } from "../parity/accept.ts";
import type { Judged } from "./evidence.ts";

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

/** What the comparison says. Differences from an old copy of the baseline are told, but decide nothing. */
export function judgeParity(parity: ParityReport): Pick<Judged, "blockers" | "doubts"> {
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
