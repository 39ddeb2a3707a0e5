import * as z from "zod";
import { duration } from "../../config/duration.ts";
import { strict } from "../../config/strict.ts";
import type { HttpResponse } from "../../http/http.ts";
import { type Json, type JsonInput, json } from "../../model/json.ts";
import type { Problem } from "../../model/problem.ts";
import type { Judgement } from "./check.ts";

const badStatus: z.core.$ZodErrorMap = (issue) =>
  `${JSON.stringify(issue.input)} is not a status. Write 200 or [200, 204].`;
const status = z.int({ error: badStatus }).min(100, { error: badStatus }).max(599, { error: badStatus });

/** What an answer must be. Everything that is named must hold; what is not named is not looked at. */
export const expectation = strict({
  /** One status or several; any 2xx where nothing is said. */
  status: z.union([status, z.array(status).min(1)], { error: badStatus }).optional(),
  /** Headers by lower-case name, with their whole value or a pattern. */
  headers: z.record(z.string(), z.union([z.string(), z.instanceof(RegExp)])).optional(),
  /** The part of the JSON body that must be there; in a list, each named item must be in it somewhere. */
  body: z
    .custom<JsonInput>((value) => json.safeParse(value).success, {
      error: "has something in it that JSON has no word for, such as undefined.",
    })
    .transform((value) => json.parse(value))
    .optional(),
  /** A slower answer is degraded. */
  within: duration.optional(),
});
export type Expectation = z.output<typeof expectation>;
export type ExpectationInput = z.input<typeof expectation>;

const maxShown = 120;

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > maxShown ? `${text.slice(0, maxShown)}…` : text;
}

function statusProblem(status: number, wanted: Expectation["status"]): Problem | undefined {
  const list = wanted === undefined ? undefined : [wanted].flat();
  if (list ? list.includes(status) : status >= 200 && status < 300) return undefined;
  const expected = list?.join(" or ") ?? "2xx";
  return {
    reason: statusReason(status),
    message: `status (${status}) == ${expected}`,
    expected,
    actual: String(status),
  };
}

function statusReason(status: number): Problem["reason"] {
  if (status === 401 || status === 403) return "auth";
  return status === 429 ? "rate-limited" : "status";
}

function headerProblems(response: HttpResponse, wanted: Expectation["headers"] = {}): Problem[] {
  return Object.entries(wanted).flatMap(([name, rule]) => {
    const actual = response.headers[name.toLowerCase()];
    const holds = actual !== undefined && (typeof rule === "string" ? actual === rule : rule.test(actual));
    const expected = String(rule);
    const message = `header ${name} (${actual ?? "absent"}) ${typeof rule === "string" ? "==" : "matches"} ${expected}`;
    return holds ? [] : [{ reason: "header" as const, message, expected, actual: actual ?? "absent" }];
  });
}

interface Gap {
  readonly path: string;
  readonly expected: Json;
  readonly actual: unknown;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The first place where `actual` does not have what `expected` names. */
function findGap(expected: Json, actual: unknown, path: string): Gap | undefined {
  const gap = { path, expected, actual };
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual)) return gap;
    const missing = expected.find((item) => !actual.some((other) => !findGap(item, other, path)));
    return missing === undefined ? undefined : { ...gap, expected: [missing] };
  }
  if (typeof expected === "object" && expected !== null) {
    if (!isRecord(actual)) return gap;
    for (const [key, value] of Object.entries(expected)) {
      const inner = findGap(value, actual[key], `${path}.${key}`);
      if (inner) return inner;
    }
    return undefined;
  }
  return expected === actual ? undefined : gap;
}

function bodyProblem(response: HttpResponse, wanted: Json | undefined): Problem | undefined {
  if (wanted === undefined) return undefined;
  if (response.body === undefined) {
    const type = response.headers["content-type"] ?? "no content-type";
    return {
      reason: "body",
      message: `body (${type}, ${response.text.length} characters) is JSON`,
      expected: "JSON",
    };
  }
  const gap = findGap(wanted, response.body, "body");
  if (gap === undefined) return undefined;
  const expected = shown(gap.expected);
  const actual = shown(gap.actual);
  const verb = Array.isArray(gap.expected) ? "has" : "==";
  return { reason: "body", message: `${gap.path} (${actual}) ${verb} ${expected}`, expected, actual };
}

/** Holds an answer against what was expected of it. The first thing that does not hold is the problem. */
export function judgeResponse(response: HttpResponse, wanted: Expectation): Judgement {
  const problem =
    statusProblem(response.status, wanted.status) ??
    headerProblems(response, wanted.headers)[0] ??
    bodyProblem(response, wanted.body);
  if (problem) return { outcome: "fail", problem };
  const tookMs = Math.round(response.durationMs);
  if (wanted.within === undefined || tookMs <= wanted.within) return { outcome: "pass" };
  const message = `latency (${tookMs} ms) <= ${wanted.within} ms`;
  return {
    outcome: "degraded",
    problem: { reason: "latency", message, expected: `${wanted.within} ms`, actual: `${tookMs} ms` },
  };
}
