import { randomUUID } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { z } from "zod";
import type { RegionName } from "../regions.ts";
import { Conversations, searchLagMs } from "./conversations.ts";
import { faults } from "./faults.ts";
import { secrets } from "./secrets.ts";
import { clientFeatures } from "./unleash.ts";

/** A request as the routes see it. */
type Call = {
  headers: IncomingHttpHeaders;
  query: URLSearchParams;
  /** What stands in place of `:id` in the route's path. */
  id: string;
  /** The parsed JSON body, or `undefined`. */
  body: unknown;
};

/** What a route answers. A body is sent as JSON. */
export type Answer = { status: number; body?: unknown; headers?: Record<string, string> };

type Route = (call: Call) => Answer;
type Routes = Record<string, Partial<Record<string, Route>>>;

const credentials = z.object({ user: z.string(), password: z.string() });
const draft = z.object({ text: z.string() });

/**
 * One region's product: path, then method.
 * @param own the region's own base URL
 * @param hosts every region's base URL
 */
export function productRoutes(region: RegionName, own: string, hosts: Record<RegionName, string>): Routes {
  const { version = "4.12.0", webhooksOf } = faults[region];
  const conversations = new Conversations(searchLagMs[region]);
  const sessions = new Set<string>();

  const signedIn =
    (route: Route): Route =>
    (call) =>
      sessions.has(call.headers.authorization?.replace(/^Bearer /, "") ?? "")
        ? route(call)
        : refusal(401, "Log in first: send the token of POST /login as a bearer token.");

  return {
    "/health": { GET: () => ok({ status: "ok", region }) },
    "/version": { GET: () => ok({ service: "acme-api", version, commit: "9f2c1e7", region }) },
    "/settings": {
      GET: () =>
        ok({
          region,
          uploads: `${own}/uploads`,
          webhooks: `${webhooksOf ? hosts[webhooksOf] : own}/webhooks`,
          sessionMinutes: 30,
          locales: ["en", "de", "fr"],
        }),
    },
    "/api/client/features": {
      GET: ({ headers }) => {
        if (headers.authorization !== secrets[region]["unleash-token"]) {
          return refusal(401, "The Authorization header must be this region's client token.");
        }
        const spec = headers["unleash-client-spec"];
        const features = clientFeatures(region, Array.isArray(spec) ? spec[0] : spec);
        const { etag } = features.meta;
        return headers["if-none-match"] === etag
          ? { status: 304 }
          : { status: 200, body: features, headers: { etag } };
      },
    },
    "/login": {
      POST: ({ body }) => {
        const given = credentials.safeParse(body).data;
        if (given?.user !== "synthetic" || given.password !== secrets[region]["synthetic-user"]) {
          return refusal(401, "Wrong user or password.");
        }
        const token = randomUUID();
        sessions.add(token);
        return ok({ token });
      },
    },
    "/conversations": {
      POST: signedIn(({ body }) => {
        const given = draft.safeParse(body).data;
        return given
          ? { status: 201, body: conversations.create(given.text) }
          : refusal(400, "A conversation needs a text.");
      }),
    },
    "/conversations/:id": {
      GET: ({ id }) => {
        const found = conversations.get(id);
        return found ? ok(found) : refusal(404, `No conversation ${id}.`);
      },
      DELETE: signedIn(({ id }) =>
        conversations.delete(id) ? { status: 204 } : refusal(404, `No conversation ${id}.`),
      ),
    },
    "/search": {
      GET: signedIn(({ query }) =>
        ok({ hits: conversations.search(query.get("q") ?? "").map((id) => ({ id })) }),
      ),
    },
  };
}

/** An answer that says in words what was wrong. */
export function refusal(status: number, message: string, headers: Record<string, string> = {}): Answer {
  return { status, body: { message }, headers };
}

function ok(body: unknown): Answer {
  return { status: 200, body };
}
