import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Address } from "./host.ts";

const START_MS = 90_000;
const REPLY_MS = 10_000;

export interface UnleashServer {
  url: string;
  clientToken: string;
  /** Calls the admin API, `path` without `/api/admin`. Clients see a change once it returns. */
  admin(method: string, path: string, body?: unknown): Promise<unknown>;
}

export interface UnleashPair {
  us: UnleashServer;
  eu: UnleashServer;
  stop(): Promise<void>;
}

/** Two real servers, alike and empty. Ask `unavailable()` first. */
export async function startUnleashPair(): Promise<UnleashPair> {
  // Detached: a Ctrl-C, or the end of a process group, reaches the test alone, and the host cleans up.
  const host = fork(join(import.meta.dirname, "host.ts"), {
    detached: true,
    execArgv: [],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const ended = new Promise((resolve) => host.once("exit", resolve).once("error", resolve));
  const stop = async () => {
    host.ref();
    if (host.connected) host.disconnect();
    await ended;
  };
  try {
    const deadline = AbortSignal.timeout(START_MS);
    const { us, eu } = await addresses(host, deadline);
    await Promise.all([healthy(us, deadline), healthy(eu, deadline)]);
    host.unref();
    host.channel?.unref();
    return { us: serverAt(us), eu: serverAt(eu), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function addresses(host: ChildProcess, deadline: AbortSignal): Promise<{ us: Address; eu: Address }> {
  return new Promise((resolve, reject) => {
    deadline.addEventListener("abort", () => reject(new Error(`Unleash did not start in ${START_MS} ms`)));
    host.once("error", reject);
    host.once("exit", (code) => reject(new Error(`the host of Unleash ended with ${code}`)));
    host.once("message", (message) => {
      if (isPair(message)) resolve(message);
      else reject(new Error(`Unleash did not start: ${String(message)}`));
    });
  });
}

function isPair(message: unknown): message is { us: Address; eu: Address } {
  return typeof message === "object" && message !== null && "us" in message && "eu" in message;
}

async function healthy({ port }: Address, deadline: AbortSignal): Promise<void> {
  for (;;) {
    const reply = await fetch(`http://127.0.0.1:${port}/health`, { signal: deadline }).catch(() => undefined);
    if (reply?.ok) return;
    deadline.throwIfAborted();
    await delay(50);
  }
}

function serverAt({ port, adminToken, clientToken }: Address): UnleashServer {
  const url = `http://127.0.0.1:${port}`;
  const headers = { authorization: adminToken, "content-type": "application/json" };
  return {
    url,
    clientToken,
    async admin(method, path, body) {
      const sent = body === undefined ? {} : { body: JSON.stringify(body) };
      const signal = AbortSignal.timeout(REPLY_MS);
      const reply = await fetch(`${url}/api/admin${path}`, { method, headers, signal, ...sent });
      const text = await reply.text();
      if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${text}`);
      if (method !== "GET") await fetch(`${url}/test/settle`, { method: "POST", signal });
      return text === "" ? undefined : JSON.parse(text);
    },
  };
}
