import { timeLimit } from "../../config/duration.ts";
import { text, webUrl } from "../../config/fields.ts";
import { strict } from "../../config/strict.ts";
import { Failure } from "../../model/problem.ts";
import { getJson } from "../contract/get-json.ts";
import { defineSource } from "../contract/source.ts";
import { unleashFacts } from "./facts.ts";
import { payload } from "./payload.ts";

/**
 * Asks for segments beside the flags rather than merged into their constraints, so that a change of a
 * segment is told apart from a change of a rule. Unleash: client specification 4.2.0 and later.
 */
const clientSpec = "5.2.0";

/** The flags of an Unleash server, from its client features API, for the token's projects and environment. */
export const unleash = defineSource({
  kind: "unleash",
  options: strict({
    /** The server's address, without /api. */
    url: webUrl,
    /** A client (backend) token of this region's server. */
    token: text("a client token"),
    timeout: timeLimit.prefault("10s"),
  }),
  async read({ url, token }, context) {
    const address = `${url.replace(/\/+$/, "")}/api/client/features`;
    const headers = { authorization: token, "unleash-client-spec": clientSpec };
    const parsed = payload.safeParse(await getJson(context, address, headers));
    if (parsed.success) return unleashFacts(parsed.data);
    const [issue] = parsed.error.issues;
    const why = [issue?.path.join("."), issue?.message].filter(Boolean).join(": ");
    const message = `not an Unleash client features answer: ${why}`;
    throw new Failure({ reason: "shape", message }, "unknown");
  },
});
