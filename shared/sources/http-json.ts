import * as z from "zod";
import { timeLimit } from "../config/duration.ts";
import { headerTexts, oneOf, webUrl } from "../config/fields.ts";
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
    const picked = Object.entries(facts(await getJson(context, url, headers)));
    return picked.map(([name, raw]) => {
      const value = json.safeParse(raw);
      if (value.success) return { name, kind, aspects: { value: { value: value.data } } };
      const message = `"${name}" is not in the answer: facts() returned ${JSON.stringify(raw) ?? "undefined"} for it`;
      throw new Failure({ reason: "shape", message }, "unknown");
    });
  },
});
