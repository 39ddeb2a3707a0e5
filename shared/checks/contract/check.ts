import type * as z from "zod";
import type { Clock } from "../../clock.ts";
import { timeLimit } from "../../config/duration.ts";
import { oneOf } from "../../config/fields.ts";
import { type Prepared, prepare } from "../../config/prepare.ts";
import type { HttpRequest, HttpResponse } from "../../http/http.ts";
import { type Severity, severities } from "../../model/health.ts";
import type { Problem } from "../../model/problem.ts";

/** What one run of a check may use. A check has no other way out of the process. */
export interface CheckContext {
  /** Aborted when the check's time is up. */
  readonly signal: AbortSignal;
  readonly clock: Clock;
  /** Sends a request on a connection of its own. Throws a `Failure` when no response comes. */
  readonly request: (request: HttpRequest) => Promise<HttpResponse>;
  /** Runs a named part of the check, so that a failure says where it happened. */
  readonly step: <T>(name: string, task: (tries: TryCounter) => Promise<T>) => Promise<T>;
  /** The innermost step under way. */
  readonly currentStep: () => string | undefined;
  /** Registers work that is done after the check, whatever became of it: last in, first out. */
  readonly cleanup: (task: () => Promise<unknown>) => void;
}

/** Called by a step that polls, once a try. */
export type TryCounter = () => void;

/** What a check answers when it could be carried out; it throws a `Failure` when it could not. */
export type Judgement =
  | { readonly outcome: "pass" }
  | { readonly outcome: "degraded" | "fail" | "unknown"; readonly problem: Problem };

/** Options that every kind of check has. */
export const commonOptions = {
  /** "page" wakes somebody when the region is live; "warn" waits for working hours. */
  severity: oneOf(severities).default("warn"),
  /** The time-out of the whole check, without its clean-up. */
  timeout: timeLimit.prefault("10s"),
};

/** A kind of check: its name, its strict options and how it runs. */
export interface CheckKind<Schema extends z.ZodType<CommonOptions>> {
  readonly kind: string;
  readonly options: Schema;
  run(options: z.output<Schema>, context: CheckContext): Promise<Judgement>;
}

export interface CommonOptions {
  readonly severity: Severity;
  /** Milliseconds. */
  readonly timeout: number;
}

/** A check whose options were found right: what the engine runs. */
export interface ReadyCheck extends CommonOptions {
  readonly kind: string;
  /** The options in force, defaults filled in, for `explain`. */
  readonly options: unknown;
  run(context: CheckContext): Promise<Judgement>;
}

/** A check as the config names it; its options are looked at when the config is loaded. */
export interface CheckSpec {
  readonly role: "check";
  readonly prepare: () => Prepared<ReadyCheck>;
}

/** Makes the function that a config calls to declare a check of this kind. */
export function defineCheck<Schema extends z.ZodType<CommonOptions>>(kind: CheckKind<Schema>) {
  return (input: z.input<Schema>): CheckSpec => ({
    role: "check",
    prepare: () =>
      prepare(kind.options, input, (options) => ({
        kind: kind.kind,
        severity: options.severity,
        timeout: options.timeout,
        options,
        run: (context) => kind.run(options, context),
      })),
  });
}
