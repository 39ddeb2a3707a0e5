import type { HealthReport } from "../shared/model/health.ts";
import type { ParityReport } from "../shared/model/parity.ts";
import type { Decision } from "../shared/model/verdict.ts";
import { isOpen } from "../shared/parity/accept.ts";
import { type ExitCode, exitCodes } from "./io.ts";

/** A known failure outweighs a doubt, and a doubt outweighs success. */
export function worstCode(codes: readonly ExitCode[]): ExitCode {
  if (codes.includes(exitCodes.failed)) return exitCodes.failed;
  return codes.length === 0 || codes.includes(exitCodes.undecided) ? exitCodes.undecided : exitCodes.ok;
}

/** Degraded checks do not fail a command; a run without any check tells nothing. */
export function healthCode({ results }: HealthReport): ExitCode {
  if (results.some(({ outcome }) => outcome === "fail")) return exitCodes.failed;
  const told = results.length > 0 && results.every(({ outcome }) => outcome !== "unknown");
  return told ? exitCodes.ok : exitCodes.undecided;
}

export function parityCode({ findings, uncompared, coverage, baselineRead }: ParityReport): ExitCode {
  if (findings.some(isOpen)) return exitCodes.failed;
  const told = uncompared.length === 0 && coverage.compared > 0 && baselineRead.state === "fresh";
  return told ? exitCodes.ok : exitCodes.undecided;
}

export const decisionCodes = {
  go: exitCodes.ok,
  "no-go": exitCodes.failed,
  undecided: exitCodes.undecided,
} as const satisfies Record<Decision, ExitCode>;
