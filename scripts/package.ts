import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, resolve } from "node:path";
import { promisify } from "node:util";
import { importConfig } from "../shared/config/import-config.ts";
import { mistakeLine } from "../shared/config/mistakes.ts";
import { buildFunctions } from "./build.ts";

const root = resolve(import.meta.dirname, "..");
const framework = resolve(
  dirname(createRequire(import.meta.url).resolve("serverless/package.json")),
  "bin/serverless.js",
);

/** Where the packaged stack of a region lies: its templates and the zip of its functions. */
export function packageDir(region: string): string {
  return resolve(root, "dist/stacks", region);
}

/** Packages the stack of one region, offline and without credentials. The functions are built before. */
export async function packageRegion(region: string, config: string): Promise<void> {
  const args = [framework, "package", "--stage", region, "--package", packageDir(region)];
  await promisify(execFile)(process.execPath, args, {
    cwd: root,
    env: { ...process.env, PARITY_CONFIG: config, SLS_TELEMETRY_DISABLED: "1" },
  });
}

if (import.meta.main) {
  const config = resolve(process.env.PARITY_CONFIG ?? resolve(root, "parity.config.ts"));
  const resolved = await importConfig(config);
  if (!resolved.ok) {
    console.error(resolved.mistakes.map(mistakeLine).join("\n"));
    process.exit(3);
  }
  await buildFunctions({ config, outDir: resolve(root, "dist/lambda") });
  for (const { name, aws } of resolved.config.regions.values()) {
    await packageRegion(name, config);
    console.log(`${name}  ${aws}  packaged in dist/stacks/${name}`);
  }
}
