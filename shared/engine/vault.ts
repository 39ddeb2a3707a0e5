import { fillSecrets, secretNames } from "../config/secret.ts";
import type { HttpRequest, Transport } from "../http/http.ts";
import type { JsonInput } from "../model/json.ts";
import { Failure } from "../model/problem.ts";
import { redactSecrets } from "./redact.ts";

/** The edge that fetches one secret of the region. It throws an error that says what was tried. */
export type ReadSecret = (name: string) => Promise<string>;

/** Puts secrets into requests at the last moment, and takes their values out of every text. */
export interface Vault {
  /** The same transport, with placeholders filled in before sending. */
  readonly fill: (transport: Transport) => Transport;
  /** Puts the placeholder back wherever a value, or an encoded form of it, stands in a text. */
  readonly redact: (text: string) => string;
}

function fillJson(value: JsonInput, reveal: (name: string) => string): JsonInput {
  if (typeof value === "string") return fillSecrets(value, reveal);
  if (Array.isArray(value)) return value.map((item: JsonInput) => fillJson(item, reveal));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fillJson(inner, reveal)]));
}

function fillRequest(request: HttpRequest, reveal: (name: string) => string): HttpRequest {
  const headers = Object.entries(request.headers ?? {});
  const revealInText = (name: string, isEncoded: boolean) =>
    isEncoded ? encodeURIComponent(reveal(name)) : reveal(name);
  return {
    ...request,
    url: fillSecrets(request.url, (name) => encodeURIComponent(reveal(name))),
    headers: Object.fromEntries(headers.map(([name, value]) => [name, fillSecrets(value, reveal)])),
    json: fillJson(request.json, reveal),
    text: request.text === undefined ? undefined : fillSecrets(request.text, revealInText),
  };
}

/** Makes a vault for one run. Each secret is fetched once, when the first request needs it. */
export function makeVault(read: ReadSecret): Vault {
  const fetched = new Map<string, Promise<string>>();
  const known = new Map<string, string>();

  function unreadable(name: string, why: string, cause?: unknown): Failure {
    const message = `secret "${name}" can't be read: ${why}`;
    return new Failure({ reason: "setup", message }, "unknown", { cause });
  }

  async function fetchOne(name: string): Promise<string> {
    try {
      const value = await read(name);
      if (value === "") throw new Error("it is empty");
      known.set(name, value);
      return value;
    } catch (cause) {
      // A passing fault must not spoil the rest of the run.
      fetched.delete(name);
      throw unreadable(name, cause instanceof Error ? cause.message : String(cause), cause);
    }
  }

  async function ensure(names: readonly string[], signal: AbortSignal): Promise<void> {
    const late = Promise.withResolvers<never>();
    const giveUp = () => late.reject(unreadable(names.join('", "'), "it did not come in time"));
    signal.addEventListener("abort", giveUp, { once: true });
    for (const name of names) if (!fetched.has(name)) fetched.set(name, fetchOne(name));
    try {
      await Promise.race([late.promise, Promise.all(names.map((name) => fetched.get(name)))]);
    } finally {
      signal.removeEventListener("abort", giveUp);
    }
  }

  return {
    fill: (transport) => async (request) => {
      const { url, headers, text, json } = request;
      const names = secretNames(JSON.stringify([url, headers, text, json]));
      if (names.length === 0) return transport(request);
      request.onWaiting?.(`secret "${names.join('", "')}"`);
      await ensure(names, request.signal);
      request.onWaiting?.(undefined);
      return transport(fillRequest(request, (name) => known.get(name) ?? ""));
    },
    redact: (text) => redactSecrets(text, known),
  };
}
