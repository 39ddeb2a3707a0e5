import { Command, CommanderError, Option } from "commander";
import { check } from "./commands/check.ts";
import { compare } from "./commands/compare.ts";
import { explain } from "./commands/explain.ts";
import { launch } from "./commands/launch.ts";
import { validate } from "./commands/validate.ts";
import { type ExitCode, exitCodes, type Terminal, UsageError } from "./io.ts";

const codesHelp = `
Exit codes:
  0  go, all passed
  1  no-go, something failed
  2  undecided, could not tell
  3  wrong usage or config, nothing was run`;

function withCommon(command: Command): Command {
  return command
    .addOption(new Option("--config <file>", "the config (default: parity.config.ts, or PARITY_CONFIG)"))
    .addOption(
      new Option("--output <format>", "how to print the result").choices(["text", "json"]).default("text"),
    );
}

function makeProgram(terminal: Terminal, done: (code: ExitCode) => void): Command {
  const program = new Command("parity")
    .description("Is every region of the product healthy, and the same as the baseline?")
    .addHelpText("after", codesHelp)
    .configureOutput({
      writeOut: (text) => terminal.out(text.trimEnd()),
      writeErr: (text) => terminal.err(text.trimEnd()),
    })
    .showHelpAfterError("(see: parity --help)")
    .exitOverride();
  const add = (usage: string, description: string) =>
    withCommon(program.command(usage).description(description));

  add("validate", "check the config alone: offline, without credentials").action(async (options) =>
    done(await validate(terminal, options)),
  );
  add(
    "check [region...]",
    "run the checks from this machine; all regions that are not planned, or those named",
  )
    .option("--only <text>", "only checks with this text in their name")
    .action(async (names, options) => done(await check(terminal, names, options)));
  add("compare [region...]", "compare regions with the baseline, both read from this machine").action(
    async (names, options) => done(await compare(terminal, names, options)),
  );
  add("launch [region...]", "ask a region's deployed launch gate for its verdict")
    .option("--here", "run the same gate from this machine instead")
    .action(async (names, options) => done(await launch(terminal, names, options)));
  add(
    "explain <region> <name>",
    "run one check, or read one fact, and show all there is to know of it",
  ).action(async (region, name, options) => done(await explain(terminal, region, name, options)));
  return program;
}

/** Runs the command line, and answers with its exit code. Known mistakes are a line, others are thrown on. */
export async function runCli(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let code: ExitCode = exitCodes.usage;
  const program = makeProgram(terminal, (result) => {
    code = result;
  });
  try {
    if (argv.length === 0) {
      program.outputHelp();
      return exitCodes.usage;
    }
    await program.parseAsync(argv, { from: "user" });
  } catch (error) {
    if (error instanceof UsageError) terminal.err(error.message);
    else if (!(error instanceof CommanderError)) throw error;
    return error instanceof CommanderError && error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
  }
  return code;
}
