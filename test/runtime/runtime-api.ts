import { randomBytes, randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { z } from "zod";

const RUNTIME = "/2018-06-01/runtime";
const POSTED = new RegExp(`^POST ${RUNTIME}/invocation/([^/]+)/(response|error)$`);
/** Lambda's limit on a buffered response: 6 MB and a little (Lambda Developer Guide, "Lambda quotas"). */
const RESPONSE_LIMIT_BYTES = 6_291_556;
const TOO_LARGE = {
  errorType: "Function.ResponseSizeTooLarge",
  errorMessage: `Response payload size exceeded maximum allowed payload size (${RESPONSE_LIMIT_BYTES} bytes).`,
} as const;

const errorBody = z.object({
  errorType: z.string().default("Unknown"),
  errorMessage: z.string().default(""),
});

/** An error as a runtime reports it: the error's name and message. */
export type RuntimeError = z.infer<typeof errorBody>;

/** How one invocation ended, as the runtime posted it; `body` is JSON text. */
export type Reply = { ok: true; body: string } | ({ ok: false } & RuntimeError);

/** One event for the runtime; `timeoutMs` counts from the moment it is handed over. */
export interface Work {
  event: unknown;
  timeoutMs: number;
  functionArn: string;
}

/** The platform's side of one runtime process, on loopback. */
export interface RuntimeApi {
  /** `host:port`, for AWS_LAMBDA_RUNTIME_API. */
  readonly address: string;
  /** Settles when the runtime asks for work (undefined), or says that it could not start. */
  idle(): Promise<RuntimeError | undefined>;
  /** Hands an event to the idle runtime; settles when it posts a response or an error, which may be never. */
  invoke(work: Work): Promise<Reply>;
  close(): Promise<void>;
}

/**
 * Serves the Lambda Runtime API, version 2018-06-01, to one runtime process: `next` as a long poll, `response`,
 * `error` and `init/error` (Lambda Developer Guide, "Using the Lambda runtime API"). Streaming is left out.
 */
export async function startRuntimeApi(): Promise<RuntimeApi> {
  let polled = Promise.withResolvers<RuntimeError | undefined>();
  let poll: ServerResponse | undefined;
  let current: { id: string; reply: PromiseWithResolvers<Reply> } | undefined;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const route = `${request.method} ${request.url}`;
    if (route === `GET ${RUNTIME}/invocation/next`) {
      poll = response;
      polled.resolve(undefined);
      return;
    }
    const body = await text(request);
    const [, id, kind] = POSTED.exec(route) ?? [];
    if (route === `POST ${RUNTIME}/init/error`) {
      send(response, 202, { status: "OK" });
      polled.resolve(parseError(body));
    } else if (current === undefined || id !== current.id) {
      send(response, id === undefined ? 404 : 400, { errorType: "InvalidRequestID", errorMessage: route });
    } else if (kind === "response" && Buffer.byteLength(body) > RESPONSE_LIMIT_BYTES) {
      send(response, 413, TOO_LARGE);
      current.reply.resolve({ ok: false, ...TOO_LARGE });
    } else {
      send(response, 202, { status: "OK" });
      current.reply.resolve(kind === "response" ? { ok: true, body } : { ok: false, ...parseError(body) });
    }
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) =>
      response.destroy(error instanceof Error ? error : undefined),
    );
  });
  server.keepAliveTimeout = 0; // a handler may work for minutes between two requests of one connection
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const bound = server.address();
  if (bound === null || typeof bound === "string") throw new Error("the Runtime API server has no port");

  return {
    address: `127.0.0.1:${bound.port}`,
    idle: () => polled.promise,
    invoke(work) {
      if (poll === undefined) throw new Error("the runtime has not asked for work: wait for idle()");
      const id = randomUUID();
      current = { id, reply: Promise.withResolvers<Reply>() };
      polled = Promise.withResolvers();
      poll.writeHead(200, nextHeaders(id, work));
      poll.end(JSON.stringify(work.event ?? null));
      poll = undefined;
      return current.reply.promise;
    },
    async close() {
      server.closeAllConnections();
      if (server.listening) await new Promise((resolve) => server.close(resolve));
    },
  };
}

function nextHeaders(id: string, work: Work): Record<string, string> {
  const seconds = Math.floor(Date.now() / 1000).toString(16);
  return {
    "Content-Type": "application/json",
    "Lambda-Runtime-Aws-Request-Id": id,
    "Lambda-Runtime-Deadline-Ms": String(Date.now() + work.timeoutMs),
    "Lambda-Runtime-Invoked-Function-Arn": work.functionArn,
    "Lambda-Runtime-Trace-Id": `Root=1-${seconds}-${hex(12)};Parent=${hex(8)};Sampled=0`,
  };
}

function hex(bytes: number): string {
  return randomBytes(bytes).toString("hex");
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
}

function parseError(body: string): RuntimeError {
  try {
    return errorBody.parse(JSON.parse(body));
  } catch {
    return { errorType: "Unknown", errorMessage: body };
  }
}
