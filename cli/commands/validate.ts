import type { Outputs } from "../../shared/report/outputs.ts";
import { plural } from "../../shared/report/words.ts";
import { type CommonOptions, type ExitCode, exitCodes, type Terminal } from "../io.ts";
import { type Loaded, loadConfig, mistakeLines } from "../load-config.ts";

function toOutput({ file, result }: Loaded): Outputs["validate"] {
  const head = { schemaVersion: 1, command: "validate", ok: result.ok, config: file } as const;
  if (!result.ok) return { ...head, mistakes: [...result.mistakes], regions: [] };
  const regions = [...result.config.regions.values()].map(({ name, aws, phase, checks, sources }) => ({
    name,
    aws,
    phase,
    baseline: name === result.config.baseline,
    checks: [...checks.keys()],
    sources: [...sources.keys()],
  }));
  return { ...head, mistakes: [], regions };
}

/** Checks the config alone: offline, and without credentials. */
export async function validate(terminal: Terminal, options: CommonOptions): Promise<ExitCode> {
  const loaded = await loadConfig(terminal, options.config);
  const output = toOutput(loaded);
  if (options.output === "json") terminal.out(JSON.stringify(output, null, 2));
  else if (!loaded.result.ok) {
    for (const line of mistakeLines(loaded.file, output.mistakes)) terminal.err(line);
    terminal.err(terminal.paintErr("bad", plural(output.mistakes.length, "mistake")));
  } else {
    for (const { name, aws, phase, baseline, checks, sources } of output.regions) {
      const role = baseline ? "baseline, " : "";
      terminal.out(
        `${name}  ${aws}  ${role}${phase}  ${plural(checks.length, "check")}, ${plural(sources.length, "source")}`,
      );
    }
    terminal.out(terminal.paintOut("good", `${loaded.file} is right`));
  }
  return output.ok ? exitCodes.ok : exitCodes.usage;
}
