import { healthText } from "../../shared/report/health-text.ts";
import type { Outputs } from "../../shared/report/outputs.ts";
import { healthCode, worstCode } from "../codes.ts";
import { type CommonOptions, type ExitCode, type Terminal, UsageError } from "../io.ts";
import { chooseRegions, requireConfig } from "../load-config.ts";
import { openLocalSession } from "../local-session.ts";
import { countResults } from "../progress.ts";

export interface CheckOptions extends CommonOptions {
  readonly only?: string;
}

/** Runs checks from this machine. */
export async function check(
  terminal: Terminal,
  names: readonly string[],
  options: CheckOptions,
): Promise<ExitCode> {
  const config = await requireConfig(terminal, options.config);
  const { only } = options;
  const chosen = chooseRegions(config, names).map((region) => ({
    region,
    checks: [...region.checks.keys()].filter((name) => only === undefined || name.includes(only)),
  }));
  const wanted = chosen.filter(({ checks }) => checks.length > 0);
  if (wanted.length === 0) {
    const known = [...new Set(chosen.flatMap(({ region }) => [...region.checks.keys()]))];
    throw new UsageError(`no check's name has "${only}" in it. The checks are: ${known.join(", ")}.`);
  }
  const reports = await Promise.all(
    wanted.map(({ region, checks }) => {
      const onResult = countResults(terminal, checks.length);
      return openLocalSession(terminal, config, region, onResult).runHealth(checks);
    }),
  );
  const output: Outputs["check"] = { schemaVersion: 1, command: "check", reports };
  if (options.output === "json") terminal.out(JSON.stringify(output, null, 2));
  else
    for (const line of reports.flatMap((report) => healthText(report, terminal.paintOut))) terminal.out(line);
  return worstCode(reports.map(healthCode));
}
