import { stat } from "node:fs/promises";
import { registerHooks } from "node:module";
import { pathToFileURL } from "node:url";
import { type Resolved, resolveConfig } from "./resolve.ts";

const ownName = "region-parity";

// A config may lie anywhere: also where no node_modules holds this package.
registerHooks({
  resolve(specifier, context, next) {
    if (specifier !== ownName) return next(specifier, context);
    return next(new URL("../index.ts", import.meta.url).href, context);
  },
});

function lineIn(error: Error, file: string): string {
  const frame = error.stack?.split("\n").find((text) => text.includes(file));
  const line = frame === undefined ? undefined : /:(\d+)(?::\d+)?\)?$/.exec(frame)?.[1];
  return line === undefined ? "" : ` (line ${line})`;
}

/** Imports the config in a file and checks it whole. A file that can't be imported is one mistake. */
export async function importConfig(file: string): Promise<Resolved> {
  const mistake = (message: string): Resolved => ({ ok: false, mistakes: [{ path: "", message }] });
  const found = await stat(file).catch(() => undefined);
  if (found === undefined) return mistake("there is no such file");
  if (found.isDirectory()) return mistake("is a folder. Name the file in it, such as parity.config.ts");
  try {
    const module: { default?: unknown } = await import(pathToFileURL(file).href);
    if (module.default !== undefined) return resolveConfig(module.default);
    return mistake("has no default export. End it with: export default defineConfig({ … })");
  } catch (error) {
    const known = error instanceof Error ? error : new Error(String(error));
    return mistake(`threw while it was loaded: ${known.message}${lineIn(known, file)}`);
  }
}
