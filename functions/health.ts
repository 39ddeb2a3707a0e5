import { makeDoor } from "./door.ts";
import { healthEvent } from "./events.ts";
import { publishHealth, throwIfAny } from "./publish.ts";
import { openHomeSession } from "./session.ts";

/** Runs this region's checks, publishes them and returns them. */
export const handler = makeDoor(healthEvent, async ({ publish }, { signal }) => {
  const report = await openHomeSession(signal).runHealth();
  if (publish) throwIfAny(await publishHealth(report));
  return report;
});
