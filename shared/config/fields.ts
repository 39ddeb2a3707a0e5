import * as z from "zod";
import { shown } from "./shown.ts";

/** "is missing. It needs …" or "… is not …", and the way out. */
function wrong(input: unknown, what: string, wayOut = ""): string {
  const sentence = input === undefined ? `is missing. It needs ${what}.` : `${shown(input)} is not ${what}.`;
  return wayOut === "" || input === undefined ? sentence : `${sentence} ${wayOut}`;
}

/** A non-empty text; `what` ends the sentence "... is not <what>". */
export function text(what: string) {
  const error: z.core.$ZodErrorMap = ({ input }) => wrong(input, what);
  return z.string({ error }).min(1, { error });
}

/** Any text, the empty one too. */
export const anyText = z.string({ error: ({ input }) => wrong(input, "a text") });

/** A text that has a form; `example` shows it. */
export function textLike(pattern: RegExp, what: string, example: string) {
  const error: z.core.$ZodErrorMap = ({ input }) => wrong(input, what, `Write it like ${shown(example)}.`);
  return z.string({ error }).regex(pattern, { error, abort: true });
}

/** A whole number between two others. */
export function wholeNumber(least: number, most: number) {
  const error: z.core.$ZodErrorMap = ({ input }) => wrong(input, `a whole number from ${least} to ${most}`);
  return z.int({ error }).min(least, { error }).max(most, { error });
}

/** One of a fixed list of words. */
export function oneOf<const Words extends readonly string[]>(words: Words) {
  const list = words.map((word) => JSON.stringify(word)).join(", ");
  return z.enum(words, {
    error: ({ input }) =>
      input === undefined ? `is missing. Choose one of ${list}.` : `${shown(input)} is not one of ${list}.`,
  });
}

/** A list of things; `what` ends the sentence "... is not <what>". */
export function listOf<Item extends z.ZodType>(item: Item, what: string) {
  return z.array(item, { error: ({ input }) => wrong(input, what) });
}

/** An object of things by name; `what` ends the sentence "... is not <what>". */
export function namedBy<Key extends z.core.$ZodRecordKey, Value extends z.ZodType>(
  key: Key,
  value: Value,
  what: string,
) {
  return z.record(key, value, {
    error: ({ code, input }) => (code === "invalid_type" ? wrong(input, what) : undefined),
  });
}

/** Headers of a request, by name. */
export const headerTexts = namedBy(z.string(), anyText, "an object of headers");

const schemeHint = "Use http:// or https://.";

export function hasWebScheme(value: string): boolean {
  return URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
}

const notUrl: z.core.$ZodErrorMap = ({ input }) => wrong(input, "a URL", schemeHint);

/** An absolute http(s) URL. A secret's placeholder may stand in its path or query. */
export const webUrl = z.string({ error: notUrl }).refine(hasWebScheme, { error: notUrl });

/** A var is any text; one that looks like a web address must be one. */
export const varValue = text("a text").refine((value) => !/^h\w*:\/\//.test(value) || hasWebScheme(value), {
  error: notUrl,
});
