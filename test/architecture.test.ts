import { execFile } from "node:child_process";
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const root = resolve(import.meta.dirname, "..");
const biome = resolve(root, "node_modules/.bin/biome");

/** A file that breaks a rule of the house, by the name of the lint rule that must say so. */
const forbidden = [
  ["shared/parity/planted.ts", 'import { readFileSync } from "node:fs/promises";', "noRestrictedImports"],
  ["shared/report/planted.ts", 'import { S3Client } from "@aws-sdk/client-s3";', "noRestrictedImports"],
  ["shared/engine/planted.ts", 'import { http } from "../checks/http.ts";', "noRestrictedImports"],
  [
    "shared/engine/planted.ts",
    'import { unleash } from "../sources/unleash/unleash.ts";',
    "noRestrictedImports",
  ],
  ["shared/checks/planted.ts", 'import { http } from "./http.ts";', "noRestrictedImports"],
  ["shared/sources/planted.ts", 'import { unleash } from "./unleash/unleash.ts";', "noRestrictedImports"],
  ["shared/sources/unleash/planted.ts", 'import { httpJson } from "../http-json.ts";', "noRestrictedImports"],
  ["shared/config/planted.ts", 'import { makeDoor } from "../../functions/door.ts";', "noRestrictedImports"],
  [
    "shared/config/planted.ts",
    'import { LambdaClient } from "@aws-sdk/client-lambda";',
    "noRestrictedImports",
  ],
  ["functions/planted.ts", 'import { runCli } from "../cli/program.ts";', "noRestrictedImports"],
  ["cli/planted.ts", 'import { home } from "../functions/home.ts";', "noRestrictedImports"],
  ["cli/planted.ts", 'import { faults } from "../sandbox/product/faults.ts";', "noRestrictedImports"],
  ["shared/http/planted.ts", "export const port = process.env.PORT;", "noProcessEnv"],
  ["shared/engine/planted.ts", 'console.log("here");', "noConsole"],
  ["shared/verdict.planted.ts", "export default 1;", "noDefaultExport"],
  ["shared/model/planted.ts", "export const loose: any = 1;", "noExplicitAny"],
] as const;

/** A copy of the tree's outline, so that nothing is planted in the tree itself. */
const copy = resolve(root, "dist/lint");

async function lint(file: string, text: string): Promise<string> {
  const path = resolve(copy, file);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `${text}\n`);
  try {
    const { stdout, stderr } = await promisify(execFile)(biome, ["lint", "--vcs-enabled=false", file], {
      cwd: copy,
    });
    return stdout + stderr;
  } catch (error) {
    return error instanceof Error && "stdout" in error && "stderr" in error
      ? `${error.stdout}${error.stderr}`
      : "";
  } finally {
    await rm(path);
  }
}

describe("the rooms", () => {
  beforeAll(async () => {
    await mkdir(copy, { recursive: true });
    const config = await import("../biome.json", { with: { type: "json" } });
    const text = JSON.stringify({ ...config.default, $schema: undefined, files: undefined });
    await writeFile(resolve(copy, "biome.json"), text);
  });
  afterAll(() => rm(copy, { recursive: true, force: true }));

  test.each(forbidden)("%s may not hold: %s", async (file, text, rule) => {
    expect(await lint(file, text)).toContain(rule);
  });

  test("what a room may import is not forbidden", async () => {
    expect(
      await lint(
        "shared/checks/planted.ts",
        'import { strict } from "../config/strict.ts";\nexport const s = strict({});',
      ),
    ).toContain("No fixes applied");
  });

  test("every kind of check and source is exported to configs", async () => {
    const index: Record<string, unknown> = await import("../shared/index.ts");
    const folders = await Promise.all(
      ["checks", "sources"].map((room) => readdir(resolve(root, "shared", room), { withFileTypes: true })),
    );
    const kinds = folders
      .flat()
      .map(({ name }) => name.replace(/\.ts$/, ""))
      .filter((name) => name !== "contract")
      .map((name) => name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase()));
    expect(kinds.sort()).toEqual(kinds.filter((kind) => typeof index[kind] === "function"));
    expect(kinds.length).toBeGreaterThan(0);
  });
});
