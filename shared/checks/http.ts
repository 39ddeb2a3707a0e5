import * as z from "zod";
import { anyText, headerTexts, oneOf, webUrl } from "../config/fields.ts";
import { jsonInput } from "../config/json-input.ts";
import { strict } from "../config/strict.ts";
import { methods } from "../http/http.ts";
import type { Json } from "../model/json.ts";
import { commonOptions, defineCheck } from "./contract/check.ts";
import { expectation, judgeResponse } from "./contract/expect.ts";

/** One request, and what its answer must be. Without `expect`, any 2xx passes. */
export const http = defineCheck({
  kind: "http",
  options: strict({
    ...commonOptions,
    url: webUrl,
    method: oneOf(methods).default("GET"),
    headers: headerTexts.default({}),
    /** Sent as application/json. */
    json: jsonInput.pipe(z.custom<Json>()).optional(),
    /** Sent as it is, as text/plain unless a header says otherwise. */
    text: anyText.optional(),
    expect: expectation.prefault({}),
  }).refine(({ json, text }) => json === undefined || text === undefined, {
    error: "has both json and text. A request has one body: leave one of them out.",
  }),
  async run({ expect, url, method, headers, json, text }, { request, signal }) {
    return judgeResponse(await request({ url, method, headers, json, text, signal }), expect);
  },
});
