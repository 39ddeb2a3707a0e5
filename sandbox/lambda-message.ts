/** What the Lambda host sends its child: one event to handle. Times are milliseconds since 1970. */
export type Job = { id: string; event: unknown; functionArn: string; deadlineMs: number };

/** How a handler failed, in the shape that Lambda returns to the caller. */
export type Failure = { errorType: string; errorMessage: string; trace: string[] };

/** What the child sends back: `ready` or `broken` once, then one message for each job. */
export type ChildMessage =
  | { type: "ready" }
  | { type: "broken"; failure: Failure }
  | { type: "returned"; payload: string }
  | { type: "threw"; failure: Failure };

/**
 * Begins the line that the child writes on both its outputs after a job: what comes before it belongs to
 * the job. The message and the outputs travel on different pipes, so the message alone proves nothing.
 */
export const endMark = "\u0000";
