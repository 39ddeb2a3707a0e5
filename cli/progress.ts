import type { CheckResult } from "../shared/model/health.ts";
import type { Terminal } from "./io.ts";

/** Says on standard error what is under way. */
export function note({ err, paintErr }: Terminal, text: string): void {
  err(paintErr("quiet", text));
}

/** Counts a region's checks as they finish. */
export function countResults(terminal: Terminal, total: number): (result: CheckResult) => void {
  let done = 0;
  return ({ region, check, outcome }) => {
    done += 1;
    note(terminal, `${region}  ${done}/${total}  ${check}: ${outcome}`);
  };
}
