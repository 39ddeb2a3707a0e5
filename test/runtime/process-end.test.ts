import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { ARN, untilExists, useBench } from "./harness.ts";

const { start, directory } = useBench();

/** A handler that never yields, and says that it runs by writing its process id. */
const BUSY = `
  import { writeFileSync } from "node:fs";
  export const handler = async () => {
    writeFileSync("pid.tmp", String(process.pid));
    const { renameSync } = await import("node:fs");
    renameSync("pid.tmp", "pid");
    for (;;);
  };
`;

describe("a process that ends", () => {
  test("because its module throws is an init error, each time anew", async () => {
    const { invoke } = await start(`throw new RangeError("no config");`);
    const initError = {
      ok: false,
      reason: "init-error",
      errorType: "RangeError",
      errorMessage: "no config",
      log: expect.stringContaining("Init Error"),
    };
    expect(await invoke({})).toEqual(initError);
    expect(await invoke({})).toEqual(initError);
  });

  test.each([
    ["has no such export", "export const other = 1;", "Runtime.HandlerNotFound"],
    ["does not parse", "export const handler = (;", "Runtime.UserCodeSyntaxError"],
    ["imports a package that was not bundled", 'import "not-bundled";', "Error"],
  ])("because its module %s is an init error", async (_, source, errorType) => {
    const { invoke } = await start(source);
    expect(await invoke({})).toMatchObject({ reason: "init-error", errorType });
  });

  test("because the handler leaves is an exit, and the next invocation starts a fresh one", async () => {
    const { invoke } = await start(`export const handler = async ({ code }) => {
      if (code !== undefined) process.exit(code);
      return "fresh";
    };`);
    const errorMessage = "Runtime exited with error: exit status 3";
    expect(await invoke({ code: 3 })).toMatchObject({ reason: "exit", errorMessage });
    expect(await invoke({})).toMatchObject({ payload: "fresh" });
  });

  test("because nothing is left that could settle the handler's promise is an exit, not a timeout", async () => {
    const { invoke } = await start("export const handler = () => new Promise(() => {});");
    const errorMessage = "Runtime exited without providing a reason";
    expect(await invoke({})).toMatchObject({ reason: "exit", errorMessage });
  });

  test.each([
    ["waits for ever", "await new Promise((resolve) => setTimeout(resolve, 1e9));"],
    ["never yields", "for (;;);"],
  ])("because the handler %s is a timeout, at the function's limit", async (_, body) => {
    const source = `export const handler = async (wait) => { if (wait) { console.log("waiting"); ${body} } };`;
    const { invoke } = await start(source, { timeoutMs: 400 });
    await invoke(false);
    const startedAt = performance.now();
    expect(await invoke(true)).toEqual({
      ok: false,
      reason: "timeout",
      errorType: "Sandbox.Timedout",
      errorMessage: "Task timed out after 0.40 seconds",
      log: expect.stringContaining("waiting"),
    });
    expect(performance.now() - startedAt).toBeGreaterThan(390);
    expect(await invoke(false)).toMatchObject({ ok: true, payload: null });
  });

  test("because it is stopped ends the invocations under way, and is gone", async () => {
    const { invoke, stop } = await start(BUSY, { timeoutMs: 60_000 });
    const invocations = Promise.all([invoke({}), invoke({})]);
    await untilExists(join(directory(), "pid"));
    const pid = readFileSync(join(directory(), "pid"), "utf8");
    expect(isRunning(pid)).toBe(true);
    await stop();
    expect(isRunning(pid)).toBe(false);
    expect(await invocations).toMatchObject([{ reason: "exit" }, { reason: "exit" }]);
    expect(await invoke({})).toMatchObject({ reason: "exit" });
    await stop();
  });

  test("because the process that started it is killed leaves nothing running", async () => {
    await writeFile(join(directory(), "health.mjs"), BUSY);
    const options = { handler: "health.handler", functionName: "busy", functionArn: ARN, env: {} };
    const lambda = { ...options, directory: directory(), timeoutMs: 60_000 };
    const script = `
      import { startLambda } from ${JSON.stringify(import.meta.resolve("./lambda-process.ts"))};
      await (await startLambda(${JSON.stringify(lambda)})).invoke({});
    `;
    const parent = spawn(process.execPath, ["--input-type=module", "-e", script], { stdio: "inherit" });
    await untilExists(join(directory(), "pid"));
    const pid = readFileSync(join(directory(), "pid"), "utf8");
    expect(isRunning(pid)).toBe(true);
    parent.kill("SIGKILL");
    await vi.waitUntil(() => !isRunning(pid), { timeout: 2000, interval: 20 });
  });
});

/** A killed process that nobody has collected yet has no command line any more, but still a process id. */
function isRunning(pid: string): boolean {
  const path = `/proc/${pid}/cmdline`;
  return existsSync(path) && readFileSync(path, "utf8") !== "";
}
