import { expect, test } from "vitest";
import { healthReport } from "../../shared/model/health.ts";
import { usePackaged } from "./packaged.ts";

const invoke = usePackaged({
  services: {},
  config: (url) => `import { defineConfig, http, journey } from "region-parity";
    const url = "${url}";
    const forget = process.env.FORGET;
    export default defineConfig({
      service: "acme",
      baseline: "eu",
      regions: { eu: { aws: "eu-west-1", phase: "live" } },
      checks: () => ({
        up: http({ url }),
        forgetful: journey({}, async ({ step, http }) => {
          if (forget === "step") step("not awaited", async () => { throw new Error("left alone"); });
          if (forget === "request") http.get(url, { expect: { status: 418 } });
          if (forget === "promise") Promise.reject(new Error("left alone"));
          await step("look", () => http.get(url));
        }),
      }),
    });`,
});

// Lambda's runtime ends a process at its first unhandled rejection: nothing would be answered, nor published.
test.each(["step", "request", "promise"])(
  "a %s that a journey forgot to wait for does not take the run of all checks with it",
  async (forgotten) => {
    const invocation = await invoke("health", { event: { publish: false }, env: { FORGET: forgotten } });
    expect(invocation).toMatchObject({ ok: true });
    const { results } = healthReport.parse(invocation.ok && invocation.payload);
    expect(results).toMatchObject([{ check: "up", outcome: "pass" }, { check: "forgetful" }]);
  },
);
