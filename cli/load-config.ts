import { existsSync } from "node:fs";
import { registerHooks } from "node:module";
import { relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Mistake } from "../shared/config/mistakes.ts";
import { type ReadyConfig, resolveConfig } from "../shared/config/resolve.ts";
import type { ReadyRegion } from "../shared/config/resolve-region.ts";
import { type Terminal, UsageError } from "./io.ts";

const ownName = "region-parity";
const defaultFile = "parity.config.ts";

// A config may lie anywhere: also where no node_modules holds this package.
registerHooks({
  resolve(specifier, context, next) {
    if (specifier !== ownName) return next(specifier, context);
    return next(new URL("../shared/index.ts", import.meta.url).href, context);
  },
});

/** Where a config was looked for, and what came of it. */
export interface Loaded {
  /** The file, as it is best shown. */
  readonly file: string;
  readonly result:
    | { readonly ok: true; readonly config: ReadyConfig }
    | { readonly ok: false; readonly mistakes: readonly Mistake[] };
}

function locate({ env, cwd }: Terminal, option: string | undefined): string {
  const wanted = option ?? env.PARITY_CONFIG ?? defaultFile;
  const file = resolve(cwd, wanted);
  if (existsSync(file)) return file;
  const hint =
    option || env.PARITY_CONFIG ? "Is the path right?" : "Go to its folder, or name it with --config.";
  throw new UsageError(`${wanted}: there is no such file in ${cwd}. ${hint}`);
}

function whereIn(error: Error, file: string): string {
  const line = error.stack?.split("\n").find((text) => text.includes(file));
  const position = line === undefined ? undefined : /:(\d+):\d+\)?$/.exec(line)?.[1];
  return position === undefined ? "" : ` (line ${position})`;
}

/** Imports a config and checks it whole. A file that can't be imported is one mistake. */
export async function loadConfig(terminal: Terminal, option: string | undefined): Promise<Loaded> {
  const path = locate(terminal, option);
  const file = relative(terminal.cwd, path) || path;
  try {
    const module: { default?: unknown } = await import(pathToFileURL(path).href);
    if (module.default !== undefined) return { file, result: resolveConfig(module.default) };
    const message = "has no default export. End it with: export default defineConfig({ … })";
    return { file, result: { ok: false, mistakes: [{ path: "", message }] } };
  } catch (error) {
    const known = error instanceof Error ? error : new Error(String(error));
    const message = `threw while it was loaded: ${known.message}${whereIn(known, path)}`;
    return { file, result: { ok: false, mistakes: [{ path: "", message }] } };
  }
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
  return all.filter(({ phase }) => phase !== "planned");
}
