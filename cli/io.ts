import type { Paint, Tone } from "../shared/report/paint.ts";

/** The exit codes, all of them. */
export const exitCodes = { ok: 0, failed: 1, undecided: 2, usage: 3 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** What a command may touch of the outside: given by main.ts, and by tests. */
export interface Terminal {
  /** Results, on standard output. With `--output json`, one JSON document and nothing else. */
  readonly out: (line: string) => void;
  /** Progress and mistakes, on standard error. */
  readonly err: (line: string) => void;
  readonly paintOut: Paint;
  readonly paintErr: Paint;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Aborted by Ctrl-C: what runs is cut off, cleaned up and reported. */
  readonly interrupted: AbortSignal;
}

/** Options that every command has. */
export interface CommonOptions {
  readonly config?: string;
  readonly output: "text" | "json";
}

/** The command was used wrongly, or the config is wrong: nothing was run. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

const styles = {
  good: "green",
  bad: "red",
  doubt: "yellow",
  quiet: "gray",
  title: "bold",
} as const satisfies Record<Tone, string>;

export type Style = (typeof styles)[Tone];

/** Paint for a terminal, by way of a function such as `styleText`. */
export function makePaint(style: (style: Style, text: string) => string): Paint {
  return (tone, text) => style(styles[tone], text);
}
