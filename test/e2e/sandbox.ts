import { rm } from "node:fs/promises";
import { createServer } from "node:net";
import { resolve } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { PortTaken } from "../../sandbox/listen.ts";
import { portCount } from "../../sandbox/regions.ts";
import type { Sandbox } from "../../sandbox/sandbox.ts";
import { buildAndStart, configFile } from "../../sandbox/start.ts";
import { type Ran, parity as runParity } from "../cli/terminal.ts";

/** The product in three regions with the AWS it runs on, and the command line that asks it. */
export interface Bench {
  readonly sandbox: () => Sandbox;
  /** Runs a command with the environment that the sandbox tells its user to export. */
  readonly parity: (args: string, config?: string) => Promise<Ran>;
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((done) => {
    server.once("error", () => done(false));
    server.listen(port, "127.0.0.1", () => server.close(() => done(true)));
  });
}

/** Four ports in a row can't be asked for: guess until they are free. */
async function findPorts(): Promise<number> {
  for (;;) {
    const port = 30_000 + portCount * Math.floor(Math.random() * 500);
    const ports = Array.from({ length: portCount }, (_, offset) => port + offset);
    const free = await Promise.all(ports.map(isFree));
    if (free.every(Boolean)) return port;
  }
}

async function startAnywhere(): Promise<Sandbox & { readonly port: number }> {
  for (let left = 20; ; left -= 1) {
    const port = await findPorts();
    // Read by the sandbox's config, which is loaded once in a process.
    process.env.SANDBOX_PORT = String(port);
    try {
      return { ...(await buildAndStart(port)), port };
    } catch (error) {
      if (!(error instanceof PortTaken) || left === 0) throw error;
    }
  }
}

/** One sandbox for all tests of a file. AWS clients of this process find it as a user's would. */
export function useSandbox(): Bench {
  let sandbox: Awaited<ReturnType<typeof startAnywhere>> | undefined;
  const running = () => {
    if (sandbox) return sandbox;
    throw new Error("the sandbox was not started");
  };
  beforeAll(async () => {
    sandbox = await startAnywhere();
    Object.assign(process.env, sandbox.env);
  });
  afterAll(async () => {
    await sandbox?.stop();
    const bundles = resolve(import.meta.dirname, "../../dist/sandbox", String(sandbox?.port));
    await rm(bundles, { recursive: true, force: true });
  });
  return {
    sandbox: running,
    parity: (args, config = configFile) =>
      runParity(args, { env: { ...running().env, PARITY_CONFIG: config } }),
  };
}
