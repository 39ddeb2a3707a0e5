import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";

async function run(script: string): Promise<readonly string[]> {
  const path = fileURLToPath(new URL(`../support/scripts/${script}`, import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [path]);
  return JSON.parse(stdout);
}

// In Lambda, one unhandled rejection ends the process and loses the results of every check.
describe("a rejection that nobody awaits does not end the process", () => {
  test("in the script of a journey", async () => {
    expect(await run("forgotten-await.ts")).toHaveLength(3);
  });

  test("in a checks function that is async", async () => {
    expect(await run("async-checks.ts")).toEqual([
      "checks: the function must return an object of named checks, and at once. (in us, eu)",
    ]);
  });
});
