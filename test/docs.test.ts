import { execFile } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { generateDocs } from "../scripts/docs.ts";

const root = resolve(import.meta.dirname, "..");

async function documents(): Promise<string[]> {
  const docs = await readdir(resolve(root, "docs"));
  return ["README.md", ...docs.filter((name) => name.endsWith(".md")).map((name) => `docs/${name}`)];
}

describe("the documents", () => {
  test("what is generated is up to date: npm run docs", async () => {
    for (const [path, text] of await generateDocs()) {
      expect(await readFile(resolve(root, path), "utf8"), path).toBe(text);
    }
  });

  test("every file that is linked to is there", async () => {
    for (const path of await documents()) {
      const text = await readFile(resolve(root, path), "utf8");
      for (const [, target = ""] of text.matchAll(/\]\(([^)#:]+)\)/g)) {
        expect(existsSync(resolve(root, path, "..", target)), `${path} -> ${target}`).toBe(true);
      }
    }
  });

  test("every room that the README names is there, and every room is named", async () => {
    const text = await readFile(resolve(root, "README.md"), "utf8");
    const tree = text.split("```").findLast((block) => block.includes("parity.config.ts  ")) ?? "";
    const named = tree.split("\n").flatMap((line) => {
      const [, indent = "", name] = /^( *)([\w.-]+\/?) {2,}\S/.exec(line) ?? [];
      return name === undefined ? [] : [indent === "" ? name : `shared/${name}`];
    });
    for (const name of named) expect(existsSync(resolve(root, name)), name).toBe(true);
    const rooms = await readdir(resolve(root, "shared"), { withFileTypes: true });
    const folders = rooms.filter((entry) => entry.isDirectory()).map(({ name }) => `shared/${name}/`);
    expect(named).toEqual(expect.arrayContaining(folders));
  });

  test("every npm script that is named is there", async () => {
    const { scripts }: { scripts: Record<string, string> } = JSON.parse(
      await readFile(resolve(root, "package.json"), "utf8"),
    );
    for (const path of await documents()) {
      const text = await readFile(resolve(root, path), "utf8");
      for (const [, script = ""] of text.matchAll(/npm run ([\w-]+)/g))
        expect(Object.keys(scripts)).toContain(script);
    }
  });

  test("the example of a kind of one's own runs", async () => {
    const text = await readFile(resolve(root, "docs/kinds.md"), "utf8");
    const example = /```ts\n([\s\S]*?)```/.exec(text)?.[1] ?? "";
    const server = createServer((_, response) => response.end("User-agent: *\nDisallow: /"));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const folder = await mkdtemp(join(tmpdir(), "kinds-"));
    try {
      const address = server.address();
      const port = typeof address === "object" ? address?.port : undefined;
      const config = `${example}
        import { defineConfig } from "region-parity";
        export default defineConfig({
          service: "acme", baseline: "us",
          regions: { us: { aws: "us-east-1", phase: "live", vars: {} } },
          checks: () => ({ robots: robots({ url: "http://127.0.0.1:${port}" }) }),
        });`;
      await writeFile(join(folder, "own.config.ts"), config);
      const cli = resolve(root, "cli/main.ts");
      const args = [cli, "check", "--config", join(folder, "own.config.ts")];
      const { stdout } = await promisify(execFile)(process.execPath, args);
      expect(stdout).toContain("1 check: 1 pass");
    } finally {
      server.close();
      await rm(folder, { recursive: true });
    }
  });
});
