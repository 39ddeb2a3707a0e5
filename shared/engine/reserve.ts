import { cleanupMs } from "./cleanup.ts";

/** Time for publishing what is known, after the checks and their clean-ups were told to stop. */
const publishMs = 4000;

/** A run is told to stop this long before its end: time to clean up and to publish. */
export const reserveMs = cleanupMs + publishMs;
