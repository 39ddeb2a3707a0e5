import * as z from "zod";
import { timeLimit } from "../config/duration.ts";
import { headerTexts, oneOf, webUrl } from "../config/fields.ts";
import { findNonJson } from "../config/json-input.ts";
import { isRecord } from "../config/record.ts";
import { strict } from "../config/strict.ts";
import { type JsonInput, json, type LooseJson } from "../model/json.ts";
import { Failure } from "../model/problem.ts";
import { getJson } from "./contract/get-json.ts";
import { defineSource } from "./contract/source.ts";

/** Picks the facts out of the document, by name. A fact that comes out undefined makes the source unreadable. */
export type PickFacts = (body: LooseJson) => Readonly<Record<string, JsonInput>>;

/** Facts from any JSON document over HTTP. */
export const httpJson = defineSource({
  kind: "httpJson",
  options: strict({
    url: webUrl,
    headers: headerTexts.default({}),
    facts: z.custom<PickFacts>((value) => typeof value === "function", {
      error: "is not a function. Write facts: (body) => ({ version: body.version }).",
    }),
    /** What the facts are: it decides how they are shown, never whether they differ. */
    kind: oneOf(["version", "setting", "capability"]).default("setting"),
    timeout: timeLimit.prefault("10s"),
  }),
  async read({ url, headers, facts, kind }, context) {
    const picked: unknown = facts(await getJson(context, url, headers));
    if (!isRecord(picked) || picked instanceof Promise || Object.keys(picked).length === 0) {
      throw unusable("facts() must return an object of named facts, at once, with at least one in it");
    }
    return Object.entries(picked).map(([name, value]) => {
      const hole = findNonJson(value);
      if (hole === undefined) return { name, kind, aspects: { value: { value: json.parse(value) } } };
      throw unusable(
        `"${[name, ...hole].join(".")}" is not in the answer: facts() returned undefined for it`,
      );
    });
  },
});

function unusable(message: string): Failure {
  return new Failure({ reason: "shape", message }, "unknown");
}
