import { expect, test } from "vitest";
import { cloudWatchService, type MetricDatum } from "../../sandbox/aws/cloudwatch.ts";
import { healthReport } from "../../shared/model/health.ts";
import { usePackaged } from "./packaged.ts";

const written: MetricDatum[] = [];

const invoke = usePackaged({
  services: { monitoring: cloudWatchService((datum) => written.push(datum)) },
  config: (url) => `import { defineConfig, http, journey } from "region-parity";
    const url = "${url}";
    export default defineConfig({
      service: "acme",
      baseline: "eu",
      regions: { eu: { aws: "eu-west-1", phase: "live" } },
      checks: () => ({
        up: http({ url }),
        stuck: journey({ timeout: "60s" }, async ({ step, http, cleanup }) => {
          cleanup(() => http.delete(url + "/silence"));
          await step("wait", () => http.get(url + "/silence"));
        }),
      }),
    });`,
});

test("where the product hangs and its clean-up too, the run still answers and publishes before it is killed", async () => {
  const invocation = await invoke("health", { event: { publish: true }, timeoutMs: 10_500 });
  expect(invocation).toMatchObject({ ok: true });
  expect(healthReport.parse(invocation.ok && invocation.payload).results).toMatchObject([
    { check: "up", outcome: "pass" },
    { check: "stuck", outcome: "unknown", problem: { reason: "deadline" }, leaks: [{ reason: "cleanup" }] },
  ]);
  const values = Object.fromEntries(written.map(({ name, value }) => [name, value]));
  expect(values).toMatchObject({ ChecksPassed: 1, ChecksUnknown: 1, CleanupLeaks: 1, Heartbeat: 1 });
});
