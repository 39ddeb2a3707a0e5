import type { ReadyConfig } from "../config/resolve.ts";
import type { ReadyRegion } from "../config/resolve-region.ts";
import type { Json } from "../model/json.ts";
import type { Region } from "../model/region.ts";
import { namespace } from "../publish/metrics.ts";
import { type FunctionKind, functionName, secretPath } from "./names.ts";
import { watcherOf } from "./watcher.ts";

type Statement = { Effect: "Allow"; Action: string[]; Resource: Json; Condition?: Json };

const sub = (text: string): Json => ({ "Fn::Sub": text });
const allow = (actions: string[], resource: Json): Statement => ({
  Effect: "Allow",
  Action: actions,
  Resource: resource,
});

function writeLogs(name: string): Statement {
  const group = `log-group:/aws/lambda/${name}`;
  const arn = `arn:\${AWS::Partition}:logs:\${AWS::Region}:\${AWS::AccountId}:${group}:*`;
  return allow(["logs:CreateLogStream", "logs:PutLogEvents"], sub(arn));
}

/** PutMetricData knows no resources; the namespace and the regions are what it can be held to. */
function writeMetrics(awsRegions: readonly string[]): Statement {
  const Condition = {
    StringEquals: { "cloudwatch:namespace": namespace, "aws:RequestedRegion": [...new Set(awsRegions)] },
  };
  return { ...allow(["cloudwatch:PutMetricData"], "*"), Condition };
}

function readSecrets(service: string, region: string): Statement {
  const path = `parameter${secretPath(service, region, "*")}`;
  return allow(
    ["ssm:GetParameter"],
    sub(`arn:\${AWS::Partition}:ssm:\${AWS::Region}:\${AWS::AccountId}:${path}`),
  );
}

function invoke({ aws, account, name }: Region, service: string, kinds: readonly FunctionKind[]): Statement {
  const owner = account ?? `\${AWS::AccountId}`;
  const arns = kinds.map((kind) =>
    sub(`arn:\${AWS::Partition}:lambda:${aws}:${owner}:function:${functionName(service, name, kind)}`),
  );
  return allow(["lambda:InvokeFunction"], arns);
}

/** ListBucket too: without it, S3 answers "access denied" for a key that is not there yet. */
function keepState(bucket: string): Statement[] {
  return [
    allow(["s3:GetObject", "s3:PutObject"], sub(`\${${bucket}.Arn}/*`)),
    allow(["s3:ListBucket"], sub(`\${${bucket}.Arn}`)),
  ];
}

/** What each function of a region may do, and nothing else: its own statements, each on its own resources. */
export function roleStatements(
  config: ReadyConfig,
  region: ReadyRegion,
  bucket: string,
): Readonly<Record<FunctionKind, Statement[]>> {
  const { service, regions, baseline } = config;
  const baselineRegion = regions.get(baseline);
  const compared = baselineRegion && baselineRegion.name !== region.name;
  const watcher = watcherOf([...regions.values()], region.name);
  const basics = (kind: FunctionKind) => [
    writeLogs(functionName(service, region.name, kind)),
    readSecrets(service, region.name),
  ];
  const healthMetrics = writeMetrics([region.aws, watcher?.aws ?? region.aws]);
  const asking = (kinds: readonly FunctionKind[]) =>
    compared ? [...keepState(bucket), invoke(baselineRegion, service, kinds)] : [];
  return {
    health: [...basics("health"), healthMetrics],
    facts: basics("facts"),
    parity: [...basics("parity"), writeMetrics([region.aws]), ...asking(["facts"])],
    launch: [...basics("launch"), healthMetrics, ...asking(["facts", "health"])],
  };
}

const titled = (kind: FunctionKind) => `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;

/** The logical id of a function's role in the template. */
export const roleId = (kind: FunctionKind) => `${titled(kind)}Role`;

/** A role of its own for each function, as CloudFormation resources. */
export function roleResources(statements: ReturnType<typeof roleStatements>): Record<string, Json> {
  const kinds = Object.keys(statements).filter((key): key is FunctionKind => key in statements);
  return Object.fromEntries(
    kinds.map((kind) => [
      roleId(kind),
      {
        Type: "AWS::IAM::Role",
        Properties: {
          AssumeRolePolicyDocument: {
            Version: "2012-10-17",
            Statement: [
              { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
            ],
          },
          Policies: [
            { PolicyName: kind, PolicyDocument: { Version: "2012-10-17", Statement: statements[kind] } },
          ],
        },
      },
    ]),
  );
}
