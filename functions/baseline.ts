import * as z from "zod";
import { invoke } from "../shared/aws/lambda.ts";
import { loadState, saveState } from "../shared/aws/state.ts";
import { newSealKey } from "../shared/digest.ts";
import type { BaselineCopy } from "../shared/engine/baseline.ts";
import { type HealthReport, healthReport } from "../shared/model/health.ts";
import type { Json } from "../shared/model/json.ts";
import { Failure } from "../shared/model/problem.ts";
import { type Sheet, sheet } from "../shared/model/sheet.ts";
import { deployCommand, type FunctionKind, functionAddress, functionName } from "../shared/stack/names.ts";
import { home } from "./home.ts";
import { writeLine } from "./log.ts";

const sealKeyName = "seal-key";
const copyName = "baseline-sheet.json";

const bucket = () => ({ awsRegion: home.region.aws, bucket: home.stateBucket });

/** Invokes a function of the baseline, and accepts only an answer of the right shape from the right region. */
async function ask<Schema extends z.ZodType<{ service: string; region: string }>>(
  kind: FunctionKind,
  event: Json,
  schema: Schema,
  signal: AbortSignal,
): Promise<z.output<Schema>> {
  const { config, baseline } = home;
  const name = functionName(config.service, baseline.name, kind);
  const target = {
    awsRegion: baseline.aws,
    functionName: name,
    address: functionAddress(baseline, name),
    deployCommand: deployCommand(baseline.name),
  };
  const parsed = schema.safeParse(await invoke(target, event, signal));
  if (!parsed.success) {
    const why = z.prettifyError(parsed.error).split("\n")[0];
    const message = `function ${name} gave an answer that can't be read (${why}): is it of another version?`;
    throw new Failure({ reason: "shape", message }, "unknown");
  }
  const answer = parsed.data;
  if (answer.service === config.service && answer.region === baseline.name) return answer;
  const message = `function ${name} answered for ${answer.service} ${answer.region}`;
  throw new Failure({ reason: "shape", message }, "unknown");
}

export const askBaselineSheet = (sealKey: string, signal: AbortSignal): Promise<Sheet> =>
  ask("facts", { sealKey }, sheet, signal);

export const askBaselineHealth = (signal: AbortSignal): Promise<HealthReport> =>
  ask("health", { publish: false }, healthReport, signal);

/** The last good sheet of the baseline, in this region's own bucket. */
export const baselineCopy: BaselineCopy = {
  async load() {
    const text = await loadState(bucket(), copyName);
    return text === undefined ? undefined : sheet.parse(JSON.parse(text));
  },
  async save(fresh) {
    await saveState(bucket(), copyName, JSON.stringify(fresh));
  },
};

/**
 * The key that this region's comparisons are sealed with, made on the first run and kept in the bucket:
 * with another one the kept copy could not be compared. `kept` is false where the bucket refuses.
 */
export async function obtainSealKey(): Promise<{ readonly key: string; readonly kept: boolean }> {
  try {
    const known = await loadState(bucket(), sealKeyName);
    if (known !== undefined) return { key: known, kept: true };
    const key = newSealKey();
    const isFirst = await saveState(bucket(), sealKeyName, key, { onlyNew: true });
    return { key: isFirst ? key : ((await loadState(bucket(), sealKeyName)) ?? key), kept: true };
  } catch (error) {
    writeLine({ level: "WARN", type: "trouble", message: `no lasting seal key: ${String(error)}` });
    return { key: newSealKey(), kept: false };
  }
}
