import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { importConfig } from "../../shared/config/import-config.ts";
import { mistakeLine } from "../../shared/config/mistakes.ts";
import { runScript } from "../support/run-script.ts";

const rightText = `import { defineConfig, http } from "region-parity";
export default defineConfig({
  service: "acme",
  baseline: "us",
  regions: { us: { aws: "us-east-1", phase: "live" } },
  checks: () => ({ "api is up": http({ url: "https://api.acme.example" }) }),
});
`;

/** Imports a config that lies far from this package, where no node_modules holds it. */
async function imported(text: string, folder = "config") {
  const base = await mkdtemp(join(tmpdir(), "parity-"));
  onTestFinished(() => rm(base, { recursive: true }));
  await mkdir(join(base, folder));
  const file = join(base, folder, "parity.config.ts");
  await writeFile(file, text);
  return { resolved: await importConfig(file), file };
}

async function lines(text: string, folder?: string) {
  const { resolved, file } = await imported(text, folder);
  return resolved.ok ? [] : resolved.mistakes.map(mistakeLine).map((line) => line.replaceAll(file, "FILE"));
}

test("a config may lie anywhere, and imports the package by its name", async () => {
  const { resolved } = await imported(rightText);
  expect(resolved.ok && [...resolved.config.regions.keys()]).toEqual(["us"]);
});

test("mistakes in it are told as anywhere", async () => {
  expect(await lines(rightText.replace('"us",', '"uk",'))).toEqual([
    'baseline: "uk" is not a region. The regions are: us.',
  ]);
});

describe("a file that gives no config is one mistake, with the way out", () => {
  test("no default export", async () => {
    expect(await lines("export const config = {};")).toEqual([
      "has no default export. End it with: export default defineConfig({ … })",
    ]);
  });

  test("one that throws names the line", async () => {
    expect(await lines('const a: number = 1;\n\nthrow new Error("no VPN " + a);\n')).toEqual([
      "threw while it was loaded: no VPN 1 (line 3)",
    ]);
  });

  test("one that throws in a folder with a blank in its name, too", async () => {
    expect(await lines('\nthrow new Error("no VPN");\n', "my config")).toEqual([
      "threw while it was loaded: no VPN (line 2)",
    ]);
  });

  test("one that is no TypeScript", async () => {
    const [line] = await lines("const a = 1;\nexport default {{\n");
    expect(line).toMatch(/^threw while it was loaded: /);
  });

  test("one that imports what is not there names it", async () => {
    const [line] = await lines('import { x } from "./missing.ts";\nexport default x;\n');
    expect(line).toContain("missing.ts");
  });

  test("a folder", async () => {
    const resolved = await importConfig(tmpdir());
    expect(resolved).toMatchObject({
      ok: false,
      mistakes: [{ message: "is a folder. Name the file in it, such as parity.config.ts" }],
    });
  });

  test("a file that is not there", async () => {
    expect(await importConfig(join(tmpdir(), "parity-none", "parity.config.ts"))).toMatchObject({
      ok: false,
    });
  });
});

test("by Node alone, too: the package is found by its name, and what is no TypeScript by its line", async () => {
  const script = new URL("../support/scripts/config-elsewhere.ts", import.meta.url);
  expect(await runScript(script)).toEqual([
    "us",
    expect.stringMatching(/^threw while it was loaded: .*\(line 2\)$/),
  ]);
});
