import * as z from "zod";

export const json = z.json();

/** Any value that JSON can hold. */
export type Json = z.infer<typeof json>;

/**
 * JSON as it came over the wire: every property may be read, and nothing is known of any of them,
 * so each may be absent. Print it with a template, or name its type with `String(x)` or `Number(x)`.
 */
export interface LooseJson {
  readonly [key: string]: LooseJson | undefined;
}

/** What may be sent as JSON: also parts of an answer, absent ones left out as `JSON.stringify` does. */
export type JsonInput =
  | string
  | number
  | boolean
  | null
  | undefined
  | LooseJson
  | readonly JsonInput[]
  | { readonly [key: string]: JsonInput };

/** The same value with every text in it, keys too, passed through `change`. */
export function mapJsonTexts(value: Json, change: (text: string) => string): Json {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((item) => mapJsonTexts(item, change));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [change(key), mapJsonTexts(inner, change)]);
  return Object.fromEntries(entries);
}
