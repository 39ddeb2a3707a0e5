import { join } from "node:path";
import { build } from "esbuild";
import { describe, expect, test } from "vitest";
import { ARN, useBench } from "./harness.ts";

const { start, directory } = useBench();

describe("an invocation", () => {
  test("gives back what the handler returns for the event", async () => {
    const { invoke } = await start(`export const handler = async (event) => ({ got: event });`);
    const payload = { got: { region: "eu", name: "Zürich" } };
    expect(await invoke({ region: "eu", name: "Zürich" })).toEqual({ ok: true, payload, log: "" });
  });

  test("that throws is an error with its type and message, and the next one finds the same process", async () => {
    const { invoke } = await start(`
      let count = 0;
      export const handler = async () => {
        count += 1;
        if (count === 1) throw new TypeError("no region");
        return count;
      };
    `);
    expect(await invoke({})).toEqual({
      ok: false,
      reason: "error",
      errorType: "TypeError",
      errorMessage: "no region",
      log: expect.stringContaining("Invoke Error"),
    });
    expect(await invoke({})).toMatchObject({ ok: true, payload: 2 });
  });

  test("that comes while another is under way waits for it", async () => {
    const { invoke } = await start(`
      let busy = 0;
      export const handler = async () => {
        busy += 1;
        await new Promise((resolve) => setTimeout(resolve, 50));
        return busy--;
      };
    `);
    expect(await Promise.all([invoke({}), invoke({})])).toMatchObject([{ payload: 1 }, { payload: 1 }]);
  });

  test("that returns more than Lambda carries is an error", async () => {
    const { invoke } = await start(`export const handler = async (size) => "x".repeat(size);`);
    expect(await invoke(6_291_554)).toMatchObject({ ok: true });
    expect(await invoke(6_291_555)).toMatchObject({ errorType: "Function.ResponseSizeTooLarge" });
  });

  test("has the lines written since the one before, those of starting up included", async () => {
    const { invoke } = await start(`
      console.log("starting");
      export const handler = async ({ n }) => {
        console.log(JSON.stringify({ n }));
        process.stdout.write("raw " + n + "\\n");
        console.error("x".repeat(200_000) + "|end " + n);
      };
    `);
    const [first, second] = [await invoke({ n: 1 }), await invoke({ n: 2 })];
    expect(first.log).toMatch(
      /^\S+\t-\tINFO\tstarting\n\S+\t[\da-f-]{36}\tINFO\t\{"n":1\}\nraw 1\n.*\|end 1\n$/s,
    );
    expect(second.log).toMatch(/^\S+\t[\da-f-]{36}\tINFO\t\{"n":2\}\nraw 2\n.*\|end 2\n$/s);
  });
});

describe("what the handler sees", () => {
  test("is a context that tells who it is and how long it has", async () => {
    const { invoke } = await start(`export const handler = async (event, context) => {
      const before = context.getRemainingTimeInMillis();
      await new Promise((resolve) => setTimeout(resolve, 200));
      return { ...context, before, after: context.getRemainingTimeInMillis() };
    };`);
    expect(await invoke({})).toMatchObject({
      payload: {
        functionName: "acme-prod-health",
        functionVersion: "$LATEST",
        invokedFunctionArn: ARN,
        memoryLimitInMB: "128",
        awsRequestId: expect.stringMatching(/^[\da-f-]{36}$/),
        before: expect.toSatisfy((ms: number) => ms > 4500 && ms <= 5000),
        after: expect.toSatisfy((ms: number) => ms > 3500 && ms <= 4810),
      },
    });
  });

  test("is the environment it was given and Lambda's own, nothing of ours", async () => {
    const env = { UNLEASH_TOKEN: "t", AWS_LAMBDA_FUNCTION_NAME: "not-me" };
    const { invoke } = await start("export const handler = async () => process.env;", { env });
    const invocation = await invoke({});
    expect(invocation).toMatchObject({
      payload: {
        UNLEASH_TOKEN: "t",
        AWS_LAMBDA_FUNCTION_NAME: "acme-prod-health",
        AWS_REGION: "ap-southeast-2",
        TZ: ":UTC",
      },
    });
    const names = Object.keys((invocation.ok && invocation.payload) || {});
    const others = names.filter((name) => !/^(AWS|LAMBDA|_X_AMZN)_/.test(name));
    expect(others.toSorted()).toEqual(["LANG", "PATH", "TZ", "UNLEASH_TOKEN", "_HANDLER"]);
    expect(Object.keys(process.env)).toContain("VITEST");
  });

  test("is Node 24, in the bundle's directory", async () => {
    const { invoke } = await start(
      "export const handler = async () => [process.versions.node, process.cwd()];",
    );
    expect(await invoke({})).toMatchObject({ payload: [expect.stringMatching(/^24\./), directory()] });
  });
});

test("middy's early timeout aborts the signal with time left to return", async () => {
  const contents = `
    import middy from "@middy/core";
    const work = (event, context, { signal }) => new Promise((resolve) => {
      signal.addEventListener("abort", () => resolve({ left: context.getRemainingTimeInMillis() }));
      setTimeout(resolve, 1e9);
    });
    export const handler = middy({ timeoutEarlyInMillis: 600 }).handler(work);
  `;
  await build({
    stdin: { contents, resolveDir: import.meta.dirname },
    outfile: join(directory(), "health.mjs"),
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node24",
  });
  const { invoke } = await start(undefined, { timeoutMs: 1500 });
  const left = expect.toSatisfy((ms: number) => ms > 200 && ms <= 600);
  expect(await invoke({})).toMatchObject({ ok: true, payload: { left } });
});
