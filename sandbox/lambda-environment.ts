import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { dirname } from "node:path";
import type { Readable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { Invocation } from "./aws/lambda.ts";
import { readLog } from "./lambda-log.ts";
import type { ChildMessage, Failure, Job } from "./lambda-message.ts";

/** One deployed function. */
export type FunctionSpec = {
  name: string;
  arn: string;
  awsRegion: string;
  /** The packaged module, an absolute path. */
  bundle: string;
  env: Readonly<Record<string, string>>;
  timeoutMs: number;
  memoryMb: number;
};

// Lambda's own bound on loading a function (docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html).
const initLimitMs = 10_000;
const childFile = fileURLToPath(new URL("lambda-child.ts", import.meta.url));

const failure = z.object({ errorType: z.string(), errorMessage: z.string(), trace: z.array(z.string()) });
const childMessage = z.discriminatedUnion("type", [
  z.object({ type: z.literal("ready") }),
  z.object({ type: z.literal("broken"), failure }),
  z.object({ type: z.literal("returned"), payload: z.string() }),
  z.object({ type: z.literal("threw"), failure }),
]) satisfies z.ZodType<ChildMessage>;

/** One execution environment: a process that handles one event at a time, and may be used again. */
export class LambdaEnvironment {
  readonly #spec: FunctionSpec;
  readonly #child: ChildProcess;
  readonly #log: (line: string) => void;
  readonly #logRead: (jobId: string) => Promise<unknown>;
  readonly #gone: Promise<void>;
  #ready = false;

  /** @param log called with every line the function writes, on either output */
  constructor(spec: FunctionSpec, log: (line: string) => void) {
    this.#spec = spec;
    this.#log = log;
    this.#child = fork(childFile, [spec.bundle], {
      cwd: dirname(spec.bundle),
      // Nothing of the host's environment but PATH: the rest is what Lambda itself sets.
      env: {
        PATH: process.env.PATH ?? "",
        AWS_LAMBDA_FUNCTION_NAME: spec.name,
        AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
        AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(spec.memoryMb),
        ...spec.env,
      },
      execArgv: [],
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    const outputs = [this.#child.stdout, this.#child.stderr].filter(
      (output): output is Readable => output !== null,
    );
    const readers = outputs.map((output) => readLog(output, log));
    this.#logRead = (jobId) => Promise.all(readers.map((read) => read(jobId)));
    this.#gone = new Promise((resolve) => {
      this.#child.once("close", () => resolve());
      this.#child.once("error", () => resolve());
    });
  }

  /** Whether it can take another event. */
  get alive(): boolean {
    return this.#child.connected && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Ends the process, if it still runs, and waits until it is gone and its output read. */
  async kill(): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.#gone;
  }

  /** Hands over one event. A function that fails is an answer too. */
  async invoke(event: unknown): Promise<Invocation> {
    const id = crypto.randomUUID();
    const { timeoutMs, arn } = this.#spec;
    if (!this.#ready) {
      const initialised = await this.#answer(initLimitMs, id);
      if (initialised.error) return initialised;
      this.#ready = true;
    }
    const job: Job = { id, event, functionArn: arn, deadlineMs: Date.now() + timeoutMs };
    const logRead = this.#logRead(id);
    // A child that died in between is told by its exit.
    this.#child.send(job, () => undefined);
    const answer = await this.#answer(timeoutMs, id);
    await Promise.race([logRead, this.#gone]);
    return answer;
  }

  async #answer(limitMs: number, id: string): Promise<Invocation> {
    const others = new AbortController();
    const { signal } = others;
    const first = await Promise.race([
      once(this.#child, "message", { signal }),
      once(this.#child, "exit", { signal }).then(() => "exited" as const),
      delay(limitMs, "late" as const, { signal }),
    ]);
    others.abort();
    if (first === "late") return this.#endLate(limitMs, id);
    if (first === "exited") return this.#endDead(id);
    const message = childMessage.parse(first[0]);
    if (message.type === "returned") return { payload: message.payload };
    if (message.type === "ready") return { payload: "" };
    if (message.type === "broken") await this.kill();
    return unhandled(message.failure);
  }

  async #endLate(limitMs: number, id: string): Promise<Invocation> {
    await this.kill();
    const late = `Task timed out after ${(limitMs / 1000).toFixed(2)} seconds`;
    this.#log(`${new Date().toISOString()} ${id} ${late}`);
    return unhandled({ errorType: "Sandbox.Timedout", errorMessage: `RequestId: ${id} Error: ${late}` });
  }

  async #endDead(id: string): Promise<Invocation> {
    await this.#gone;
    const { exitCode, signalCode } = this.#child;
    const how = signalCode ? `signal: ${signalCode}` : `exit status ${exitCode}`;
    const errorMessage = `RequestId: ${id} Error: Runtime exited with error: ${how}`;
    this.#log(errorMessage);
    return unhandled({ errorType: "Runtime.ExitError", errorMessage });
  }
}

function unhandled(failed: Omit<Failure, "trace"> & Partial<Failure>): Invocation {
  return { payload: JSON.stringify(failed), error: "Unhandled" };
}
