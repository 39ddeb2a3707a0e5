import type { Server } from "node:http";

/** A server that answers on loopback until it is stopped. */
export type Listening = {
  /** Base URL without a trailing slash, e.g. `http://127.0.0.1:4701`. */
  url: string;
  /** Closes the port and every open connection. */
  stop(): Promise<void>;
};

/** Thrown when something else already listens on a port the sandbox needs. */
export class PortTaken extends Error {
  readonly port: number;

  constructor(port: number, cause: Error) {
    super(`Port ${port} is taken.`, { cause });
    this.name = "PortTaken";
    this.port = port;
  }
}

/** Listens on loopback only: the sandbox is for one machine. Port 0 takes a free one. */
export async function listen(server: Server, port: number): Promise<Listening> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => {
      reject("code" in error && error.code === "EADDRINUSE" ? new PortTaken(port, error) : error);
    });
    server.listen(port, "127.0.0.1", () => resolve());
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return {
    url: `http://127.0.0.1:${address.port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
