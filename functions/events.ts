import * as z from "zod";
import { strict } from "../shared/config/strict.ts";

/** Whether the run is written to CloudWatch: yes, unless another function only wants the answer. */
const publish = z.boolean({ error: "is not true or false." }).default(true);

export const healthEvent = strict({ publish });

export const parityEvent = strict({ publish });

export const launchEvent = strict({ publish });

export const factsEvent = strict({
  /** The asking region's key: sensitive values are sealed with it, and never leave readable. */
  sealKey: z
    .string({ error: "is missing: facts are only given sealed." })
    .min(32, { error: "is too short." }),
});
