import type { CheckContext, CheckSpec, Judgement, ReadyCheck } from "../../shared/checks/contract/check.ts";
import { http } from "../../shared/checks/http.ts";
import { type JourneyScript, journey } from "../../shared/checks/journey.ts";
import { type AttemptScope, attempt } from "../../shared/engine/attempt.ts";
import { parseLoose } from "../../shared/http/body.ts";
import type { HttpRequest, HttpResponse, Transport } from "../../shared/http/http.ts";
import type { CheckResult } from "../../shared/model/health.ts";
import type { Problem } from "../../shared/model/problem.ts";
import { handClock } from "./clock.ts";

/** An answer as the transport gives it; by itself a 200 without a body. */
export function response(parts: Partial<Omit<HttpResponse, "body">> & { json?: unknown } = {}): HttpResponse {
  const { json, ...rest } = parts;
  const text = rest.text ?? (json === undefined ? "" : JSON.stringify(json));
  return { status: 200, headers: {}, durationMs: 5, ...rest, text, body: parseLoose(text) };
}

/** A transport that never leaves the test, and what was asked of it. */
export function fakeTransport(answer: (request: HttpRequest) => HttpResponse | Promise<HttpResponse>) {
  const requests: HttpRequest[] = [];
  const transport: Transport = async (request) => {
    requests.push(request);
    return answer(request);
  };
  return { transport, requests };
}

/** An answer that comes never, only a failure when the request is given up. */
export function silence({ signal }: Pick<HttpRequest, "signal">): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(new Error("given up")), { once: true });
  });
}

export function attemptScope(parts: Partial<AttemptScope> = {}): AttemptScope {
  return {
    region: "eu",
    observer: "eu",
    clock: handClock(),
    transport: async () => response(),
    redact: (text) => text,
    deadline: new AbortController().signal,
    ...parts,
  };
}

/** A check as the engine runs it, from a config's declaration. */
function ready(spec: CheckSpec): ReadyCheck {
  const prepared = spec.prepare();
  if ("ready" in prepared) return prepared.ready;
  throw new Error(prepared.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; "));
}

export const readyHttp = (options: Parameters<typeof http>[0]) => ready(http(options));

export const readyJourney = (script: JourneyScript, options: Parameters<typeof journey>[0] = {}) =>
  ready(journey(options, script));

/** A check of no kind: what the engine does with it is all that counts. */
export function bareCheck(run: (context: CheckContext) => Promise<Judgement>, timeout = 1000): ReadyCheck {
  return { kind: "bare", severity: "warn", timeout, options: {}, run };
}

export function runJourney(script: JourneyScript, scope: Partial<AttemptScope> = {}): Promise<CheckResult> {
  return attempt("a journey", readyJourney(script, { timeout: "20s" }), attemptScope(scope));
}

export function problemOf(result: CheckResult): Problem | undefined {
  return result.outcome === "pass" ? undefined : result.problem;
}

/** A result in few words: "fail (timeout): not done after 1000 ms". */
export function told(result: CheckResult): string {
  if (result.outcome === "pass") return "pass";
  const { reason, step, message } = result.problem;
  return `${result.outcome} (${reason}): ${step === undefined ? "" : `in "${step}": `}${message}`;
}
