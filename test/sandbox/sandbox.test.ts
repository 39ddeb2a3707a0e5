import { CloudWatchClient, PutMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { GetParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BundlesMissing } from "../../sandbox/bundles.ts";
import { PortTaken } from "../../sandbox/listen.ts";
import { type Sandbox, startSandbox } from "../../sandbox/sandbox.ts";
import { clientOptions } from "./aws.ts";
import { bundlesOf } from "./bundles.ts";
import { until } from "./until.ts";

const sources = {
  health: 'export const handler = async () => { console.log("up"); return process.env; };',
  facts: 'export const handler = () => { console.log("begun"); return new Promise(() => {}); };',
};
const { directory: bundles, remove } = bundlesOf(sources);
let sandbox: Sandbox;
let port = 0;

// Four ports in a row cannot be asked for: guess, and guess again when somebody was there first.
async function startSomewhere(): Promise<Sandbox> {
  for (let attempt = 0; ; attempt++) {
    port = 20_000 + Math.floor(Math.random() * 10_000);
    try {
      return await startSandbox({ port, bundles });
    } catch (error) {
      if (!(error instanceof PortTaken) || attempt === 20) throw error;
    }
  }
}

beforeAll(async () => {
  sandbox = await startSomewhere();
});

afterAll(async () => {
  await sandbox.stop();
  remove();
});

const options = (region: string) => clientOptions(`http://127.0.0.1:${port}`, region);
const control = (method: string, path: string) =>
  fetch(`http://127.0.0.1:${port}/_sandbox/${path}`, { method });
const product = (offset: number, path: string) => fetch(`http://127.0.0.1:${port + offset}${path}`);

async function invoke(awsRegion: string, FunctionName: string) {
  const { Payload } = await new LambdaClient(options(awsRegion)).send(new InvokeCommand({ FunctionName }));
  return JSON.parse(Buffer.from(Payload ?? []).toString());
}

test("what a user exports leads to the sandbox and holds every region's secrets", () => {
  expect(sandbox.env).toEqual({
    AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: expect.any(String),
    AWS_SECRET_ACCESS_KEY: expect.any(String),
    SANDBOX_PORT: String(port),
    PARITY_SECRET_US_SYNTHETIC_USER: expect.any(String),
    PARITY_SECRET_US_UNLEASH_TOKEN: expect.any(String),
    PARITY_SECRET_EU_SYNTHETIC_USER: expect.any(String),
    PARITY_SECRET_EU_UNLEASH_TOKEN: expect.any(String),
    PARITY_SECRET_AU_SYNTHETIC_USER: expect.any(String),
    PARITY_SECRET_AU_UNLEASH_TOKEN: expect.any(String),
  });
});

test("the products of us, eu and au listen next to each other", async () => {
  for (const [offset, region] of [
    [1, "us"],
    [2, "eu"],
    [3, "au"],
  ] as const) {
    expect(await (await product(offset, "/health")).json()).toEqual({ status: "ok", region });
  }
});

test("a function knows its region, its bucket and the way to AWS", async () => {
  expect(await invoke("eu-west-1", "acme-parity-eu-health")).toMatchObject({
    PARITY_REGION: "eu",
    PARITY_STATE_BUCKET: "acme-parity-eu-state",
    AWS_REGION: "eu-west-1",
    AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
    AWS_ACCESS_KEY_ID: expect.any(String),
    AWS_SECRET_ACCESS_KEY: expect.any(String),
    SANDBOX_PORT: String(port),
  });
  expect(sandbox.logs()["acme-parity-eu-health"]).toContain("up");
});

test.each([
  ["us", "us-east-1"],
  ["eu", "eu-west-1"],
  ["au", "ap-southeast-2"],
])("%s has its own bucket and its own secrets", async (region, awsRegion) => {
  const s3 = new S3Client(options(awsRegion));
  const object = { Bucket: `acme-parity-${region}-state`, Key: "sheet.json" };
  await s3.send(new PutObjectCommand({ ...object, Body: region }));
  const { Body } = await s3.send(new GetObjectCommand(object));
  expect(await Body?.transformToString()).toBe(region);

  const ssm = new SSMClient(options(awsRegion));
  for (const name of ["synthetic-user", "unleash-token"]) {
    const asked = new GetParameterCommand({ Name: `/acme/parity/${region}/${name}`, WithDecryption: true });
    const variable = `PARITY_SECRET_${region}_${name}`.toUpperCase().replace("-", "_");
    expect((await ssm.send(asked)).Parameter?.Value).toBe(sandbox.env[variable]);
  }
});

test("a published metric is seen by the program and by a person with curl", async () => {
  const put = new PutMetricDataCommand({
    Namespace: "Parity",
    MetricData: [{ MetricName: "Seen", Value: 1 }],
  });
  await new CloudWatchClient(options("eu-west-1")).send(put);
  const seen = sandbox.metrics().filter(({ name }) => name === "Seen");
  expect(seen).toMatchObject([{ awsRegion: "eu-west-1", namespace: "Parity", value: 1, unit: "None" }]);
  expect(await (await control("GET", "metrics")).json()).toEqual(sandbox.metrics());
});

describe("a region that is stopped", () => {
  test("answers nobody until it is started again, and the others never notice", async () => {
    expect(await (await control("POST", "regions/us/stop")).json()).toEqual({
      region: "us",
      state: "stopped",
    });
    await expect(product(1, "/health")).rejects.toThrow("fetch failed");
    await expect(invoke("us-east-1", "acme-parity-us-health")).rejects.toMatchObject({ code: "ECONNRESET" });
    expect((await product(2, "/health")).status).toBe(200);
    expect(await invoke("eu-west-1", "acme-parity-eu-health")).toMatchObject({ PARITY_REGION: "eu" });

    expect(await (await control("POST", "regions/us/start")).json()).toEqual({
      region: "us",
      state: "running",
    });
    expect((await product(1, "/health")).status).toBe(200);
    expect(await invoke("us-east-1", "acme-parity-us-health")).toMatchObject({ PARITY_REGION: "us" });
  });

  test("takes down what it was doing", async () => {
    const hanging = invoke("ap-southeast-2", "acme-parity-au-facts").catch((error: unknown) => error);
    await until(() => sandbox.logs()["acme-parity-au-facts"]?.[0]);
    await sandbox.stopRegion("au");
    expect(await hanging).toMatchObject({ code: "ECONNRESET" });
    await Promise.all([sandbox.startRegion("au"), sandbox.startRegion("au")]);
    expect((await product(3, "/health")).status).toBe(200);
  });

  test("must be one of the three", async () => {
    const response = await control("POST", "regions/mars/stop");
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({ message: 'No region "mars" here: there are us, eu, au.' });
  });
});

test("a wrong control path is answered with the right ones", async () => {
  const response = await control("GET", "regions/us/stop");
  expect(response.status).toBe(404);
  expect(await response.text()).toContain("POST /_sandbox/regions/<region>/stop");
});

test("a port that is taken is named, and nothing is left running", async () => {
  await expect(startSandbox({ port: port - 2, bundles })).rejects.toThrow(`Port ${port} is taken.`);
  await expect(product(-2, "/")).rejects.toThrow("fetch failed");
  await expect(product(-1, "/health")).rejects.toThrow("fetch failed");
});

test("missing bundles are named, with the way to make them", async () => {
  const started = startSandbox({ port, bundles: "/nowhere" });
  await expect(started).rejects.toThrow(BundlesMissing);
  await expect(started).rejects.toThrow(
    "No health.mjs, facts.mjs, parity.mjs, launch.mjs in /nowhere. Make them with: npm run build",
  );
});
