// One process above PostgreSQL and both servers. It ends, and cleans up, when its channel to the test
// does: nothing stays behind when the test process is killed.
import { type ChildProcess, fork } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Postgres, startPostgres } from "./postgres.ts";

export interface Address {
  port: number;
  adminToken: string;
  clientToken: string;
}

const folder = mkdtempSync(join(tmpdir(), "region-parity-unleash-"));
const children: ChildProcess[] = [];
let postgres: Postgres | undefined;
let ending: Promise<void> | undefined;

process.on("disconnect", end);
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, end);
process.on("uncaughtException", fail);

try {
  if (!process.connected) throw new Error("the test ended first");
  postgres = startPostgres(folder, ["us", "eu"]);
  await postgres.ready;
  const [us, eu] = await Promise.all([startUnleash("us", postgres.host), startUnleash("eu", postgres.host)]);
  if (process.connected) process.send?.({ us, eu });
} catch (error) {
  fail(error);
}

/** Two servers in one process collide in the metrics registry. */
async function startUnleash(database: string, databaseHost: string): Promise<Address> {
  if (ending) throw new Error("stopped while starting");
  const adminToken = `*:*.${randomUUID()}`;
  const clientToken = `*:development.${randomUUID()}`;
  const child = fork(join(import.meta.dirname, "instance.ts"), {
    // Not the caller's environment: a DATABASE_URL or NODE_ENV=test there would change the server.
    env: {
      PATH: process.env.PATH,
      TZ: "UTC",
      NODE_ENV: "production",
      DATABASE_HOST: databaseHost,
      DATABASE_NAME: database,
      DATABASE_USERNAME: "unleash",
      DATABASE_SSL: "false",
      CHECK_VERSION: "false",
      SEND_TELEMETRY: "false",
      // Flags of years ago still have variants an environment; the server makes new ones only when told to.
      UNLEASH_EXPERIMENTAL_ENABLE_LEGACY_VARIANTS: "true",
      INIT_ADMIN_API_TOKENS: adminToken,
      INIT_BACKEND_API_TOKENS: clientToken,
    },
    execArgv: [],
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  children.push(child);
  return { port: await portOf(child), adminToken, clientToken };
}

function portOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let log = "";
    const keep = (chunk: Buffer) => {
      log = (log + chunk.toString()).slice(-4_000);
    };
    child.stdout?.on("data", keep);
    child.stderr?.on("data", keep);
    child.once("message", (port) =>
      typeof port === "number" ? resolve(port) : reject(new Error("no port")),
    );
    child.once("exit", (code) => reject(new Error(`unleash ended with ${code}: ${log}`)));
  });
}

function fail(error: unknown): void {
  const reason = error instanceof Error ? error.message : String(error);
  if (process.connected) process.send?.(reason, end);
  else end();
}

function end(): void {
  ending ??= cleanUp().finally(() => process.exit());
}

async function cleanUp(): Promise<void> {
  const running = children.filter((child) => child.exitCode === null && child.signalCode === null);
  const ended = running.map((child) => once(child, "exit"));
  for (const child of running) child.kill("SIGKILL");
  await Promise.all(ended);
  await postgres?.stop();
  rmSync(folder, { recursive: true, force: true });
}
