import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { PortTaken } from "../../sandbox/listen.ts";
import type { Sandbox } from "../../sandbox/sandbox.ts";
import { buildAndStart, configFile } from "../../sandbox/start.ts";

const cli = resolve(import.meta.dirname, "../../cli/main.ts");

/** The sandbox with the product's own bundles, on four ports that happen to be free. */
export async function startSandboxAnywhere(): Promise<Sandbox> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await buildAndStart(30_000 + 4 * Math.floor(Math.random() * 2500));
    } catch (error) {
      if (!(error instanceof PortTaken) || attempt === 20) throw error;
    }
  }
}

export interface Answer {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Types `parity …` in a process of its own, with this environment and nothing of ours but PATH. */
export function parity(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  cwd: string = resolve(import.meta.dirname, "../.."),
): Promise<Answer> {
  const options = { cwd, env: { PATH: process.env.PATH, ...env } };
  return new Promise((done) => {
    const child = execFile(process.execPath, [cli, ...args], options, (_, stdout, stderr) =>
      done({ exitCode: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}

/** The same against a sandbox, as its greeting tells a user to. */
export function parityIn(sandbox: Sandbox, ...args: readonly string[]): Promise<Answer> {
  return parity(args, { ...sandbox.env, PARITY_CONFIG: configFile });
}
