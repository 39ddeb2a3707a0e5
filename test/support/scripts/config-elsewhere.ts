// Run as a process of its own: vitest would find the package in its own way.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { importConfig } from "../../../shared/config/import-config.ts";
import { mistakeLine } from "../../../shared/config/mistakes.ts";

const right = `import { http, defineConfig } from "region-parity";
export default defineConfig({
  service: "acme",
  baseline: "us",
  regions: { us: { aws: "us-east-1", phase: "live" } },
  checks: () => ({ "api is up": http({ url: "https://api.acme.example" }) }),
});
`;
const broken = "const a = 1;\nexport default {{\n";

const folder = await mkdtemp(join(tmpdir(), "parity-"));

async function told(name: string, text: string): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, text);
  const resolved = await importConfig(file);
  return resolved.ok ? [...resolved.config.regions.keys()].join() : resolved.mistakes.map(mistakeLine).join();
}

const lines = [await told("right.config.ts", right), await told("broken.config.ts", broken)];
await rm(folder, { recursive: true });
process.stdout.write(JSON.stringify(lines));
