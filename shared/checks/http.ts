import * as z from "zod";
import { oneOf, webUrl } from "../config/fields.ts";
import { strict } from "../config/strict.ts";
import { methods } from "../http/http.ts";
import { commonOptions, defineCheck } from "./contract/check.ts";
import { expectation, judgeResponse } from "./contract/expect.ts";

/** One request, and what its answer must be. Without `expect`, any 2xx passes. */
export const http = defineCheck({
  kind: "http",
  options: strict({
    ...commonOptions,
    url: webUrl,
    method: oneOf(methods).default("GET"),
    headers: z.record(z.string(), z.string()).default({}),
    /** Sent as application/json. */
    json: z.json().optional(),
    /** Sent as it is, as text/plain unless a header says otherwise. */
    text: z.string().optional(),
    expect: expectation.prefault({}),
  }),
  async run({ expect, url, method, headers, json, text }, { request, signal }) {
    return judgeResponse(await request({ url, method, headers, json, text, signal }), expect);
  },
});
