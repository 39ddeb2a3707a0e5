import * as z from "zod";
import { type DurationText, duration } from "../config/duration.ts";
import { strict } from "../config/strict.ts";
import type { HttpResponse, Method } from "../http/http.ts";
import type { JsonInput, LooseJson } from "../model/json.ts";
import { Failure, type Problem } from "../model/problem.ts";
import { type CheckContext, commonOptions, defineCheck } from "./contract/check.ts";
import { type ExpectationInput, expectation, judgeResponse } from "./contract/expect.ts";
import { poll } from "./contract/poll.ts";
import { makeTally, requireTested, type Track } from "./contract/tally.ts";

interface JourneyRequest {
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: JsonInput;
  readonly text?: string;
  /** What the answer must be, or the step fails; any 2xx where nothing is said. */
  readonly expect?: ExpectationInput;
}

/** An answer that met what was expected. Reading `body` of one that is not JSON fails the step. */
export interface JourneyResponse extends Omit<HttpResponse, "body"> {
  readonly body: LooseJson;
}

type Send = (url: string, request?: JourneyRequest) => Promise<JourneyResponse>;

/** What a journey's script works with. */
export interface JourneyTools {
  /** Names a part of the journey, so that a failure says where it happened. */
  readonly step: <T>(name: string, task: () => Promise<T>) => Promise<T>;
  readonly http: Readonly<Record<"get" | "head" | "post" | "put" | "patch" | "delete", Send>>;
  /** A step that is tried until it succeeds or the time is up. */
  readonly eventually: <T>(
    name: string,
    patience: { readonly within: DurationText; readonly every?: DurationText },
    task: () => Promise<T>,
  ) => Promise<T>;
  /** Always done after the journey, last in first out, whatever became of it. */
  readonly cleanup: (task: () => Promise<unknown>) => void;
  /** Aborted when the journey's time is up. */
  readonly signal: AbortSignal;
}

export type JourneyScript = (tools: JourneyTools) => Promise<void>;

const patienceSchema = strict({ within: duration, every: duration.prefault("250ms") });

function parsed<Schema extends z.ZodType>(schema: Schema, input: unknown, what: string): z.output<Schema> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const message = `${[what, ...(issue?.path ?? [])].join(".")}: ${issue?.message}`;
  throw new Failure({ reason: "setup", message }, "unknown");
}

function inStep(problem: Problem, step: string | undefined): Problem {
  return step === undefined ? problem : { ...problem, step };
}

function withJsonBody(response: HttpResponse): JourneyResponse {
  const { body, ...rest } = response;
  return {
    ...rest,
    get body(): LooseJson {
      if (body !== undefined && body !== null) return body;
      const type = response.headers["content-type"] ?? "no content-type";
      const message =
        body === null
          ? "body (null) is not null"
          : `body (${type}, ${response.text.length} characters) is JSON`;
      throw new Failure({ reason: "body", message });
    },
  };
}

function makeTools(
  context: CheckContext,
  track: Track,
  onDegraded: (problem: Problem) => void,
): JourneyTools {
  const sendWith =
    (method: Method) =>
    async (url: string, { expect = {}, ...request }: JourneyRequest = {}) => {
      const wanted = parsed(expectation, expect, "expect");
      const response = await context.request({ method, url, ...request, signal: context.signal });
      const judgement = judgeResponse(response, wanted);
      if (judgement.outcome === "degraded") onDegraded(inStep(judgement.problem, context.currentStep()));
      else if (judgement.outcome !== "pass") throw new Failure(judgement.problem);
      return withJsonBody(response);
    };
  const send = (method: Method): Send => {
    const sendTracked = sendWith(method);
    return (url, request) => track(sendTracked(url, request));
  };
  return {
    step: (name, task) => track(context.step(name, () => task())),
    http: {
      get: send("GET"),
      head: send("HEAD"),
      post: send("POST"),
      put: send("PUT"),
      patch: send("PATCH"),
      delete: send("DELETE"),
    },
    eventually: (name, patience, task) => {
      const { within, every } = parsed(patienceSchema, patience, `eventually("${name}")`);
      return track(context.step(name, (onTry) => poll(context, { within, every }, task, onTry)));
    },
    cleanup: context.cleanup,
    signal: context.signal,
  };
}

const journeyCheck = defineCheck({
  kind: "journey",
  options: strict({
    ...commonOptions,
    script: z.custom<JourneyScript>((value) => typeof value === "function", {
      error: "is not a function. Write journey({ … }, async ({ step, http }) => { … }).",
    }),
  }),
  async run({ script }, context) {
    const slow: Problem[] = [];
    const { tally, track } = makeTally();
    await script(makeTools(context, track, (problem) => slow.push(problem)));
    requireTested(tally, context.currentStep());
    const [problem] = slow;
    return problem ? { outcome: "degraded", problem } : { outcome: "pass" };
  },
});

type JourneyOptions = Omit<Parameters<typeof journeyCheck>[0], "script">;

/** A scripted end-to-end check: steps, requests, polling, and clean-up that is always done. */
export const journey = (options: JourneyOptions, script: JourneyScript) =>
  journeyCheck({ ...options, script });
