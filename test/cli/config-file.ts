import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";

/** A folder outside of the checkout, as a user's product has one. Each config gets a file of its own. */
export interface ConfigFolder {
  readonly path: () => string;
  /** Writes a config and returns the name of its file. */
  readonly write: (text: string, name?: string) => Promise<string>;
}

export function useConfigFolder(): ConfigFolder {
  let folder = "";
  let count = 0;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "parity-config-"));
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
