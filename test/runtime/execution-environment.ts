import { spawn } from "node:child_process";
import { RUNTIME_CLIENT } from "./install.ts";
import { type RuntimeApi, startRuntimeApi } from "./runtime-api.ts";

const DEFAULT_MEMORY_MB = 128;
/** Has the kernel kill the process when this one dies, however it dies: prctl(2), PR_SET_PDEATHSIG. */
const DIES_WITH_US = { command: "setpriv", options: ["--pdeathsig", "KILL", "--"] } as const;
/** What Lambda sets but leaves to the function to change. */
const DEFAULT_VARIABLES = { LANG: "en_US.UTF-8", TZ: ":UTC" } as const;

/** A function as it would be deployed. */
export interface LambdaOptions {
  /** The unpacked bundle, an absolute path; the process's working directory. */
  directory: string;
  /** File without its extension, a dot, the export: `health.handler`. */
  handler: string;
  functionName: string;
  /** The invoked ARN, whose region is AWS_REGION. Default: the function's name in `env.AWS_REGION` or us-east-1. */
  functionArn?: string;
  /** All that the function sees besides PATH and Lambda's own variables: nothing is inherited. */
  env: Readonly<Record<string, string>>;
  /** The function's timeout: the process is killed when it passes. Starting up does not count. */
  timeoutMs: number;
  /** What the function is told that it has, not enforced. Default 128. */
  memoryMb?: number;
}

/** One runtime process with its Runtime API: what Lambda calls an execution environment. */
export interface ExecutionEnvironment {
  readonly api: RuntimeApi;
  /** Settles when the process is gone, with how it ended ("exit status 1", "signal: SIGKILL"). */
  readonly exited: Promise<string>;
  /** Kills the process at once, as Lambda does, and closes its API. */
  end(): Promise<void>;
}

/** Starts AWS's runtime client as Lambda does; standard output and error both go to `logFd`. */
export async function startEnvironment(
  options: LambdaOptions,
  functionArn: string,
  logFd: number,
): Promise<ExecutionEnvironment> {
  const api = await startRuntimeApi();
  const child = spawn(DIES_WITH_US.command, [...DIES_WITH_US.options, process.execPath, RUNTIME_CLIENT], {
    cwd: options.directory,
    env: { ...DEFAULT_VARIABLES, ...options.env, ...reservedVariables(options, functionArn, api.address) },
    stdio: ["ignore", logFd, logFd],
  });
  const ended = Promise.withResolvers<string>();
  child.once("error", (error) => ended.resolve(error.message));
  child.once("exit", (code, signal) => {
    ended.resolve(signal === null ? `exit status ${code}` : `signal: ${signal}`);
  });
  return {
    api,
    exited: ended.promise,
    async end() {
      child.kill("SIGKILL");
      await ended.promise;
      await api.close();
    },
  };
}

/** Lambda's reserved variables (Lambda Developer Guide, "Using environment variables"), and this machine's PATH. */
function reservedVariables(
  options: LambdaOptions,
  functionArn: string,
  address: string,
): Record<string, string> {
  const region = functionArn.split(":")[3] ?? "";
  return {
    PATH: process.env.PATH ?? "",
    _HANDLER: options.handler,
    LAMBDA_TASK_ROOT: options.directory,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x",
    AWS_LAMBDA_RUNTIME_API: address,
    AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
    AWS_LAMBDA_FUNCTION_NAME: options.functionName,
    AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(options.memoryMb ?? DEFAULT_MEMORY_MB),
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${options.functionName}`,
    AWS_LAMBDA_LOG_STREAM_NAME: "2026/01/01/[$LATEST]00000000000000000000000000000000",
  };
}
