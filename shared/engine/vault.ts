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

const base64 = (bytes: readonly number[]) => btoa(String.fromCharCode(...bytes));

/** What of a value's base64 is the same wherever it stands in a longer text, such as behind a user's name. */
function base64Forms(value: string): string[] {
  const bytes = [...new TextEncoder().encode(value)];
  return [0, 1, 2].flatMap((offset) => {
    const padded = base64([...new Array<number>(offset).fill(0), ...bytes]);
    const stable = padded.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6));
    return [stable, stable.replaceAll("+", "-").replaceAll("/", "_")];
  });
}

/** All forms in which a value may come back: in JSON, in a URL, in a form, in base64. */
function encodings(value: string): string[] {
  const inForm = new URLSearchParams([["", value]]).toString().slice(1);
  return [
    value,
    JSON.stringify(value).slice(1, -1),
    encodeURIComponent(value),
    inForm,
    ...base64Forms(value),
  ];
}

/** Takes a form out of a text, also where the text was cut off in the middle of it. */
function takeOut(text: string, form: string, placeholder: string): string {
  const whole = text.replaceAll(form, placeholder);
  return whole.replaceAll(/([^\s"]*)…/g, (cut, before: string) => {
    for (let length = Math.min(form.length, before.length); length >= minRedacted; length -= 1) {
      if (before.endsWith(form.slice(0, length))) return `${before.slice(0, -length)}${placeholder}…`;
    }
    return cut;
  });
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
      await ensure(names, request.signal);
      return transport(fillRequest(request, (name) => known.get(name) ?? ""));
    },
    redact(text) {
      let clean = text;
      // The longest first: one secret may begin with another.
      const forms = [...known]
        .flatMap(([name, value]) =>
          encodings(value).map((form) => ({ form, placeholder: `{secret:${name}}` })),
        )
        .filter(({ form }) => form.length >= minRedacted)
        .sort((a, b) => b.form.length - a.form.length);
      for (const { form, placeholder } of forms) clean = takeOut(clean, form, placeholder);
      return clean;
    },
  };
}
