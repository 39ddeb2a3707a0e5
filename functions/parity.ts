import { compareHome } from "./compare.ts";
import { makeDoor } from "./door.ts";
import { parityEvent } from "./events.ts";
import { home } from "./home.ts";
import { publishParity, throwIfAny } from "./publish.ts";
import { openHomeSession } from "./session.ts";

/** Compares this region with the baseline, publishes the findings and returns them. */
export const handler = makeDoor(parityEvent, async ({ publish }, { signal }) => {
  if (home.region === home.baseline)
    throw new Error(`${home.region.name} is the baseline: it is compared with nothing`);
  const report = await compareHome(openHomeSession(signal), signal);
  if (publish) throwIfAny(await publishParity(report));
  return report;
});
