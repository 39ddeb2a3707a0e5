import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { startEndpoint } from "../../sandbox/aws/endpoint.ts";
import type { Service } from "../../sandbox/aws/service.ts";
import type { Listening } from "../../sandbox/listen.ts";
import { buildFunctions } from "../../scripts/build.ts";
import { ensureRuntimeClient } from "../runtime/install.ts";
import { type Invocation, startLambda } from "../runtime/lambda-process.ts";
import { skipUnless } from "../support/require-all.ts";
import { type Served, sendJson, serve } from "../support/server.ts";

/** What one file of tests packages, and the AWS that it runs on. */
interface Given {
  /** The text of a config, for a product at this URL that answers everything with its health and version, and /silence never. */
  readonly config: (url: string) => string;
  readonly services: Readonly<Record<string, Service>>;
}

interface Call {
  readonly event: unknown;
  readonly env?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
}

/** Packages the functions with a config of the test's own; each call is one of a fresh Lambda of region "eu". */
export function usePackaged({ config, services }: Given): (kind: string, call: Call) => Promise<Invocation> {
  let reason: string | undefined;
  let product: Served;
  let aws: Listening;
  let folder = "";
  beforeAll(async () => {
    reason = await ensureRuntimeClient();
    if (reason !== undefined) return;
    product = await serve((response, { url }) => {
      if (url !== "/silence") sendJson(response, { status: "ok", version: "1.0.0" });
    });
    aws = await startEndpoint({ port: 0, services, isDead: () => false, control: async () => undefined });
    folder = await mkdtemp(join(tmpdir(), "packaged-"));
    const file = join(folder, "parity.config.ts");
    await writeFile(file, config(product.url));
    await buildFunctions({ config: file, outDir: join(folder, "dist") });
  }, 600_000);
  beforeEach((context) => skipUnless(reason, context));
  afterAll(async () => {
    await product?.[Symbol.asyncDispose]();
    await aws?.stop();
    if (folder !== "") await rm(folder, { recursive: true });
  });

  return async (kind, { event, env = {}, timeoutMs = 29_000 }) => {
    const lambda = await startLambda({
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
    const invocation = await lambda.invoke(event);
    await lambda.stop();
    return invocation;
  };
}
