import type { Finding } from "../../shared/model/parity.ts";
import type { LaunchReport } from "../../shared/model/verdict.ts";
import { type Outputs, outputs } from "../../shared/report/outputs.ts";
import type { Ran } from "../cli/terminal.ts";

/** The answer of `parity launch --output json`. */
export function launchOf({ out }: Ran): Outputs["launch"] {
  return outputs.launch.parse(JSON.parse(out));
}

/** The report of the only region that was asked for. */
export function reportOf(ran: Ran): LaunchReport {
  const [report] = launchOf(ran).reports;
  if (report) return report;
  throw new Error(`no report: ${ran.out}`);
}

/** A verdict in few words, to be held against what was planted. */
export function told({ verdict }: LaunchReport) {
  const factOf = ({ fact }: Finding) => fact;
  return {
    decision: verdict.decision,
    blockers: verdict.blockers
      .map((blocker) => (blocker.kind === "finding" ? factOf(blocker.finding) : blocker.result.check))
      .toSorted(),
    accepted: verdict.accepted.map(factOf).toSorted(),
    doubts: verdict.doubts.map(({ code }) => code),
  };
}
