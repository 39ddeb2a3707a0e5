import type { Context } from "aws-lambda";
import type { LogLine } from "../shared/publish/log-lines.ts";

/** Writes one structured log line. The runtime passes standard output on as it is. */
export function writeLine(line: LogLine | Readonly<Record<string, unknown>>): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** What is logged of an error that ends an invocation. */
export function errorLine(error: unknown, context: Partial<Context>): Readonly<Record<string, unknown>> {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  return {
    level: "ERROR",
    type: "error",
    function: context.functionName,
    requestId: context.awsRequestId,
    errorType: name,
    message,
    stack,
  };
}
