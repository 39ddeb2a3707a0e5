import { type ChildProcess, spawn } from "node:child_process";
import { resolve } from "node:path";
import { text } from "node:stream/consumers";
import type { Ran } from "./terminal.ts";

const main = resolve(import.meta.dirname, "../../cli/main.ts");

interface Given {
  readonly cwd?: string;
  /** All that the command's environment holds beside PATH. */
  readonly env?: Readonly<Record<string, string>>;
}

/** The command line as a user runs it: a process of its own. */
export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ran>;
}

export function start(args: readonly string[], { cwd, env = {} }: Given = {}): Running {
  const child = spawn(process.execPath, [main, ...args], {
    cwd: cwd ?? import.meta.dirname,
    env: { PATH: process.env.PATH ?? "", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const closed = new Promise<number>((done, reject) => {
    child.once("error", reject);
    child.once("close", (code) => done(code ?? -1));
  });
  // A test that closes its end of standard output reads nothing from it.
  const ended = Promise.all([closed, text(child.stdout).catch(() => ""), text(child.stderr)]);
  return {
    child,
    ended: ended.then(([code, out, err]) => ({ code, out: out.trimEnd(), err: err.trimEnd() })),
  };
}

/** Runs it to its end. */
export const run = (...given: Parameters<typeof start>): Promise<Ran> => start(...given).ended;
