import type { ReadyConfig } from "../config/resolve.ts";
import type { ReadyRegion } from "../config/resolve-region.ts";
import type { Json } from "../model/json.ts";
import { type FunctionKind, functionName } from "./names.ts";
import { roleId, roleResources, roleStatements } from "./roles.ts";
import { timeLimits } from "./time-limits.ts";

const bucketId = "StateBucket";

/** What serverless.yml puts in its places for one region. */
export interface Stack {
  readonly service: string;
  readonly stackName: string;
  readonly awsRegion: string;
  readonly environment: Readonly<Record<string, Json>>;
  readonly functions: Readonly<Record<FunctionKind, Json>>;
  readonly resources: Readonly<Record<string, Json>>;
}

/** Runs that can't start at once are dropped after this time: a late result is worth less than none. */
const maxEventAgeSeconds = 60;

/** Planned regions are not checked yet, and the baseline is compared with nothing. */
function scheduleOf(kind: FunctionKind, config: ReadyConfig, region: ReadyRegion): Json[] {
  if (kind !== "health" && kind !== "parity") return [];
  const enabled = region.phase !== "planned" && (kind === "health" || region.name !== config.baseline);
  return [{ schedule: { rate: config.schedule[kind], enabled, input: { publish: true } } }];
}

function stateBucket(): Json {
  return {
    Type: "AWS::S3::Bucket",
    DeletionPolicy: "Retain",
    UpdateReplacePolicy: "Retain",
    Properties: {
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" } }],
      },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    },
  };
}

/** One region's stack, from the same config as all others. */
export function describeStack(config: ReadyConfig, region: ReadyRegion): Stack {
  const { service } = config;
  const limits = timeLimits(config, region);
  const describe = (kind: FunctionKind): Json => ({
    name: functionName(service, region.name, kind),
    handler: `dist/lambda/${kind}.handler`,
    role: roleId(kind),
    timeout: limits[kind],
    maximumRetryAttempts: 0,
    maximumEventAge: maxEventAgeSeconds,
    events: scheduleOf(kind, config, region),
  });
  return {
    service: `${service}-parity`,
    stackName: `${service}-parity-${region.name}`,
    awsRegion: region.aws,
    environment: { PARITY_REGION: region.name, PARITY_STATE_BUCKET: { Ref: bucketId } },
    functions: {
      health: describe("health"),
      facts: describe("facts"),
      parity: describe("parity"),
      launch: describe("launch"),
    },
    resources: {
      [bucketId]: stateBucket(),
      ...roleResources(roleStatements(config, region, bucketId)),
    },
  };
}
