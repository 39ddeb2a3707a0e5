import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** Runs a script as a process of its own, and gives what it wrote, parsed. */
export async function runScript(url: URL): Promise<unknown> {
  const { stdout } = await promisify(execFile)(process.execPath, [fileURLToPath(url)], { timeout: 10_000 });
  return JSON.parse(stdout);
}
