import { afterEach, expect, test, vi } from "vitest";
import { skipUnless } from "../support/require-all.ts";
import { lastMeaningfulLine } from "./npm-error.ts";
import { runOnce } from "./run-once.ts";

afterEach(() => vi.unstubAllEnvs());

test.each([
  [
    "Node's headers cannot be fetched",
    `npm error gyp http fetch GET https://headers.example/node.tar.gz attempt 1 failed with ENOTFOUND
npm error gyp ERR! configure error
npm error gyp ERR! stack Error: This is most likely not a problem with node-gyp or the package itself and
npm error gyp ERR! stack network settings.
npm error gyp ERR! node-gyp -v v11.5.0
npm error gyp ERR! not ok
npm notice New major version of npm available!
npm error A complete log of this run can be found in: /tmp/x.log`,
    "gyp http fetch GET https://headers.example/node.tar.gz attempt 1 failed with ENOTFOUND",
  ],
  [
    "a build script fails",
    `npm error command failed
npm error command sh -c ./scripts/preinstall.sh
npm error configure: error: C compiler cannot create executables
npm error See config.log for more details
npm error A complete log of this run can be found in: /tmp/x.log`,
    "configure: error: C compiler cannot create executables",
  ],
  ["nothing is said", "\n", "no message"],
])("when %s, the line that says so is the reason", (_, stderr, line) => {
  expect(lastMeaningfulLine(stderr)).toBe(line);
});

test("work that two ask for at once is done once, and both get the answer", async () => {
  const work = vi.fn(() => new Promise<string>((resolve) => setTimeout(resolve, 50, "answer")));
  const name = `run-once-test-${process.pid}`;
  expect(await Promise.all([runOnce(name, work), runOnce(name, work)])).toEqual(["answer", "answer"]);
  expect(work).toHaveBeenCalledTimes(1);
  expect(await runOnce(name, async () => "")).toBe("");
});

test("work whose leader fails is done by the next who asked", async () => {
  const name = `run-once-failing-${process.pid}`;
  const failing = runOnce(name, async () => Promise.reject(new Error("leader")));
  const next = runOnce(name, async () => "mine");
  await expect(failing).rejects.toThrow("leader");
  expect(await next).toBe("mine");
});

test("a test without its requirement is skipped with the reason, and fails with it under REQUIRE_ALL", () => {
  const skip = vi.fn();
  vi.stubEnv("REQUIRE_ALL", "");
  skipUnless(undefined, { skip });
  expect(skip).not.toHaveBeenCalled();
  skipUnless("no cmake", { skip });
  expect(skip).toHaveBeenCalledWith("no cmake");
  vi.stubEnv("REQUIRE_ALL", "1");
  expect(() => skipUnless("no cmake", { skip })).toThrow("no cmake");
  skipUnless(undefined, { skip });
});
