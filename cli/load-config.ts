import { existsSync } from "node:fs";
import { relative, resolve } from "node:path";
import { importConfig } from "../shared/config/import-config.ts";
import type { Mistake } from "../shared/config/mistakes.ts";
import type { ReadyConfig, Resolved } from "../shared/config/resolve.ts";
import type { ReadyRegion } from "../shared/config/resolve-region.ts";
import { type Terminal, UsageError } from "./io.ts";

const defaultFile = "parity.config.ts";

/** Where a config was looked for, and what came of it. */
export interface Loaded {
  /** The file, as it is best shown. */
  readonly file: string;
  readonly result: Resolved;
}

function locate({ env, cwd }: Terminal, option: string | undefined): string {
  const wanted = option ?? env.PARITY_CONFIG ?? defaultFile;
  const file = resolve(cwd, wanted);
  if (existsSync(file)) return file;
  const hint =
    option || env.PARITY_CONFIG ? "Is the path right?" : "Go to its folder, or name it with --config.";
  throw new UsageError(`${wanted}: there is no such file in ${cwd}. ${hint}`);
}

/** Imports the config and checks it whole. */
export async function loadConfig(terminal: Terminal, option: string | undefined): Promise<Loaded> {
  const path = locate(terminal, option);
  const near = relative(terminal.cwd, path);
  return { file: near === "" || near.startsWith("..") ? path : near, result: await importConfig(path) };
}

/** The config, or a `UsageError` with every mistake in it. */
export async function requireConfig(terminal: Terminal, option: string | undefined): Promise<ReadyConfig> {
  const { file, result } = await loadConfig(terminal, option);
  if (result.ok) return result.config;
  throw new UsageError(mistakeLines(file, result.mistakes).join("\n"));
}

export function mistakeLines(file: string, mistakes: readonly Mistake[]): string[] {
  return mistakes.map(({ path, message }) =>
    path === "" ? `${file}: ${message}` : `${file}: ${path}: ${message}`,
  );
}

/** The regions that were named, or all that are not just planned. */
export function chooseRegions(config: ReadyConfig, names: readonly string[]): ReadyRegion[] {
  const all = [...config.regions.values()];
  const unknown = names.filter((name) => !config.regions.has(name));
  if (unknown.length > 0) {
    const list = unknown.map((name) => JSON.stringify(name)).join(", ");
    throw new UsageError(
      `${list} ${unknown.length > 1 ? "are no regions" : "is not a region"}. The regions are: ${[...config.regions.keys()].join(", ")}.`,
    );
  }
  if (names.length > 0) return all.filter(({ name }) => names.includes(name));
  const there = all.filter(({ phase }) => phase !== "planned");
  if (there.length > 0) return there;
  throw new UsageError(
    "every region is planned: nothing is there yet. Name a region to run it all the same.",
  );
}
