import { resolve } from "node:path";
import { importConfig } from "../shared/config/import-config.ts";
import { mistakeLine } from "../shared/config/mistakes.ts";
import { describeStack, type Stack } from "../shared/stack/stack.ts";

/** What the framework hands to a file that makes variables. */
interface Variables {
  readonly options: { readonly stage?: string };
}

/** The stack of the region that was asked for with --stage <name>. */
export async function stackFor({ options }: Variables): Promise<Stack> {
  const file = resolve(process.env.PARITY_CONFIG ?? "parity.config.ts");
  const result = await importConfig(file);
  if (!result.ok) throw new Error(`${file}:\n${result.mistakes.map(mistakeLine).join("\n")}`);
  const { config } = result;
  const name = options.stage ?? "";
  const region = config.regions.get(name);
  if (region) return describeStack(config, region);
  throw new Error(
    `--stage ${name || "<region>"}: name one of the regions: ${[...config.regions.keys()].join(", ")}`,
  );
}
