import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { functionNames } from "../../sandbox/lambda-host.ts";

/** A directory of packaged functions; the ones not given return their own name. */
export function bundlesOf(sources: Partial<Record<string, string>>): { directory: string; remove(): void } {
  const directory = mkdtempSync(join(tmpdir(), "bundles-"));
  for (const fn of functionNames) {
    const source = sources[fn] ?? `export const handler = async () => "${fn}";`;
    writeFileSync(join(directory, `${fn}.mjs`), source);
  }
  return { directory, remove: () => rmSync(directory, { recursive: true }) };
}
