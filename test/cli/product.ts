import { type Served, sendJson, serve } from "../support/server.ts";

/** Paths of a product in two regions, each answered in its own way. */
export function startProduct(): Promise<Served> {
  return serve((response, { url, method, headers }) => {
    const [, region = "", path = ""] = /^\/(us|eu|br)(\/.*)$/.exec(url) ?? [];
    switch (`${method} ${path}`) {
      case "GET /health":
        return sendJson(response, { status: "ok", region });
      case "GET /broken":
        return sendJson(response, { message: "out of order" }, 503);
      case "GET /private":
        return sendJson(response, {}, headers.authorization === "Bearer sesame" ? 200 : 401);
      case "GET /version":
        return sendJson(response, { version: region === "us" ? "2.0.0" : "1.9.0", sizes: [1, 2] });
      case "GET /settings":
        return sendJson(response, { locale: "en", currency: "EUR" });
      case "POST /things":
        return sendJson(response, { id: "7" }, 201);
      case "DELETE /things/7":
        return response.writeHead(204).end();
      case "GET /slow":
        return setTimeout(() => sendJson(response, { status: "ok" }), 30);
      // Never answered.
      case "GET /silence":
        return undefined;
      default:
        return sendJson(response, { message: `nothing at ${method} ${url}` }, 404);
    }
  });
}

/** The config of that product: `checks` and `sources` are the bodies of their functions. */
export function configOf(product: Served, { checks = "{}", sources = "{}", more = "" }): string {
  const region = (name: string, aws: string, phase = "live") =>
    `${name}: { aws: "${aws}", phase: "${phase}", vars: { api: "${product.url}/${name}" } },`;
  return `import { defineConfig, http, httpJson, journey } from "region-parity";
export default defineConfig({
  service: "shop",
  baseline: "us",
  regions: {
    ${region("us", "us-east-1")}
    ${region("eu", "eu-west-1")}
    ${region("br", "sa-east-1", "planned")}
  },
  checks: ({ region, vars, secret }) => (${checks}),
  sources: ({ vars, secret }) => (${sources}),
  ${more}
});`;
}
