import { InvokeCommand, type InvokeCommandOutput, LambdaClient } from "@aws-sdk/client-lambda";
import * as z from "zod";
import { stopReason } from "../clock.ts";
import type { Json } from "../model/json.ts";
import { Failure } from "../model/problem.ts";
import { awsErrorText, errorName, perRegion } from "./clients.ts";

/** How long an answer may take: a function runs for at most 15 minutes (Lambda quota). */
const answerMs = 15 * 60_000 + 10_000;

const clientOf = perRegion(
  (region) =>
    new LambdaClient({
      region,
      // An invocation that is sent twice runs twice: no retry of what may have arrived.
      maxAttempts: 1,
      requestHandler: { requestTimeout: answerMs, throwOnRequestTimeout: true, connectionTimeout: 5000 },
    }),
);

/** Which function to invoke, and how to say that it isn't there. */
export interface Target {
  readonly awsRegion: string;
  readonly functionName: string;
  /** Its name or ARN; the name where nothing is said. */
  readonly address?: string;
  /** The command that deploys it. */
  readonly deployCommand: string;
}

// The payload of a failed invocation, as the runtime writes it.
const thrown = z.object({ errorType: z.string().optional(), errorMessage: z.string().optional() });

function invokeProblem(error: unknown, { functionName, awsRegion, deployCommand }: Target): string {
  const name = errorName(error);
  const where = `function ${functionName}`;
  if (name === "ResourceNotFoundException") {
    return `${where} not found in ${awsRegion}: deploy it with: ${deployCommand}`;
  }
  if (name === "TooManyRequestsException") return `${where} is throttled in ${awsRegion}: try again later`;
  if (name === "AccessDeniedException")
    return `${where} in ${awsRegion} may not be invoked: ${awsErrorText(error)}`;
  return `${where} in ${awsRegion}: ${awsErrorText(error)}`;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** An answer with `FunctionError` is one of code that failed, although its status is 200. */
function readAnswer({ FunctionError, Payload }: InvokeCommandOutput, target: Target): unknown {
  const payload = parse(Payload?.transformToString() ?? "");
  if (FunctionError === undefined) return payload;
  const { errorType, errorMessage } = thrown.catch({}).parse(payload);
  const why = [errorType, errorMessage].filter(Boolean).join(": ") || FunctionError;
  throw new Failure(
    { reason: "checker", message: `function ${target.functionName} failed: ${why}` },
    "unknown",
  );
}

/** Invokes a function and waits for its answer, parsed but not checked. Throws a `Failure` otherwise. */
export async function invoke(target: Target, event: Json, signal?: AbortSignal): Promise<unknown> {
  const command = new InvokeCommand({
    FunctionName: target.address ?? target.functionName,
    Payload: JSON.stringify(event),
  });
  const answer = await clientOf(target.awsRegion)
    .send(command, signal ? { abortSignal: signal } : {})
    .catch((cause: unknown) => {
      const message = signal?.aborted
        ? `function ${target.functionName} did not answer before ${stopReason(signal)}`
        : invokeProblem(cause, target);
      throw new Failure({ reason: "connect", message }, "unknown", { cause });
    });
  return readAnswer(answer, target);
}
