import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { createServer as createSocketServer, type Server, type Socket } from "node:net";
import { text } from "node:stream/consumers";

/** A request as it came in. */
interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A server on loopback, until it goes out of scope. */
export interface Served extends AsyncDisposable {
  /** Without a trailing slash, such as "http://127.0.0.1:40123". */
  readonly url: string;
  readonly received: readonly Received[];
  /** Resolves when the client has left no connection open. */
  readonly released: () => Promise<void>;
}

export type Answer = (response: ServerResponse, request: Received) => void;

export function sendJson(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

async function listen(server: Server, scheme: string, received: readonly Received[]): Promise<Served> {
  const sockets = new Set<Socket>();
  let onRelease = () => {};
  const track = (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.on("close", () => {
      sockets.delete(socket);
      if (sockets.size === 0) onRelease();
    });
  };
  server.on("connection", track);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return {
    url: `${scheme}://127.0.0.1:${address.port}`,
    received,
    released: () =>
      new Promise((resolve) => {
        onRelease = resolve;
        if (sockets.size === 0) resolve();
      }),
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function answering(received: Received[], answer: Answer) {
  return async (message: IncomingMessage, response: ServerResponse) => {
    const { method = "", url = "", headers } = message;
    const request = { method, url, headers, body: await text(message).catch(() => "") };
    received.push(request);
    answer(response, request);
  };
}

export function serve(answer: Answer): Promise<Served> {
  const received: Received[] = [];
  return listen(createServer(answering(received, answer)), "http", received);
}

export function serveTls(identity: { key: string; cert: string }, answer: Answer): Promise<Served> {
  const received: Received[] = [];
  return listen(createTlsServer(identity, answering(received, answer)), "https", received);
}

/** A server that says what it likes, HTTP or not, once the first bytes of a request are there. */
export function serveSocket(onRequest: (socket: Socket) => void): Promise<Served> {
  const onConnection = (socket: Socket) => socket.once("data", () => onRequest(socket));
  return listen(createSocketServer(onConnection), "http", []);
}
