import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { lastMeaningfulLine } from "./npm-error.ts";
import { runOnce } from "./run-once.ts";

/** Lambda's `nodejs24.x`, which the bundles are built for; the client itself asks for 22. */
const NODE_MAJOR = 24;
const INSTALL_LIMIT_MS = 10 * 60_000;
const FOLDER = import.meta.dirname;
const CLIENT = join(FOLDER, "node_modules", "aws-lambda-ric");
const NATIVE_PART = join(CLIENT, "rapid-client.node");
const STAMP = join(FOLDER, "node_modules", ".installed");

/** What `npm ci` and the client's build scripts call, and the Debian package that has it. */
const TOOLS = {
  "c++": "g++",
  cc: "gcc",
  cmake: "cmake",
  make: "make",
  python3: "python3",
  tar: "tar",
  xz: "xz-utils",
  npm: "npm",
} as const;

/** The program that is a Lambda's process: AWS's runtime interface client for Node (npm `aws-lambda-ric`). */
export const RUNTIME_CLIENT: string = join(CLIENT, "index.mjs");

let pending: Promise<string | undefined> | undefined;

/**
 * Installs AWS's runtime client in this folder on first use (it compiles for about a minute), once a machine
 * at a time. Resolves to `undefined` when it is ready, else to one line that says why it cannot run here.
 */
export function ensureRuntimeClient(): Promise<string | undefined> {
  pending ??= ensure();
  return pending;
}

async function ensure(): Promise<string | undefined> {
  const obstacle = findObstacle();
  if (obstacle !== undefined) return obstacle;
  if (await isInstalled()) return undefined;
  const lock = `region-parity-${createHash("sha256").update(FOLDER).digest("hex").slice(0, 32)}`;
  const reason = await runOnce(lock, async () => ((await isInstalled()) ? "" : install()));
  return reason === "" ? undefined : reason;
}

/** What no installation would cure. */
function findObstacle(): string | undefined {
  const { node } = process.versions;
  if (process.platform !== "linux") return `AWS's Lambda runtime client needs Linux, not ${process.platform}`;
  if (Number.parseInt(node, 10) < NODE_MAJOR) return `Lambda runs Node ${NODE_MAJOR}, this is Node ${node}`;
  return findOnPath("setpriv") === undefined ? "setpriv is missing: apt-get install util-linux" : undefined;
}

async function isInstalled(): Promise<boolean> {
  const stamp = await readFile(STAMP, "utf8").catch(() => undefined);
  return stamp === (await expectedStamp());
}

async function expectedStamp(): Promise<string> {
  return `${process.platform} ${process.arch}\n${await readFile(join(FOLDER, "package-lock.json"), "utf8")}`;
}

/** Resolves to "" when installed, else to the reason. */
async function install(): Promise<string> {
  const missing = Object.entries(TOOLS).filter(([tool]) => findOnPath(tool) === undefined);
  if (missing.length > 0) {
    const [tools, packages] = [missing.map(([tool]) => tool), missing.map(([, name]) => name)];
    return `AWS's Lambda runtime client compiles, without ${tools.join(", ")} here: apt-get install ${packages.join(" ")}`;
  }
  const run = promisify(execFile);
  try {
    await run("npm", ["ci", "--no-audit", "--no-fund"], {
      cwd: FOLDER,
      env: {
        ...process.env,
        ...headersSetting(),
        PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH}`,
      },
      timeout: INSTALL_LIMIT_MS,
      maxBuffer: 64 * 1024 * 1024,
    });
    if (!existsSync(NATIVE_PART))
      return "AWS's Lambda runtime client was not compiled: does npm ignore scripts here?";
    // Loading it proves that the build fits this machine. It reads the address as it loads, and crashes without.
    const load = `process.dlopen({ exports: {} }, ${JSON.stringify(NATIVE_PART)})`;
    await run(process.execPath, ["-e", load], { env: { AWS_LAMBDA_RUNTIME_API: "127.0.0.1:9" } });
    await writeFile(STAMP, await expectedStamp());
    return "";
  } catch (error) {
    return `installing AWS's Lambda runtime client failed: ${lastMeaningfulLine(outputOf(error))}`;
  }
}

function outputOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return "stderr" in error && typeof error.stderr === "string" && error.stderr !== ""
    ? error.stderr
    : error.message;
}

/**
 * node-gyp downloads Node's headers unless told where they are. Any Node on the PATH that has them will do,
 * as the client uses the ABI-stable Node-API alone; so the build needs a package registry and nothing else.
 */
function headersSetting(): { npm_config_nodedir?: string } {
  if (process.env.npm_config_nodedir !== undefined) return {};
  const header = findOnPath(join("..", "include", "node", "node_api.h"));
  return header === undefined ? {} : { npm_config_nodedir: join(dirname(header), "..", "..") };
}

function findOnPath(name: string): string | undefined {
  const directories = (process.env.PATH ?? "").split(delimiter).filter((directory) => directory !== "");
  return directories.map((directory) => join(directory, name)).find((candidate) => existsSync(candidate));
}
