import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, vi } from "vitest";
import { skipUnless } from "../support/require-all.ts";
import { ensureRuntimeClient } from "./install.ts";
import { type LambdaProcess, startLambda } from "./lambda-process.ts";

const INSTALL_LIMIT_MS = 10 * 60_000;

/** The ARN under which the harness's own tests invoke their handlers. */
export const ARN = "arn:aws:lambda:ap-southeast-2:111122223333:function:acme-prod-health:live";

/** What a test of the harness works with; `directory` is a fresh one a test. */
export interface Bench {
  directory(): string;
  /** Starts the bundle in the directory, `health.mjs`, which `source` writes first if given. */
  start(source?: string, more?: { timeoutMs?: number; env?: Record<string, string> }): Promise<LambdaProcess>;
}

/** Registers the hooks of a test file that runs handlers under the Lambda runtime client, or skips its tests. */
export function useBench(): Bench {
  let unavailable: string | undefined;
  let directory = "";
  let lambda: LambdaProcess | undefined;

  beforeAll(async () => {
    unavailable = await ensureRuntimeClient();
  }, INSTALL_LIMIT_MS);
  beforeEach(async (context) => {
    skipUnless(unavailable, context);
    directory = await mkdtemp(join(tmpdir(), "harness-"));
  });
  afterEach(async () => {
    await lambda?.stop();
    lambda = undefined;
    if (directory !== "") await rm(directory, { recursive: true, force: true });
  });

  return {
    directory: () => directory,
    async start(source, { timeoutMs = 5000, env = {} } = {}) {
      if (source !== undefined) await writeFile(join(directory, "health.mjs"), source);
      const functionName = "acme-prod-health";
      const handler = "health.handler";
      lambda = await startLambda({ directory, handler, functionName, functionArn: ARN, env, timeoutMs });
      return lambda;
    },
  };
}

/** Waits, at most 5 s, for a file that a handler writes to say that it is running. */
export async function untilExists(path: string): Promise<void> {
  await vi.waitUntil(() => existsSync(path), { timeout: 5000, interval: 20 });
}
