import { pathToFileURL } from "node:url";
import { type ChildMessage, endMark, type Failure, type Job } from "./lambda-message.ts";

type Handler = (event: unknown, context: unknown) => unknown;

const [, , bundle = ""] = process.argv;
process.on("disconnect", () => process.exit());

try {
  const handler = await load(bundle);
  process.on("message", async (job: Job) => {
    const message = await handle(handler, job);
    process.stdout.write(`${endMark}${job.id}\n`);
    process.stderr.write(`${endMark}${job.id}\n`);
    tell(message);
  });
  tell({ type: "ready" });
} catch (error) {
  tell({ type: "broken", failure: describe(error) });
}

async function load(file: string): Promise<Handler> {
  const module: unknown = await import(pathToFileURL(file).href);
  if (typeof module === "object" && module !== null && "handler" in module) {
    const { handler } = module;
    if (typeof handler === "function") return (event, context) => handler(event, context);
  }
  const error = new Error(`${file} does not export a function named handler`);
  error.name = "Runtime.HandlerNotFound";
  throw error;
}

async function handle(handler: Handler, { id, event, functionArn, deadlineMs }: Job): Promise<ChildMessage> {
  const functionName = process.env.AWS_LAMBDA_FUNCTION_NAME ?? "";
  const context = {
    functionName,
    functionVersion: "$LATEST",
    invokedFunctionArn: functionArn,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE ?? "",
    awsRequestId: id,
    logGroupName: `/aws/lambda/${functionName}`,
    logStreamName: "sandbox",
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, deadlineMs - Date.now()),
  };
  try {
    const result: unknown = await handler(event, context);
    return { type: "returned", payload: JSON.stringify(result) ?? "null" };
  } catch (error) {
    return { type: "threw", failure: describe(error) };
  }
}

function describe(error: unknown): Failure {
  return error instanceof Error
    ? { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? "").split("\n") }
    : { errorType: typeof error, errorMessage: String(error), trace: [] };
}

function tell(message: ChildMessage): void {
  process.send?.(message);
}
