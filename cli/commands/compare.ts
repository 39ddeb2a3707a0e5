import type { Outputs } from "../../shared/report/outputs.ts";
import { parityText } from "../../shared/report/parity-text.ts";
import { parityCode, worstCode } from "../codes.ts";
import { type CommonOptions, type ExitCode, type Terminal, UsageError } from "../io.ts";
import { chooseRegions, requireConfig } from "../load-config.ts";
import { compareLocally } from "../local-parity.ts";

/** Compares regions with the baseline, both sides read from this machine. */
export async function compare(
  terminal: Terminal,
  names: readonly string[],
  options: CommonOptions,
): Promise<ExitCode> {
  const config = await requireConfig(terminal, options.config);
  if (names.includes(config.baseline)) {
    throw new UsageError(
      `${config.baseline} is the baseline: it is compared with nothing. Name another region.`,
    );
  }
  const regions = chooseRegions(config, names).filter(({ name }) => name !== config.baseline);
  if (regions.length === 0) {
    throw new UsageError(`there is no region beside the baseline ${config.baseline} to compare.`);
  }
  const compared = await Promise.all(regions.map(({ name }) => compareLocally(terminal, config, name)));
  const reports = compared.map(({ report }) => report);
  const output: Outputs["compare"] = { schemaVersion: 1, command: "compare", reports };
  if (options.output === "json") terminal.out(JSON.stringify(output, null, 2));
  else
    for (const line of reports.flatMap((report) => parityText(report, terminal.paintOut))) terminal.out(line);
  return worstCode(reports.map(parityCode));
}
