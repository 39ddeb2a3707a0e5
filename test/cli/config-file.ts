import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll } from "vitest";

/** A folder of configs, of which each gets a file of its own. */
export interface ConfigFolder {
  readonly path: () => string;
  /** Writes a config and returns the name of its file. */
  readonly write: (text: string, name?: string) => Promise<string>;
}

/** Inside of the checkout, where vitest finds the package: it resolves imports in its own way. */
const inside = resolve(import.meta.dirname, "../../dist/test-configs");
/** Outside of the checkout, as a user's product is: for commands in a process of their own. */
export const outside = tmpdir();

export function useConfigFolder(parent = inside): ConfigFolder {
  let folder = "";
  let count = 0;
  beforeAll(async () => {
    await mkdir(parent, { recursive: true });
    folder = await mkdtemp(join(parent, "parity-config-"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return {
    path: () => folder,
    async write(text, name) {
      count += 1;
      const file = name ?? `config-${count}.ts`;
      await writeFile(join(folder, file), text);
      return file;
    },
  };
}
