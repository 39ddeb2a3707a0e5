import { type ClientRequest, request as plainRequest } from "node:http";
import { request as tlsRequest } from "node:https";
import { hasWebScheme } from "../config/fields.ts";
import { Failure } from "../model/problem.ts";
import { parseLoose, readBody } from "./body.ts";
import { bodyFailure, networkFailure } from "./failures.ts";
import type { HttpRequest, HttpResponse } from "./http.ts";

const defaultMaxBytes = 1024 * 1024;

/** Products can tell synthetic traffic by it, and leave it out of analytics and billing. */
const userAgent = "region-parity/1";

function payloadOf(request: HttpRequest): { type?: string; data?: string } {
  if (request.json !== undefined) return { type: "application/json", data: JSON.stringify(request.json) };
  return request.text === undefined ? {} : { type: "text/plain; charset=utf-8", data: request.text };
}

function open(request: HttpRequest, url: URL): ClientRequest {
  const { type, data } = payloadOf(request);
  const secure = url.protocol === "https:";
  const outgoing = (secure ? tlsRequest : plainRequest)(url, {
    method: request.method,
    // A connection of its own for every request: a check that reuses one tests neither DNS nor TLS.
    agent: false,
    signal: request.signal,
    headers: {
      "user-agent": userAgent,
      accept: "*/*",
      ...(type && { "content-type": type }),
      ...(data !== undefined && { "content-length": String(Buffer.byteLength(data)) }),
      ...request.headers,
    },
  });
  outgoing.end(data);
  return outgoing;
}

function flatten(headers: NodeJS.Dict<string | string[]>): Record<string, string> {
  const pairs = Object.entries(headers).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(", ") : (value ?? ""),
  ]);
  return Object.fromEntries(pairs);
}

/**
 * Sends one request over `node:http` and reads the whole answer. Redirects are not followed: the
 * status is the answer. Throws a `Failure` whose reason says how far it came.
 */
export async function send(request: HttpRequest): Promise<HttpResponse> {
  if (!hasWebScheme(request.url)) {
    const message = `${JSON.stringify(request.url)} is not a URL that can be asked: use http:// or https://`;
    throw new Failure({ reason: "setup", message }, "unknown");
  }
  const url = new URL(request.url);
  const startedAt = performance.now();
  try {
    request.signal.throwIfAborted();
    const { promise, resolve, reject } = Promise.withResolvers<HttpResponse>();
    const outgoing = open(request, url);
    outgoing.on("error", reject);
    outgoing.on("upgrade", (_, socket) => {
      socket.destroy();
      reject(bodyFailure("the server changed the protocol without being asked", url.host));
    });
    outgoing.on("response", (message) => {
      readBody(message, url.host, request.maxBytes ?? defaultMaxBytes).then((text) => {
        resolve({
          status: message.statusCode ?? 0,
          headers: flatten(message.headers),
          text,
          body: parseLoose(text),
          durationMs: performance.now() - startedAt,
        });
      }, reject);
    });
    return await promise;
  } catch (error) {
    if (request.signal.aborted) {
      throw new Failure({ reason: "timeout", message: `no answer in time: ${url.host}` }, "fail", {
        cause: error,
      });
    }
    throw networkFailure(error, url.host);
  }
}
