import { afterAll, beforeAll, expect, test } from "vitest";
import { until } from "../sandbox/until.ts";
import { type Served, serve } from "../support/server.ts";
import { run, start } from "./child.ts";
import { outside, useConfigFolder } from "./config-file.ts";

const folder = useConfigFolder(outside);
const config = `import { defineConfig, http } from "region-parity";
  export default defineConfig({
    service: "acme", baseline: "us", regions: { us: { aws: "us-east-1", phase: "live" } },
    checks: () => ({ up: http({ url: "https://acme.example" }) }),
  });`;
/** An AWS that takes a call and never answers. */
let silent: Served;

beforeAll(async () => {
  silent = await serve(() => {});
  await folder.write(config, "parity.config.ts");
});
afterAll(() => silent[Symbol.asyncDispose]());

test("without AWS credentials, a launch could not tell, and says how to log in", async () => {
  // No profile and no role of a machine.
  const env = { HOME: folder.path(), AWS_EC2_METADATA_DISABLED: "true", AWS_ENDPOINT_URL: silent.url };
  const { code, out } = await run(["launch", "us"], { cwd: folder.path(), env });
  expect(code).toBe(2);
  expect(out).toMatchInlineSnapshot(`
    "us  UNDECIDED
    us  unknown  function acme-parity-us-launch in us-east-1: no AWS credentials found: set AWS_PROFILE, or log in with: aws sso login"
  `);
});

test("Ctrl-C while a deployed gate is at work ends the wait, and says that it was a person's doing", async () => {
  const env = { AWS_ACCESS_KEY_ID: "a", AWS_SECRET_ACCESS_KEY: "b", AWS_ENDPOINT_URL: silent.url };
  const { child, ended } = start(["launch", "us"], { cwd: folder.path(), env });
  await until(() => silent.received[0]);
  child.kill("SIGINT");
  const { code, out } = await ended;
  expect(code).toBe(2);
  expect(out).toContain("us  UNDECIDED");
  expect(out).toContain("interrupted");
});
