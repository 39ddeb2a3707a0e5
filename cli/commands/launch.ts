import { invoke } from "../../shared/aws/lambda.ts";
import { systemClock } from "../../shared/clock.ts";
import { describeConfig } from "../../shared/config/describe.ts";
import type { ReadyConfig } from "../../shared/config/resolve.ts";
import type { ReadyRegion } from "../../shared/config/resolve-region.ts";
import { digest } from "../../shared/digest.ts";
import { runLaunch } from "../../shared/engine/run-launch.ts";
import { type Decision, type LaunchReport, launchReport } from "../../shared/model/verdict.ts";
import { launchText } from "../../shared/report/launch-text.ts";
import type { Outputs } from "../../shared/report/outputs.ts";
import { deployCommand, functionAddress, functionName } from "../../shared/stack/names.ts";
import { addDoubt } from "../../shared/verdict/judge.ts";
import { decisionCodes } from "../codes.ts";
import { type CommonOptions, type ExitCode, type Terminal, UsageError } from "../io.ts";
import { chooseRegions, requireConfig } from "../load-config.ts";
import { compareLocally, requireRegion } from "../local-parity.ts";
import { here, openLocalSession } from "../local-session.ts";
import { countResults, note } from "../progress.ts";

export interface LaunchOptions extends CommonOptions {
  readonly here?: boolean;
}

/** What came of one region: its report, or why there is none. */
type Launched = { readonly report: LaunchReport } | { readonly region: string; readonly message: string };

/** A gate that was deployed with another config tested something else than what is asked for. */
function orStale(report: LaunchReport, config: ReadyConfig): LaunchReport {
  if (report.configDigest === digest(describeConfig(config))) return report;
  const message = `${report.region} was deployed with another config than this one: deploy it with: ${deployCommand(report.region)}`;
  return { ...report, verdict: addDoubt(report.verdict, { code: "stale-deployment", message }) };
}

async function launchDeployed(
  terminal: Terminal,
  config: ReadyConfig,
  region: ReadyRegion,
): Promise<LaunchReport> {
  const name = functionName(config.service, region.name, "launch");
  note(
    terminal,
    `${region.name}  invoking ${name} in ${region.aws}: ${config.launch.rounds} rounds of ${region.checks.size} checks`,
  );
  const target = {
    awsRegion: region.aws,
    functionName: name,
    address: functionAddress(region, name),
    deployCommand: deployCommand(region.name),
  };
  const parsed = launchReport.safeParse(await invoke(target, { publish: true }, terminal.interrupted));
  if (!parsed.success)
    throw new Error(
      `function ${name} gave an answer that can't be read: is it of another version? Deploy it with: ${deployCommand(region.name)}`,
    );
  const report = parsed.data;
  if (report.service === config.service && report.region === region.name) return orStale(report, config);
  throw new Error(`function ${name} answered for ${report.service} ${report.region}`);
}

function launchHere(terminal: Terminal, config: ReadyConfig, region: ReadyRegion): Promise<LaunchReport> {
  const onResult = countResults(terminal, region.checks.size * config.launch.rounds);
  const session = openLocalSession(terminal, config, region, onResult);
  return runLaunch(config, region, {
    observer: here,
    configDigest: digest(describeConfig(config)),
    clock: systemClock,
    deadline: terminal.interrupted,
    runHealth: () => session.runHealth(),
    runBaselineHealth: () =>
      openLocalSession(terminal, config, requireRegion(config, config.baseline)).runHealth(),
    runParity: async () => (await compareLocally(terminal, config, region.name)).report,
  });
}

function worstDecision(launched: readonly Launched[]): Decision {
  const decisions = launched.map((one) => ("report" in one ? one.report.verdict.decision : "undecided"));
  if (decisions.includes("no-go")) return "no-go";
  return decisions.includes("undecided") ? "undecided" : "go";
}

/** Asks for the launch verdict: of the deployed functions, or with `--here` from this machine. */
export async function launch(
  terminal: Terminal,
  names: readonly string[],
  options: LaunchOptions,
): Promise<ExitCode> {
  const config = await requireConfig(terminal, options.config);
  if (names.length === 0)
    throw new UsageError(`name a region to launch: ${[...config.regions.keys()].join(", ")}.`);
  const run = options.here ? launchHere : launchDeployed;
  const launched = await Promise.all(
    chooseRegions(config, names).map(async (region): Promise<Launched> => {
      try {
        return { report: await run(terminal, config, region) };
      } catch (error) {
        return { region: region.name, message: error instanceof Error ? error.message : String(error) };
      }
    }),
  );
  const output: Outputs["launch"] = {
    schemaVersion: 1,
    command: "launch",
    decision: worstDecision(launched),
    reports: launched.flatMap((one) => ("report" in one ? [one.report] : [])),
    missing: launched.flatMap((one) => ("report" in one ? [] : [one])),
  };
  if (options.output === "json") terminal.out(JSON.stringify(output, null, 2));
  else {
    const { out, paintOut } = terminal;
    for (const report of output.reports) for (const line of [...launchText(report, paintOut), ""]) out(line);
    for (const { region, message } of output.missing) {
      out(`${region}  ${paintOut("doubt", "UNDECIDED")}`);
      out(`${region}  ${paintOut("doubt", "unknown")}  ${message}`);
    }
  }
  return decisionCodes[output.decision];
}
