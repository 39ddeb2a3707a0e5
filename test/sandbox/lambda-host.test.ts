import { expect, onTestFinished, test } from "vitest";
import { LambdaHost } from "../../sandbox/lambda-host.ts";
import { bundlesOf } from "./bundles.ts";
import { until } from "./until.ts";

function hostOf(sources: Record<string, string>, timeoutMs = 5_000): LambdaHost {
  const bundles = bundlesOf(sources);
  const host = new LambdaHost({
    bundles: bundles.directory,
    service: "acme",
    env: { us: { PARITY_REGION: "us" }, eu: { PARITY_REGION: "eu" }, au: { PARITY_REGION: "au" } },
    timeoutsMs: { health: timeoutMs, facts: 5_000, parity: 5_000, launch: 5_000 },
  });
  onTestFinished(async () => {
    await host.stop();
    bundles.remove();
  });
  return host;
}

async function call(host: LambdaHost, fn: string, event: unknown = {}) {
  const { payload, error } = await host.invoke("eu-west-1", `acme-parity-eu-${fn}`, event);
  return { result: JSON.parse(payload), error };
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

const pid = "export const handler = async () => process.pid;";
const endless =
  'export const handler = () => { console.log("begun", process.pid); return new Promise(() => {}); };';

test("a function gets its event and returns its answer", async () => {
  const host = hostOf({ health: "export const handler = async (event) => ({ got: event });" });
  expect(await call(host, "health", { round: 2 })).toEqual({
    result: { got: { round: 2 } },
    error: undefined,
  });
});

test("a function that returns nothing returns null", async () => {
  const host = hostOf({ health: "export const handler = async () => {};" });
  expect(await call(host, "health")).toEqual({ result: null, error: undefined });
});

test("the context is Lambda's", async () => {
  const source = `export const handler = async (_, context) =>
    ({ ...context, left: context.getRemainingTimeInMillis() });`;
  const { result } = await call(hostOf({ health: source }), "health");
  expect(result).toMatchObject({
    functionName: "acme-parity-eu-health",
    functionVersion: "$LATEST",
    invokedFunctionArn: "arn:aws:lambda:eu-west-1:000000000000:function:acme-parity-eu-health",
    memoryLimitInMB: "512",
    awsRequestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
  expect(result.left).toBeGreaterThan(3_000);
  expect(result.left).toBeLessThanOrEqual(5_000);
});

test("a function sees its own environment and nothing of ours but PATH", async () => {
  const host = hostOf({ health: "export const handler = async () => process.env;" });
  expect((await call(host, "health")).result).toEqual({
    PATH: process.env.PATH,
    PARITY_REGION: "eu",
    AWS_LAMBDA_FUNCTION_NAME: "acme-parity-eu-health",
    AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: "512",
  });
});

test("one event after another is handled by the same process", async () => {
  const host = hostOf({ health: pid });
  const { result } = await call(host, "health");
  expect((await call(host, "health")).result).toBe(result);
});

test("events at the same time are handled by different processes", async () => {
  const host = hostOf({ health: pid });
  const pids = await Promise.all([call(host, "health"), call(host, "health"), call(host, "health")]);
  expect(new Set(pids.map(({ result }) => result)).size).toBe(3);
});

test("what a function writes is its log, complete when it has returned", async () => {
  const source = `export const handler = async ({ n }) => {
    console.log("line", n);
    console.error("warning", n);
    process.stdout.write("without an end");
  };`;
  const host = hostOf({ health: source });
  await call(host, "health", { n: 1 });
  await call(host, "health", { n: 2 });
  const lines = host.logs()["acme-parity-eu-health"] ?? [];
  expect(lines.filter((line) => !line.startsWith("warning"))).toEqual([
    "line 1",
    "without an end",
    "line 2",
    "without an end",
  ]);
  expect(lines.filter((line) => line.startsWith("warning"))).toEqual(["warning 1", "warning 2"]);
});

test("a handler that throws is a function error, and its process is used again", async () => {
  const host = hostOf({
    health: 'export const handler = async () => { throw new RangeError("no " + process.pid); };',
  });
  const first = await call(host, "health");
  expect(first).toEqual({
    error: "Unhandled",
    result: {
      errorType: "RangeError",
      errorMessage: expect.stringMatching(/^no \d+$/),
      trace: expect.any(Array),
    },
  });
  expect((await call(host, "health")).result.errorMessage).toBe(first.result.errorMessage);
});

test("a handler over its time is ended, and others are not", async () => {
  const host = hostOf({ health: endless, facts: pid }, 250);
  const before = await call(host, "facts");
  const { result, error } = await call(host, "health");
  expect(error).toBe("Unhandled");
  expect(result).toEqual({
    errorType: "Sandbox.Timedout",
    errorMessage: expect.stringMatching(
      /^RequestId: [0-9a-f-]{36} Error: Task timed out after 0.25 seconds$/,
    ),
  });
  const [begun, late] = host.logs()["acme-parity-eu-health"] ?? [];
  expect(late).toMatch(/Task timed out after 0.25 seconds$/);
  expect(isRunning(Number(begun?.split(" ")[1]))).toBe(false);
  expect((await call(host, "facts")).result).toBe(before.result);
});

test("a handler that blocks its process is ended too", async () => {
  const host = hostOf({ health: "export const handler = () => { for (;;); };" }, 250);
  expect((await call(host, "health")).result.errorType).toBe("Sandbox.Timedout");
});

test.each([
  [
    "ends its process",
    "export const handler = () => process.exit(7);",
    "Runtime.ExitError",
    /exit status 7$/,
  ],
  [
    "is not there",
    "export const other = 1;",
    "Runtime.HandlerNotFound",
    /does not export a function named handler/,
  ],
  ["cannot be loaded", 'import "./nowhere.mjs";', "Error", /Cannot find module/],
])("a handler that %s is a function error", async (_, source, errorType, errorMessage) => {
  const { result, error } = await call(hostOf({ health: source }), "health");
  expect(error).toBe("Unhandled");
  expect(result).toMatchObject({ errorType, errorMessage: expect.stringMatching(errorMessage) });
});

test("after a crash the next event finds a new process", async () => {
  const host = hostOf({
    health: "export const handler = async ({ crash }) => crash ? process.exit(1) : process.pid;",
  });
  const { result: first } = await call(host, "health");
  await call(host, "health", { crash: true });
  const { result: second } = await call(host, "health");
  expect(second).toEqual(expect.any(Number));
  expect(second).not.toBe(first);
});

test("functions are known in their own region alone", () => {
  const host = hostOf({});
  expect(host.has("eu-west-1", "acme-parity-eu-health")).toBe(true);
  expect(host.has("us-east-1", "acme-parity-eu-health")).toBe(false);
  expect(host.has("eu-west-1", "acme-parity-eu-other")).toBe(false);
});

test("nothing is left running after the stop, not even what was busy", async () => {
  const host = hostOf({ health: endless, facts: pid });
  const { result: idle } = await call(host, "facts");
  const busy = call(host, "health");
  const begun = await until(() => host.logs()["acme-parity-eu-health"]?.[0]);
  await host.stop();
  expect(isRunning(idle)).toBe(false);
  expect(isRunning(Number(begun.split(" ")[1]))).toBe(false);
  expect((await busy).result).toMatchObject({ errorType: "Runtime.ExitError" });
  await expect(call(host, "facts")).rejects.toThrow("No function acme-parity-eu-facts runs in eu-west-1.");
});
