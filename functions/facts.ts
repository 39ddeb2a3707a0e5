import { makeSeal } from "../shared/digest.ts";
import { makeDoor } from "./door.ts";
import { factsEvent } from "./events.ts";
import { openHomeSession } from "./session.ts";

/** Reads this region's sources and returns its sheet, sealed with the asking region's key. */
export const handler = makeDoor(factsEvent, ({ sealKey }, { signal }) =>
  openHomeSession(signal).readSheet(makeSeal(sealKey)),
);
