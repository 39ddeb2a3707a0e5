import { createServer } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Listening, listen } from "../../sandbox/listen.ts";
import { putMetrics } from "../../shared/aws/cloudwatch.ts";
import { readParameter } from "../../shared/aws/secrets.ts";
import { loadState, saveState } from "../../shared/aws/state.ts";

let silent: Listening;

beforeAll(async () => {
  silent = await listen(
    createServer(() => {}),
    0,
  );
  process.env.AWS_ENDPOINT_URL = silent.url;
  process.env.AWS_ACCESS_KEY_ID = "AKIDEXAMPLE";
  process.env.AWS_SECRET_ACCESS_KEY = "fake";
});
afterAll(() => silent.stop());

const place = { awsRegion: "eu-west-1", bucket: "acme" };
const point = {
  name: "Heartbeat",
  value: 1,
  unit: "Count",
  dimensions: { Service: "acme", Region: "eu" },
  at: new Date().toISOString(),
} as const;

test.concurrent("writing metrics to an AWS that does not answer ends", async ({ expect }) => {
  await expect(putMetrics("eu-west-1", [point])).rejects.toThrow(/metrics not written in eu-west-1: .*tim/i);
});

test.concurrent.each([
  ["a secret", () => readParameter("eu-west-1", "/acme/parity/token")],
  ["what was kept", () => loadState(place, "key")],
])("reading %s from an AWS that does not answer ends", async (_, read) => {
  await expect(read()).rejects.toThrow(/tim/i);
});

test.concurrent("keeping something in an AWS that does not answer ends", async ({ expect }) => {
  await expect(saveState(place, "key", "text")).rejects.toThrow(/tim/i);
});
