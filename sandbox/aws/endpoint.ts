import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type Listening, listen } from "../listen.ts";
import { readBody } from "../read-body.ts";
import { signatureScope } from "./scope.ts";
import { jsonError, type Reply, type Service } from "./service.ts";

/** What stands behind the one address. */
export type EndpointOptions = {
  /** 0 takes a free port. */
  port: number;
  /** By signing name, e.g. `monitoring` for CloudWatch. */
  services: Readonly<Record<string, Service>>;
  /** Asked before and after the work: a request into a dead region gets its socket destroyed. */
  isDead(awsRegion: string): boolean;
  /** Answers what needs no signature, or leaves it with `undefined`. */
  control(method: string, path: string): Promise<Reply | undefined>;
};

/** Starts the pocket AWS endpoint: every service and every region at one address. */
export function startEndpoint(options: EndpointOptions): Promise<Listening> {
  const server = createServer((request, response) => {
    answer(options, request).then(
      (reply) => (reply ? send(response, reply) : response.destroy()),
      // A fault of the sandbox's own: say it, so that nobody looks for it in the product.
      (error: unknown) => send(response, jsonError(500, "SandboxFault", { message: String(error) })),
    );
  });
  return listen(server, options.port);
}

async function answer(
  { services, isDead, control }: EndpointOptions,
  request: IncomingMessage,
): Promise<Reply | undefined> {
  const { method = "GET", url = "/", headers } = request;
  const [path = "/", query = ""] = url.split("?", 2);
  const controlled = await control(method, path);
  if (controlled) return controlled;

  const scope = signatureScope(headers.authorization);
  if (!scope) {
    return jsonError(403, "MissingAuthenticationTokenException", { message: "Missing Authentication Token" });
  }
  if (isDead(scope.region)) return undefined;
  const service = services[scope.service];
  if (!service) {
    const message = `The sandbox has no ${scope.service}: it has ${Object.keys(services).join(", ")}.`;
    return jsonError(501, "NotImplemented", { message });
  }
  const body = await readBody(request);
  const { region } = scope;
  const reply = await service({ region, method, path, query: new URLSearchParams(query), headers, body });
  return isDead(region) ? undefined : reply;
}

function send(response: ServerResponse, { status, headers, body = "" }: Reply): void {
  response.writeHead(status, {
    "x-amzn-requestid": crypto.randomUUID(),
    ...headers,
    "content-length": Buffer.byteLength(body),
  });
  response.end(response.req.method === "HEAD" ? undefined : body);
}
