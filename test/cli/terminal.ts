import type { Terminal } from "../../cli/io.ts";
import { runCli } from "../../cli/program.ts";
import { plain } from "../../shared/report/paint.ts";

/** What a command left behind. */
export interface Ran {
  readonly code: number;
  /** Standard output, and standard error, as a user would see them. */
  readonly out: string;
  readonly err: string;
}

type Given = Partial<Pick<Terminal, "env" | "cwd" | "interrupted">>;

/** Runs the command line in this process, with a terminal that collects what is written to it. */
export async function parity(args: string, given: Given = {}): Promise<Ran> {
  const out: string[] = [];
  const err: string[] = [];
  // As a shell does: words, or texts in single quotes.
  const argv = [...args.matchAll(/'([^']*)'|\S+/g)].map(([word, quoted]) => quoted ?? word);
  const code = await runCli(argv, {
    out: (line) => out.push(line),
    err: (line) => err.push(line),
    paintOut: plain,
    paintErr: plain,
    env: {},
    cwd: import.meta.dirname,
    interrupted: new AbortController().signal,
    ...given,
  });
  return { code, out: out.join("\n"), err: err.join("\n") };
}

/** The same text on every run: times, durations, ports and ids are taken out. */
export function steady(text: string): string {
  return text
    .replaceAll(/127\.0\.0\.1:\d+/g, "<host>")
    .replaceAll(/\d{2}:\d{2}:\d{2}Z/g, "<time>")
    .replaceAll(/after \d+ ms/g, "after <n> ms")
    .replaceAll(/latency \(\d+ ms\)/g, "latency (<n> ms)");
}
