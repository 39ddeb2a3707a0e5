#!/usr/bin/env node
import { styleText } from "node:util";
import { makePaint, type Terminal } from "./io.ts";
import { runCli } from "./program.ts";

const interruption = new AbortController();
process.once("SIGINT", () => {
  process.stderr.write("interrupted: stopping, cleaning up and reporting; once more to leave at once\n");
  interruption.abort();
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
