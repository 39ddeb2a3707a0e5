import { createServer, type IncomingMessage } from "node:http";
import { type Listening, listen } from "../listen.ts";
import { parseJson, readBody } from "../read-body.ts";
import type { RegionName } from "../regions.ts";
import { type Answer, productRoutes, refusal } from "./routes.ts";

/** Where one region's product runs. */
export type ProductOptions = {
  region: RegionName;
  /** 0 takes a free port. */
  port: number;
  /** Every region's base URL; a fault may point at another region's. */
  hosts: Record<RegionName, string>;
};

/** Starts the product of one region on loopback. What it stores is gone when it stops. */
export async function startProduct({ region, port, hosts }: ProductOptions): Promise<Listening> {
  let routes: ReturnType<typeof productRoutes> = {};
  const server = createServer((request, response) => {
    answer(routes, request).then(
      ({ status, body, headers }) => {
        const text = body === undefined ? undefined : JSON.stringify(body);
        response.writeHead(status, text ? { ...headers, "content-type": "application/json" } : headers);
        response.end(text);
      },
      (error: Error) => response.destroy(error),
    );
  });
  const listening = await listen(server, port);
  routes = productRoutes(region, listening.url, hosts);
  return listening;
}

async function answer(routes: ReturnType<typeof productRoutes>, request: IncomingMessage): Promise<Answer> {
  const { pathname, searchParams: query } = new URL(request.url ?? "/", "http://product");
  const [, id = ""] = /^\/conversations\/([^/]+)$/.exec(pathname) ?? [];
  const methods = routes[id ? "/conversations/:id" : pathname];
  if (!methods) return refusal(404, `Nothing at ${pathname}.`);
  const route = methods[request.method ?? ""];
  if (!route) {
    const allow = Object.keys(methods).join(", ");
    return refusal(405, `${pathname} takes ${allow}, not ${request.method}.`, { allow });
  }
  const text = (await readBody(request)).toString();
  return route({ headers: request.headers, query, id, body: parseJson(text) });
}
