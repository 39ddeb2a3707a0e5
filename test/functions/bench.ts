import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { cloudWatchService, type MetricDatum } from "../../sandbox/aws/cloudwatch.ts";
import { startEndpoint } from "../../sandbox/aws/endpoint.ts";
import type { Reply } from "../../sandbox/aws/service.ts";
import { ssmService } from "../../sandbox/aws/ssm.ts";
import type { Listening } from "../../sandbox/listen.ts";
import { buildFunctions } from "../../scripts/build.ts";
import { ensureRuntimeClient } from "../runtime/install.ts";
import { type Invocation, type LambdaProcess, startLambda } from "../runtime/lambda-process.ts";
import { skipUnless } from "../support/require-all.ts";

/** Longer than the reserve that every run keeps for clean-up and publishing. */
const timeoutMs = 10_500;

let reason: string | undefined;
let folder = "";
let aws: Listening;
let product: Server;
let productUrl = "";
let lambda: LambdaProcess | undefined;
export const written: MetricDatum[] = [];
export const deleted: string[] = [];
/** How AWS Lambda answers when the baseline's functions are invoked. */
let invokeReply: Reply = { status: 500, headers: {}, body: "{}" };

export function answerInvokes(reply: Reply): void {
  invokeReply = reply;
}

/** Says that it is up, takes a minute over anything slow, and remembers what it was told to delete. */
function startProduct(): Server {
  return createServer((request, response) => {
    if (request.method === "DELETE") deleted.push(request.url ?? "");
    if (request.url !== "/slow") response.end('{"status":"ok","version":"1.0.0"}');
  });
}

/** Registers the hooks of a test file that runs the packaged functions, or skips its tests. */
export function useFunctions(): void {
  beforeAll(async () => {
    reason = await ensureRuntimeClient();
    if (reason !== undefined) return;
    folder = await mkdtemp(join(tmpdir(), "functions-"));
    product = startProduct().listen(0, "127.0.0.1");
    await once(product, "listening");
    const address = product.address();
    productUrl = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
    aws = await startEndpoint({
      port: 0,
      services: {
        monitoring: cloudWatchService((datum) => written.push(datum)),
        ssm: ssmService({ "eu-west-1": {} }),
        lambda: async () => invokeReply,
      },
      isDead: () => false,
      control: async () => undefined,
    });
    const config = join(folder, "parity.config.ts");
    await writeFile(
      config,
      `import { defineConfig, http, httpJson, journey } from "region-parity";
    const url = "${productUrl}";
    export default defineConfig({
      service: "acme",
      baseline: "us",
      regions: {
        us: { aws: "us-east-1", phase: "live" },
        eu: { aws: "eu-west-1", phase: "live" },
      },
      checks: () => ({
        quick: http({ url }),
        hanging: journey({ timeout: "60s" }, async ({ step, http, cleanup }) => {
          cleanup(() => http.delete(url + "/left-over"));
          await step("wait", () => http.get(url + (process.env.HANG ? "/slow" : "/quick")));
        }),
      }),
      sources: () => ({ api: httpJson({ url, facts: ({ version }) => ({ version }) }) }),
      launch: { rounds: 1 },
    });`,
    );
    await buildFunctions({ config, outDir: join(folder, "dist") });
  }, 600_000);
  beforeEach((context) => {
    skipUnless(reason, context);
    written.length = 0;
    deleted.length = 0;
  });
  afterEach(() => lambda?.stop());
  afterAll(async () => {
    product?.closeAllConnections();
    product?.close();
    await aws?.stop();
    if (folder !== "") await rm(folder, { recursive: true });
  });
}

/** Starts a packaged function under AWS's own runtime client, and sends it one event. */
export async function invoke(
  kind: string,
  event: unknown,
  env: Record<string, string> = {},
): Promise<Invocation> {
  lambda = await startLambda({
    directory: join(folder, "dist"),
    handler: `${kind}.handler`,
    functionName: `acme-parity-eu-${kind}`,
    env: {
      PARITY_REGION: "eu",
      PARITY_STATE_BUCKET: "acme-parity-eu-state",
      AWS_REGION: "eu-west-1",
      AWS_ENDPOINT_URL: aws.url,
      AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
      AWS_SECRET_ACCESS_KEY: "fake",
      ...env,
    },
    timeoutMs,
  });
  return lambda.invoke(event);
}

export function payloadOf(invocation: Invocation): unknown {
  if (invocation.ok) return invocation.payload;
  throw new Error(`${invocation.reason}: ${invocation.errorMessage}\n${invocation.log}`);
}

/** The structured lines of a log: what the function wrote itself. */
export function linesOf({ log }: Invocation): { type?: string; check?: string; message?: string }[] {
  return log
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line));
}
