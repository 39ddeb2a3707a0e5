import * as z from "zod";
import { shown } from "./shown.ts";

function sentence(issue: z.core.$ZodRawIssue, known: readonly string[]): string | undefined {
  if (issue.code === "unrecognized_keys") {
    const keys = issue.keys.map((key) => JSON.stringify(key)).join(", ");
    return `unknown key${issue.keys.length > 1 ? "s" : ""} ${keys}. Known keys: ${known.join(", ")}.`;
  }
  if (issue.code !== "invalid_type") return undefined;
  if (issue.input === undefined) return `is missing. It takes these keys: ${known.join(", ")}.`;
  return `${shown(issue.input)} is not an object. It takes these keys: ${known.join(", ")}.`;
}

/** An object that rejects every key it does not know, and says which ones it knows. */
export function strict<Shape extends z.core.$ZodShape>(shape: Shape) {
  return z.strictObject(shape, { error: (issue) => sentence(issue, Object.keys(shape)) });
}
