import { randomUUID } from "node:crypto";
import { type FileHandle, open, unlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ExecutionEnvironment, type LambdaOptions, startEnvironment } from "./execution-environment.ts";
import type { Reply, RuntimeError, Work } from "./runtime-api.ts";

/** Lambda's limit for starting up (Lambda Developer Guide, "Lambda execution environment lifecycle", Init phase). */
const INIT_LIMIT_MS = 10_000;
const DEFAULT_ACCOUNT = "123456789012";
const DEFAULT_REGION = "us-east-1";

/** Why an invocation has no payload. */
export type FailureReason = "error" | "init-error" | "timeout" | "exit";

/**
 * What an invoker sees. `log` is the text on the process's standard output and error since the last invocation;
 * the runtime client writes one line a console call, its inner line breaks as "\r".
 */
export type Invocation =
  | { ok: true; payload: unknown; log: string }
  | { ok: false; reason: FailureReason; errorType: string; errorMessage: string; log: string };

/** A running function. Like one of Lambda's, it handles one event at a time; further ones wait their turn. */
export interface LambdaProcess {
  /** Never rejects for what the function does. After anything but a payload or an "error", the next one starts anew. */
  invoke(event: unknown): Promise<Invocation>;
  /** Kills the process and releases everything; invocations under way and later ones end as "exit". */
  stop(): Promise<void>;
}

type Failure = { ok: false; reason: FailureReason } & RuntimeError;
type Result = { ok: true; payload: unknown } | Failure;

/**
 * Runs a function's bundle under AWS's own runtime client (see `ensureRuntimeClient`, which comes first), as Lambda
 * does; but between invocations the process is not frozen, and memory is not limited.
 */
export async function startLambda(options: LambdaOptions): Promise<LambdaProcess> {
  const region = options.env.AWS_REGION ?? DEFAULT_REGION;
  const functionArn =
    options.functionArn ?? `arn:aws:lambda:${region}:${DEFAULT_ACCOUNT}:function:${options.functionName}`;
  const log = await openLog();
  let environment: ExecutionEnvironment | undefined = await startEnvironment(options, functionArn, log.fd);
  let queue: Promise<unknown> = Promise.resolve();
  let stopped = false;

  async function invokeNow(event: unknown): Promise<Invocation> {
    if (stopped) return { ...exitFailure("stopped"), log: "" };
    environment ??= await startEnvironment(options, functionArn, log.fd);
    const result = await handle(environment, { event, timeoutMs: options.timeoutMs, functionArn });
    if (!result.ok && result.reason !== "error") {
      await environment.end();
      environment = undefined;
    }
    return { ...result, log: await log.readNew() };
  }

  return {
    invoke(event) {
      const invocation = queue.then(() => invokeNow(event));
      queue = invocation.catch(() => undefined);
      return invocation;
    },
    async stop() {
      stopped = true;
      await environment?.end();
      await queue;
      await environment?.end(); // one that the queue's last invocation was just starting
      await log.close();
    },
  };
}

async function handle({ api, exited }: ExecutionEnvironment, work: Work): Promise<Result> {
  const gone = exited.then(exitFailure);
  const started = api.idle().then((error) => (error === undefined ? undefined : fail("init-error", error)));
  const notStarted = await within(INIT_LIMIT_MS, [started, gone]);
  if (notStarted !== undefined) return notStarted;
  return within(work.timeoutMs, [api.invoke(work).then(toResult), gone]);
}

async function within<T>(limitMs: number, outcomes: Promise<T | Failure>[]): Promise<T | Failure> {
  const late = Promise.withResolvers<Failure>();
  const timer = setTimeout(() => late.resolve(timeoutFailure(limitMs)), limitMs);
  try {
    return await Promise.race([...outcomes, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

function toResult(reply: Reply): Result {
  return reply.ok ? { ok: true, payload: JSON.parse(reply.body) } : fail("error", reply);
}

/** Type and words as Lambda gives them to the invoker, without its request id (Developer Guide, "Troubleshoot"). */
function timeoutFailure(limitMs: number): Failure {
  const errorMessage = `Task timed out after ${(limitMs / 1000).toFixed(2)} seconds`;
  return fail("timeout", { errorType: "Sandbox.Timedout", errorMessage });
}

function exitFailure(how: string): Failure {
  const errorMessage =
    how === "exit status 0"
      ? "Runtime exited without providing a reason"
      : `Runtime exited with error: ${how}`;
  return fail("exit", { errorType: "Runtime.ExitError", errorMessage });
}

function fail(reason: FailureReason, { errorType, errorMessage }: RuntimeError): Failure {
  return { ok: false, reason, errorType, errorMessage };
}

/**
 * A file, not a pipe: the child's writes to it are done when it posts its response, so no line arrives late.
 * Its name is gone at once, so nothing stays behind whatever happens.
 */
async function openLog(): Promise<{ fd: number; readNew(): Promise<string>; close(): Promise<void> }> {
  const path = join(tmpdir(), `lambda-${randomUUID()}.log`);
  const file: FileHandle = await open(path, "ax+");
  await unlink(path);
  let position = 0;
  return {
    fd: file.fd,
    async readNew() {
      const { size } = await file.stat();
      const buffer = Buffer.alloc(size - position);
      const { bytesRead } = await file.read({ buffer, position });
      position += bytesRead;
      return buffer.toString("utf8", 0, bytesRead);
    },
    close: () => file.close(),
  };
}
