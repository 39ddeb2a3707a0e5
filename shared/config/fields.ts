import * as z from "zod";

const shown = (input: unknown) => (input === undefined ? "is missing." : `${JSON.stringify(input)} is`);

/** A non-empty text; `what` ends the sentence "... is not <what>". */
export function text(what: string) {
  return z.string({ error: (issue) => `${shown(issue.input)} ${need(issue.input, what)}` }).min(1, {
    error: `"" is not ${what}.`,
  });
}

/** A text that has a form; `example` shows it. */
export function textLike(pattern: RegExp, what: string, example: string) {
  return z.string({ error: (issue) => `${shown(issue.input)} ${need(issue.input, what)}` }).regex(pattern, {
    error: (issue) =>
      `${JSON.stringify(issue.input)} is not ${what}. Write it like ${JSON.stringify(example)}.`,
  });
}

/** One of a fixed list of words. */
export function oneOf<const Words extends readonly string[]>(words: Words) {
  const list = words.map((word) => JSON.stringify(word)).join(", ");
  return z.enum(words, {
    error: (issue) =>
      issue.input === undefined
        ? `is missing. Choose one of ${list}.`
        : `${JSON.stringify(issue.input)} is not one of ${list}.`,
  });
}

function need(input: unknown, what: string): string {
  return input === undefined ? `It needs ${what}.` : `not ${what}.`;
}

function hasWebScheme(value: string): boolean {
  return URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
}

/** An absolute http(s) URL. A secret's placeholder may stand in its path or query. */
export const webUrl = z
  .string({ error: (issue) => `${shown(issue.input)} ${need(issue.input, "a URL")}` })
  .refine(hasWebScheme, {
    error: (issue) => `${JSON.stringify(issue.input)} is not a URL. Use http:// or https://.`,
  });

/** A var is any text; one that looks like a web address must be one. */
export const varValue = text("a text").refine((value) => !/^h\w*:\/\//.test(value) || hasWebScheme(value), {
  error: (issue) => `${JSON.stringify(issue.input)} is not a URL. Use http:// or https://.`,
});
