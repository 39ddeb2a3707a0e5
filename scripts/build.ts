import { readdir, rm } from "node:fs/promises";
import { resolve } from "node:path";
import { build } from "esbuild";
import { functionKinds } from "../shared/stack/names.ts";

const root = resolve(import.meta.dirname, "..");

/** What is bundled, and where the bundles go. */
export interface BuildOptions {
  /** Path of the config that the functions are built with. */
  readonly config: string;
  readonly outDir: string;
}

/** Bundles the four functions with a config: one folder of ES modules, as it is deployed. */
export async function buildFunctions({ config, outDir }: BuildOptions): Promise<void> {
  await rm(outDir, { recursive: true, force: true });
  await build({
    entryPoints: functionKinds.map((kind) => resolve(root, "functions", `${kind}.ts`)),
    outdir: outDir,
    outExtension: { ".js": ".mjs" },
    chunkNames: "chunks/[name]-[hash]",
    bundle: true,
    // Shared code and AWS clients in files of their own: what a function does not use, it does not load.
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node24",
    mainFields: ["module", "main"],
    minify: true,
    keepNames: true,
    alias: { "#config": resolve(config), "region-parity": resolve(root, "shared/index.ts") },
    logLevel: "warning",
  });
}

if (import.meta.main) {
  const outDir = resolve(root, "dist/lambda");
  await buildFunctions({ config: process.env.PARITY_CONFIG ?? resolve(root, "parity.config.ts"), outDir });
  console.log(
    `built ${(await readdir(outDir)).filter((name) => name.endsWith(".mjs")).join(", ")} in dist/lambda`,
  );
}
