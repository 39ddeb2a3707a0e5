import * as z from "zod";
import { duration } from "../../config/duration.ts";
import { namedBy } from "../../config/fields.ts";
import { jsonInput } from "../../config/json-input.ts";
import { isRecord } from "../../config/record.ts";
import { shown } from "../../config/shown.ts";
import { strict } from "../../config/strict.ts";
import type { HttpResponse } from "../../http/http.ts";
import type { Json, JsonInput } from "../../model/json.ts";
import type { Problem } from "../../model/problem.ts";
import type { Judgement } from "./check.ts";

function isStatus(value: unknown): boolean {
  const list: readonly unknown[] = [value].flat();
  return (
    list.length > 0 && list.every((one) => Number.isInteger(one) && Number(one) >= 100 && Number(one) < 600)
  );
}

const headerRule = z.union([z.string(), z.instanceof(RegExp)], {
  error: ({ input }) => `${shown(input)} is neither a text nor a pattern. Write "eu" or /^eu/.`,
});

/** What an answer must be. Everything that is named must hold; what is not named is not looked at. */
export const expectation = strict({
  /** One status or several; any 2xx where nothing is said. */
  status: z
    .custom<number | readonly number[]>(isStatus, {
      error: ({ input }) => `${shown(input)} is not a status. Write 200 or [200, 204].`,
    })
    .optional(),
  /** Headers by name, with their whole value or a pattern. */
  headers: namedBy(z.string(), headerRule, "an object of headers").optional(),
  /** The part of the JSON body that must be there; in a list, each named item must be in it somewhere. */
  body: jsonInput.pipe(z.custom<Json>()).exactOptional(),
  /** A slower answer is degraded. */
  within: duration.optional(),
});
export type Expectation = z.output<typeof expectation>;

/** What a user writes. A body may hold parts of an answer. */
export type ExpectationInput = Omit<z.input<typeof expectation>, "body"> & { readonly body?: JsonInput };

const maxShown = 120;

function shortened(value: unknown): string {
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

/** A pattern with "g" or "y" remembers where it stopped: each answer is looked at from its beginning. */
function matches(pattern: RegExp, text: string): boolean {
  pattern.lastIndex = 0;
  return pattern.test(text);
}

function headerProblems(response: HttpResponse, wanted: Expectation["headers"] = {}): Problem[] {
  return Object.entries(wanted).flatMap(([name, rule]) => {
    const key = name.toLowerCase();
    const actual = Object.hasOwn(response.headers, key) ? response.headers[key] : undefined;
    const holds =
      actual !== undefined && (typeof rule === "string" ? actual === rule : matches(rule, actual));
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
  const expected = shortened(gap.expected);
  const actual = shortened(gap.actual);
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
