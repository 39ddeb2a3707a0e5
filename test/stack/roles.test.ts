import { describe, expect, test } from "vitest";
import { functionKinds } from "../../shared/stack/names.ts";
import { roleStatements } from "../../shared/stack/roles.ts";
import { firm, regionOf, threeRegions } from "./config.ts";

type Regions = NonNullable<Parameters<typeof firm>[0]>["regions"];

function statementsOf(region: string, regions: NonNullable<Regions> = threeRegions) {
  const config = firm({ regions });
  return roleStatements(config, regionOf(config, region), "StateBucket");
}

type Statements = ReturnType<typeof statementsOf>["health"];

const actions = (statements: Statements) => statements.flatMap(({ Action }) => Action);
/** What one action is allowed on, CloudFormation's references written as <AccountId>. */
const resourcesOf = (statements: Statements, action: string) =>
  statements
    .filter(({ Action }) => Action.includes(action))
    .flatMap(({ Resource }) => Resource)
    .map((resource) =>
      JSON.stringify(resource)
        .replace(/^\{"Fn::Sub":"(.*)"\}$/, "$1")
        .replaceAll(/\$\{(?:AWS::)?([\w.]+)\}/g, "<$1>"),
    );

const lambdaArn = (rest: string) => `arn:<Partition>:lambda:${rest}`;

describe("who may ask whom", () => {
  test.each([
    ["parity", ["us-east-1:<AccountId>:function:acme-parity-us-facts"]],
    [
      "launch",
      [
        "us-east-1:<AccountId>:function:acme-parity-us-facts",
        "us-east-1:<AccountId>:function:acme-parity-us-health",
      ],
    ],
    ["health", []],
    ["facts", []],
  ] as const)("%s may invoke %j in the baseline's region and nothing else", (kind, arns) => {
    expect(resourcesOf(statementsOf("eu")[kind], "lambda:InvokeFunction")).toEqual(arns.map(lambdaArn));
  });

  test("the baseline is compared with nothing: it invokes nothing and remembers nothing", () => {
    const all = actions(Object.values(statementsOf("us")).flat());
    expect(all.filter((action) => /lambda:|s3:/.test(action))).toEqual([]);
  });

  test("a baseline in another account is invoked there", () => {
    const regions = { ...threeRegions, us: { ...threeRegions.us, account: "111122223333" } };
    expect(resourcesOf(statementsOf("eu", regions).parity, "lambda:InvokeFunction")).toEqual([
      lambdaArn("us-east-1:111122223333:function:acme-parity-us-facts"),
    ]);
  });
});

describe("what each may touch", () => {
  test("facts reads secrets and logs: it writes no metric and keeps nothing", () => {
    expect(actions(statementsOf("eu").facts)).toEqual([
      "logs:CreateLogStream",
      "logs:PutLogEvents",
      "ssm:GetParameter",
    ]);
  });

  test.each(functionKinds)(
    "%s writes to its own log group and reads the secrets of its service alone",
    (kind) => {
      const statements = statementsOf("eu")[kind];
      expect(resourcesOf(statements, "logs:PutLogEvents")).toEqual([
        `arn:<Partition>:logs:<Region>:<AccountId>:log-group:/aws/lambda/acme-parity-eu-${kind}:*`,
      ]);
      expect(resourcesOf(statements, "ssm:GetParameter")).toEqual([
        `arn:<Partition>:ssm:<Region>:<AccountId>:parameter/acme/parity/eu/*`,
      ]);
    },
  );

  test("two regions that share an AWS region have secrets of their own", () => {
    const regions = { us: threeRegions.us, shop: threeRegions.eu, desk: threeRegions.eu };
    const secretsOf = (region: string) =>
      resourcesOf(statementsOf(region, regions).health, "ssm:GetParameter");
    expect(secretsOf("shop")).not.toEqual(secretsOf("desk"));
  });

  test.each(["parity", "launch"] as const)("%s keeps its state in the region's own bucket", (kind) => {
    const statements = statementsOf("eu")[kind];
    expect(resourcesOf(statements, "s3:PutObject")).toEqual(["<StateBucket.Arn>/*"]);
    expect(resourcesOf(statements, "s3:GetObject")).toEqual(["<StateBucket.Arn>/*"]);
    expect(resourcesOf(statements, "s3:ListBucket")).toEqual(["<StateBucket.Arn>"]);
  });
});

describe("metrics, the one thing that knows no resource", () => {
  const open = (region: string) =>
    Object.entries(statementsOf(region)).flatMap(([kind, statements]) =>
      statements.filter(({ Resource }) => Resource === "*").map((statement) => ({ kind, ...statement })),
    );

  test.each([
    ["us", ["us-east-1", "eu-west-1"]],
    ["eu", ["eu-west-1", "ap-southeast-2"]],
    ["au", ["ap-southeast-2", "us-east-1"]],
  ])("%s writes its own namespace alone, at home and where it is watched: %j", (region, awsRegions) => {
    const statements = open(region);
    expect(statements.map(({ kind }) => kind)).toEqual(["health", "parity", "launch"]);
    for (const { kind, Action, Condition } of statements) {
      expect(Action).toEqual(["cloudwatch:PutMetricData"]);
      expect(Condition).toEqual({
        StringEquals: {
          "cloudwatch:namespace": "RegionParity",
          "aws:RequestedRegion": kind === "parity" ? awsRegions.slice(0, 1) : awsRegions,
        },
      });
    }
  });

  test("a region that nobody can watch writes at home alone", () => {
    const [statement] = statementsOf("us", { us: threeRegions.us }).health.filter(
      ({ Resource }) => Resource === "*",
    );
    expect(statement?.Condition).toMatchObject({
      StringEquals: { "aws:RequestedRegion": ["us-east-1"] },
    });
  });
});

test("nothing is allowed by pattern: no action has a star in it", () => {
  const all = ["us", "eu", "au"].flatMap((region) => Object.values(statementsOf(region)).flat());
  expect(actions(all).filter((action) => action.includes("*"))).toEqual([]);
});
