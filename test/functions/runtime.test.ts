import { describe, expect, test } from "vitest";
import { healthReport } from "../../shared/model/health.ts";
import { launchReport } from "../../shared/model/verdict.ts";
import { answerInvokes, deleted, invoke, linesOf, payloadOf, useFunctions, written } from "./bench.ts";

useFunctions();

describe("the packaged functions under the real Lambda runtime client", () => {
  test("health starts, runs the checks, publishes and answers; each result is one log line", async () => {
    const invocation = await invoke("health", { publish: true });
    const report = healthReport.parse(payloadOf(invocation));
    expect(report.results.map(({ check, outcome }) => [check, outcome])).toEqual([
      ["quick", "pass"],
      ["hanging", "pass"],
    ]);
    expect(written.find(({ name }) => name === "ChecksPassed")).toMatchObject({
      value: 2,
      awsRegion: "eu-west-1",
    });
    expect(written.find(({ name }) => name === "Heartbeat")).toMatchObject({ awsRegion: "us-east-1" });
    const checks = linesOf(invocation).filter(({ type }) => type === "check");
    expect(checks.map(({ check }) => check).sort()).toEqual(["hanging", "quick"]);
  });

  test("a run that time cuts short publishes what is known, cleans up, and answers", async () => {
    const invocation = await invoke("health", { publish: true }, { HANG: "1" });
    const report = healthReport.parse(payloadOf(invocation));
    expect(report.results).toMatchObject([
      { check: "quick", outcome: "pass" },
      { check: "hanging", outcome: "unknown", problem: { reason: "deadline", step: "wait" }, leaks: [] },
    ]);
    expect(deleted).toEqual(["/left-over"]);
    const values = Object.fromEntries(written.map(({ name, value }) => [name, value]));
    expect(values).toMatchObject({ ChecksPassed: 1, ChecksUnknown: 1, ChecksFailed: 0, Heartbeat: 1 });
  });

  test("without being told to publish, it only answers", async () => {
    payloadOf(await invoke("health", { publish: false }));
    expect(written).toEqual([]);
  });

  test("an event with an unknown key is an error that says so, in one structured log line", async () => {
    const invocation = await invoke("health", { publsh: true });
    expect(invocation).toMatchObject({
      ok: false,
      reason: "error",
      errorMessage: 'event: unknown key "publsh". Known keys: publish.',
    });
    const errors = linesOf(invocation).filter(({ type }) => type === "error");
    expect(errors).toMatchObject([{ level: "ERROR", function: "acme-parity-eu-health" }]);
  });

  test("without its region it does not start, and says which variable is missing", async () => {
    expect(await invoke("health", {}, { PARITY_REGION: "" })).toMatchObject({
      ok: false,
      reason: "init-error",
      errorMessage: expect.stringContaining("the environment variable PARITY_REGION is not set"),
    });
  });

  test("facts gives nothing without a key to seal with", async () => {
    expect(await invoke("facts", {})).toMatchObject({
      ok: false,
      errorMessage: "event.sealKey: is missing: facts are only given sealed.",
    });
  });

  const notFound = {
    status: 404,
    headers: { "x-amzn-errortype": "ResourceNotFoundException" },
    body: '{"Message":"no"}',
  };
  const throttled = {
    status: 429,
    headers: { "x-amzn-errortype": "TooManyRequestsException" },
    body: '{"Message":"slow"}',
  };
  const thrown = {
    status: 200,
    headers: { "x-amz-function-error": "Unhandled" },
    body: '{"errorType":"TypeError","errorMessage":"it broke"}',
  };
  const html = { status: 200, headers: {}, body: "<p>" };

  test.each([
    ["missing", notFound, "not found in us-east-1: deploy it with"],
    ["throttled", throttled, "is throttled in us-east-1"],
    ["failing", thrown, "function acme-parity-us-facts failed: TypeError: it broke"],
    ["answering nonsense", html, "gave an answer that can't be read"],
  ] as const)(
    "a baseline that is %s is baseline-unavailable, and health is still told",
    async (_, answer, why) => {
      answerInvokes(answer);
      const { verdict, health } = launchReport.parse(payloadOf(await invoke("launch", {})));
      expect(verdict.decision).toBe("undecided");
      const doubt = verdict.doubts.find(({ code }) => code === "baseline-unavailable");
      expect(doubt?.message).toContain(why);
      expect(health[0]?.results.map(({ outcome }) => outcome)).toEqual(["pass", "pass"]);
    },
  );
});
