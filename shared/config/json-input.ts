import * as z from "zod";
import { type Json, json } from "../model/json.ts";
import { isRecord } from "./record.ts";

/** Says where in a value something stands that JSON has no word for: the path to it, or undefined. */
export function findNonJson(
  value: unknown,
  path: readonly PropertyKey[] = [],
): readonly PropertyKey[] | undefined {
  if (Array.isArray(value)) return firstOf(value.map((item, index) => findNonJson(item, [...path, index])));
  if (isPlain(value)) {
    return firstOf(Object.entries(value).map(([key, inner]) => findNonJson(inner, [...path, key])));
  }
  const isObject = typeof value === "object" && value !== null;
  return !isObject && json.safeParse(value).success ? undefined : path;
}

/** A pattern, a date or a map would become {} or a text on its way. */
function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (!isRecord(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function firstOf<T>(items: readonly (T | undefined)[]): T | undefined {
  return items.find((item) => item !== undefined);
}

/** JSON as a user writes it, often with parts of an answer in it: an absent part must not pass unseen. */
export const jsonInput = z.unknown().transform((value, context): Json => {
  const path = findNonJson(value);
  if (path === undefined) return json.parse(value);
  context.issues.push({
    code: "custom",
    input: value,
    path: [...path],
    message: "is not JSON: it came out undefined, or as something that JSON has no word for.",
  });
  return z.NEVER;
});
