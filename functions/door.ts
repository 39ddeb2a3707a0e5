import middy from "@middy/core";
import type { Context } from "aws-lambda";
import type * as z from "zod";
import { fromIssues, mistakeLine } from "../shared/config/mistakes.ts";
import { reserveMs } from "../shared/engine/reserve.ts";
import { errorLine, writeLine } from "./log.ts";

/** A handler that is still not done this long before the end is given up, so that an error is logged. */
const lastWordMs = 500;

// The runtime ends the process at a promise that nobody waits for: one forgetful journey would take
// the results of all checks with it.
process.removeAllListeners("unhandledRejection");
process.on("unhandledRejection", (reason) => writeLine(errorLine(reason, {})));

/** What a function's work is given beside its event. */
export interface Invocation {
  /** Aborted when there is just enough time left to clean up and to publish. */
  readonly signal: AbortSignal;
}

function overdue(): Promise<never> {
  return new Promise((_, reject) => {
    const giveUp = () => reject(new Error("not done in time: the results of this run are lost"));
    setTimeout(giveUp, reserveMs - lastWordMs).unref();
  });
}

function parseEvent<Schema extends z.ZodType>(schema: Schema, event: unknown): z.output<Schema> {
  const parsed = schema.safeParse(event ?? {});
  if (parsed.success) return parsed.data;
  const mistakes = fromIssues(parsed.error.issues, ["event"]).map(mistakeLine);
  throw new TypeError(mistakes.join("\n"));
}

/**
 * The middy stack that all functions share: the event is checked, the work is told early when time is
 * running out and may still answer, and an error is one structured log line before Lambda sees it.
 */
export function makeDoor<Schema extends z.ZodType, Answer>(
  schema: Schema,
  work: (event: z.output<Schema>, invocation: Invocation) => Promise<Answer>,
) {
  return middy<unknown, Answer, Error, Context>({
    timeoutEarlyInMillis: reserveMs,
    // middy races this with the handler: a promise here lets the handler use the reserve.
    timeoutEarlyResponse: overdue,
  })
    .onError(({ error, context }) => {
      writeLine(errorLine(error, context));
    })
    .handler(async (event: unknown, _context: Context, { signal }: { signal: AbortSignal }) =>
      work(parseEvent(schema, event), { signal }),
    );
}
