import { connect, createServer, type Server, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout as delay } from "node:timers/promises";

/** Marks an answer on the wire, so that a leader that died (an empty reply) is told from an empty answer. */
const ANSWER_MARK = "=";
const RETRY_MS = 20;

/**
 * Runs `work` in one process of this machine at a time; those who ask meanwhile wait and get the same answer.
 * The lock is a Linux abstract socket (unix(7)): the kernel drops it with its process, so no stale lock exists.
 *
 * @param name unique to the work, at most 100 bytes
 */
export async function runOnce(name: string, work: () => Promise<string>): Promise<string> {
  for (;;) {
    const server = await tryListen(`\0${name}`);
    if (server !== undefined) return lead(server, work);
    const answer = await ask(`\0${name}`);
    if (answer !== undefined) return answer;
    await delay(RETRY_MS);
  }
}

async function lead(server: Server, work: () => Promise<string>): Promise<string> {
  const waiting = new Set<Socket>();
  server.on("connection", (socket) => {
    socket.on("error", () => waiting.delete(socket));
    waiting.add(socket);
  });
  try {
    const answer = await work();
    for (const socket of waiting) socket.end(`${ANSWER_MARK}${answer}`);
    return answer;
  } finally {
    for (const socket of waiting) socket.end();
    server.close();
  }
}

function tryListen(path: string): Promise<Server | undefined> {
  const { promise, resolve } = Promise.withResolvers<Server | undefined>();
  const server = createServer();
  server.once("error", () => resolve(undefined));
  server.listen(path, () => resolve(server));
  return promise;
}

async function ask(path: string): Promise<string | undefined> {
  try {
    const reply = await text(connect(path));
    return reply.startsWith(ANSWER_MARK) ? reply.slice(ANSWER_MARK.length) : undefined;
  } catch {
    return undefined; // the leader is gone: the caller tries to lead
  }
}
