import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { buildFunctions } from "../../scripts/build.ts";
import { healthReport } from "../../shared/model/health.ts";
import { ensureRuntimeClient } from "../runtime/install.ts";
import { startLambda } from "../runtime/lambda-process.ts";
import { skipUnless } from "../support/require-all.ts";
import { type Served, sendJson, serve } from "../support/server.ts";

let reason: string | undefined;
let product: Served;
let folder = "";

const configOf = (url: string) => `import { defineConfig, http, journey } from "region-parity";
const url = "${url}";
export default defineConfig({
  service: "acme",
  baseline: "us",
  regions: { us: { aws: "us-east-1", phase: "live" } },
  checks: () => ({
    up: http({ url }),
    forgetful: journey({}, async ({ step, http }) => {
      if (process.env.FORGET === "step") step("not awaited", async () => { throw new Error("left alone"); });
      if (process.env.FORGET === "request") http.get(url, { expect: { status: 418 } });
      if (process.env.FORGET === "promise") Promise.reject(new Error("left alone"));
      await step("look", () => http.get(url));
    }),
  }),
});`;

beforeAll(async () => {
  reason = await ensureRuntimeClient();
  if (reason !== undefined) return;
  product = await serve((response) => sendJson(response, { status: "ok" }));
  folder = await mkdtemp(join(tmpdir(), "forgotten-"));
  const config = join(folder, "parity.config.ts");
  await writeFile(config, configOf(product.url));
  await buildFunctions({ config, outDir: join(folder, "dist") });
}, 600_000);
beforeEach((context) => skipUnless(reason, context));
afterAll(async () => {
  await product?.[Symbol.asyncDispose]();
  if (folder !== "") await rm(folder, { recursive: true });
});

// Lambda ends a process at its first unhandled rejection: nothing would be answered, nor published.
test.each(["step", "request", "promise"])("a %s that a journey forgot to wait for does not take the run of all checks with it", async (forgotten) => {
  const lambda = await startLambda({
    directory: join(folder, "dist"),
    handler: "health.handler",
    functionName: "acme-parity-us-health",
    env: { PARITY_REGION: "us", PARITY_STATE_BUCKET: "none", FORGET: forgotten },
    timeoutMs: 29_000,
  });
  const invocation = await lambda.invoke({ publish: false });
  await lambda.stop();
  expect(invocation).toMatchObject({ ok: true });
  const { results } = healthReport.parse(invocation.ok && invocation.payload);
  expect(results).toMatchObject([{ check: "up", outcome: "pass" }, { check: "forgetful" }]);
});
