import { Failure } from "../../model/problem.ts";

/** Counts what a script has begun and what of it is still under way. */
export function makeTally() {
  const tally = { begun: 0, underWay: 0 };
  const track = <T>(task: Promise<T>): Promise<T> => {
    tally.begun += 1;
    tally.underWay += 1;
    const end = () => {
      tally.underWay -= 1;
    };
    // One that nobody awaits is told by the tally, and must not crash the process.
    task.then(end, end);
    return task;
  };
  return { tally, track };
}

/** A script that tested nothing, or did not wait for what it tested, is no pass. */
export function requireTested(
  { begun, underWay }: ReturnType<typeof makeTally>["tally"],
  step?: string,
): void {
  const fail = (message: string) => {
    throw new Failure({ reason: "checker", message, ...(step !== undefined && { step }) }, "unknown");
  };
  if (begun === 0) fail("the script sent no request and ran no step: nothing was tested");
  if (underWay > 0) {
    fail(`the script ended while ${underWay} of its requests and steps were under way: is an await missing?`);
  }
}

export type Track = ReturnType<typeof makeTally>["track"];
