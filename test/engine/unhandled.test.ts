import { describe, expect, test } from "vitest";
import { runScript } from "../support/run-script.ts";

// In Lambda, one unhandled rejection ends the process and loses the results of every check.
describe("a rejection that nobody awaits does not end the process", () => {
  test("in the script of a journey", async () => {
    expect(await runScript(new URL("../support/scripts/forgotten-await.ts", import.meta.url))).toHaveLength(
      3,
    );
  });

  test("in a checks function that is async", async () => {
    expect(await runScript(new URL("../support/scripts/async-checks.ts", import.meta.url))).toEqual([
      "checks: the function must return an object of named checks, and at once. (in us, eu)",
    ]);
  });
});
