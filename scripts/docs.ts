import { mkdir, readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import * as z from "zod";
import { metrics } from "../shared/publish/metrics.ts";
import { outputs } from "../shared/report/outputs.ts";

const root = resolve(import.meta.dirname, "..");

function metricsTable(): string {
  const rows = Object.entries(metrics).map(([name, { unit, help }]) => `| \`${name}\` | ${unit} | ${help} |`);
  return ["| metric | unit | what it says |", "| --- | --- | --- |", ...rows].join("\n");
}

/** Puts generated text between the two marks of that name in a document. */
function fill(document: string, name: string, text: string): string {
  const [begin, end] = [`<!-- begin ${name} -->`, `<!-- end ${name} -->`];
  const [before, rest] = document.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error(`no marks for ${name}`);
  return `${before}${begin}\n${text}\n${end}${after}`;
}

/** Every generated document: its path, and what it must say. */
export async function generateDocs(): Promise<ReadonlyMap<string, string>> {
  const schemas = Object.entries(outputs).map(([command, schema]) => {
    const text = JSON.stringify(z.toJSONSchema(schema, { reused: "ref" }), null, 2);
    return [`docs/output/${command}.schema.json`, `${text}\n`] as const;
  });
  const metricsDoc = await readFile(resolve(root, "docs/metrics.md"), "utf8");
  return new Map([...schemas, ["docs/metrics.md", fill(metricsDoc, "metrics", metricsTable())]]);
}

if (import.meta.main) {
  await mkdir(resolve(root, "docs/output"), { recursive: true });
  for (const [path, text] of await generateDocs()) await writeFile(resolve(root, path), text);
}
