#!/usr/bin/env node
import { Console } from "node:console";
import { styleText } from "node:util";
import { makePaint, type Terminal } from "./io.ts";
import { runCli } from "./program.ts";

// What a config or a check prints is for whoever reads along; standard output is for results alone.
globalThis.console = new Console({ stdout: process.stderr, stderr: process.stderr });

// A promise that a journey forgot must not take the other checks with it.
process.on("unhandledRejection", (reason) => {
  const why = reason instanceof Error ? reason.message : String(reason);
  process.stderr.write(`a promise that nobody waits for failed: ${why}\n`);
});

const interruption = new AbortController();
process.once("SIGINT", () => {
  process.stderr.write("interrupted: stopping, cleaning up and reporting; once more to leave at once\n");
  interruption.abort("interrupted");
});

const terminal: Terminal = {
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
  paintOut: makePaint((style, text) => styleText(style, text, { stream: process.stdout })),
  paintErr: makePaint((style, text) => styleText(style, text, { stream: process.stderr })),
  env: process.env,
  cwd: process.cwd(),
  interrupted: interruption.signal,
};

const code = await runCli(process.argv.slice(2), terminal);
// A check that was given up may still hold the process open; its results are out.
process.stdout.write("", () => process.exit(code));
