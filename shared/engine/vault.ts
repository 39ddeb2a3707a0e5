import { fillSecrets, secretNames } from "../config/secret.ts";
import type { HttpRequest, Transport } from "../http/http.ts";
import type { JsonInput } from "../model/json.ts";
import { Failure } from "../model/problem.ts";

/** The edge that fetches one secret of the region. It throws an error that says what was tried. */
export type ReadSecret = (name: string) => Promise<string>;

/** Puts secrets into requests at the last moment, and takes their values out of every text. */
export interface Vault {
  /** The same transport, with placeholders filled in before sending. */
  readonly fill: (transport: Transport) => Transport;
  /** Puts the placeholder back wherever a value, or an encoded form of it, stands in a text. */
  readonly redact: (text: string) => string;
}

/** Shorter values are not searched for: they would eat innocent text. */
const minRedacted = 4;

function fillJson(value: JsonInput, reveal: (name: string) => string): JsonInput {
  if (typeof value === "string") return fillSecrets(value, reveal);
  if (Array.isArray(value)) return value.map((item: JsonInput) => fillJson(item, reveal));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fillJson(inner, reveal)]));
}

function fillRequest(request: HttpRequest, reveal: (name: string) => string): HttpRequest {
  const headers = Object.entries(request.headers ?? {});
  return {
    ...request,
    url: fillSecrets(request.url, (name) => encodeURIComponent(reveal(name))),
    headers: Object.fromEntries(headers.map(([name, value]) => [name, fillSecrets(value, reveal)])),
    json: fillJson(request.json, reveal),
    text: request.text === undefined ? undefined : fillSecrets(request.text, reveal),
  };
}

function encodings(value: string): string[] {
  const base64 = btoa(
    Array.from(new TextEncoder().encode(value), (byte) => String.fromCharCode(byte)).join(""),
  );
  return [value, JSON.stringify(value).slice(1, -1), encodeURIComponent(value), base64];
}

/** Makes a vault for one run. Each secret is fetched once, when the first request needs it. */
export function makeVault(read: ReadSecret): Vault {
  const fetched = new Map<string, Promise<string>>();
  const known = new Map<string, string>();

  async function fetchOne(name: string): Promise<string> {
    const value = await read(name).catch((cause: unknown) => {
      const why = cause instanceof Error ? cause.message : String(cause);
      const message = `secret "${name}" can't be read: ${why}`;
      // A passing fault must not spoil the rest of the run.
      fetched.delete(name);
      throw new Failure({ reason: "setup", message }, "unknown", { cause });
    });
    known.set(name, value);
    return value;
  }

  async function ensure(names: readonly string[]): Promise<void> {
    for (const name of names) if (!fetched.has(name)) fetched.set(name, fetchOne(name));
    await Promise.all(names.map((name) => fetched.get(name)));
  }

  return {
    fill: (transport) => async (request) => {
      const { url, headers, text, json } = request;
      const names = secretNames(JSON.stringify([url, headers, text, json]));
      if (names.length === 0) return transport(request);
      await ensure(names);
      return transport(fillRequest(request, (name) => known.get(name) ?? ""));
    },
    redact(text) {
      let clean = text;
      for (const [name, value] of known) {
        if (value.length < minRedacted) continue;
        for (const form of encodings(value)) clean = clean.replaceAll(form, `{secret:${name}}`);
      }
      return clean;
    },
  };
}
