#!/usr/bin/env node
import { Console } from "node:console";
import { styleText } from "node:util";
import { type ExitCode, exitCodes, makePaint, type Terminal } from "./io.ts";
import { runCli } from "./program.ts";

// What a config or a check prints is for whoever reads along; standard output is for results alone.
globalThis.console = new Console({ stdout: process.stderr, stderr: process.stderr });

const textOf = (reason: unknown) => (reason instanceof Error ? reason.message : String(reason));

// A promise that a journey forgot must not take the other checks with it.
process.on("unhandledRejection", (reason) => {
  process.stderr.write(`a promise that nobody waits for failed: ${textOf(reason)}\n`);
});
// After an exception that nobody caught nothing can be trusted: we could not tell.
process.on("uncaughtException", (error) => {
  process.stderr.write(`something failed where nobody could catch it: ${textOf(error)}\n`);
  process.exit(exitCodes.undecided);
});

const interruption = new AbortController();
process.once("SIGINT", () => {
  process.stderr.write("interrupted: stopping, cleaning up and reporting; once more to leave at once\n");
  interruption.abort("it was interrupted");
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

/** A fault of this program itself is neither success nor a failure of the product. */
function broken(error: unknown): ExitCode {
  process.stderr.write(`parity itself failed: ${error instanceof Error ? error.stack : String(error)}\n`);
  return exitCodes.undecided;
}

const code = await runCli(process.argv.slice(2), terminal).catch(broken);
// A check that was given up may still hold the process open; its results are out.
process.stdout.write("", () => process.exit(code));
