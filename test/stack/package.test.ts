import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { buildFunctions } from "../../scripts/build.ts";
import { packageDir, packageRegion } from "../../scripts/package.ts";
import { type FunctionKind, functionKinds } from "../../shared/stack/names.ts";
import { zipNames } from "./zip-names.ts";

const root = resolve(import.meta.dirname, "../..");
const config = resolve(root, "parity.config.ts");

const template = z.object({
  Resources: z.record(
    z.string(),
    z.object({ Type: z.string(), Properties: z.record(z.string(), z.json()).default({}) }).loose(),
  ),
});
let resources: z.infer<typeof template>["Resources"] = {};

const ofType = (type: string) => Object.entries(resources).filter(([, { Type }]) => Type === type);
const title = (kind: FunctionKind) => `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
const getArn = (id: string) => ({ "Fn::GetAtt": [id, "Arn"] });

beforeAll(async () => {
  for (const name of Object.keys(process.env).filter((key) => key.startsWith("AWS_")))
    delete process.env[name];
  process.env.AWS_EC2_METADATA_DISABLED = "true";
  await buildFunctions({ config, outDir: resolve(root, "dist/lambda") });
  await packageRegion("eu", config);
  const text = await readFile(resolve(packageDir("eu"), "cloudformation-template-update-stack.json"), "utf8");
  resources = template.parse(JSON.parse(text)).Resources;
});

describe("the stack of a region, packaged without credentials", () => {
  test("has four functions and no other", () => {
    const names = ofType("AWS::Lambda::Function").map(([, { Properties }]) => Properties.FunctionName);
    expect(names).toEqual(functionKinds.map((kind) => `acme-parity-eu-${kind}`));
  });

  test.each(functionKinds)(
    "runs %s on Node 24 and arm64, in its own role, with its region and its bucket",
    (kind) => {
      expect(resources[`${title(kind)}LambdaFunction`]?.Properties).toMatchObject({
        Runtime: "nodejs24.x",
        Architectures: ["arm64"],
        Handler: `dist/lambda/${kind}.handler`,
        Role: getArn(`${title(kind)}Role`),
        Environment: { Variables: { PARITY_REGION: "eu", PARITY_STATE_BUCKET: { Ref: "StateBucket" } } },
        Timeout: expect.toSatisfy((seconds) => seconds > 9 && seconds <= 900),
      });
    },
  );

  test.each(functionKinds)("drops a run of %s that failed or is a minute late", (kind) => {
    expect(resources[`${title(kind)}LambdaEvConf`]?.Properties).toMatchObject({
      FunctionName: { Ref: `${title(kind)}LambdaFunction` },
      MaximumRetryAttempts: 0,
      MaximumEventAgeInSeconds: 60,
    });
  });

  test.each(functionKinds)(
    "keeps the log of %s for 30 days, in the group that its role may write to",
    (kind) => {
      const LogGroupName = `/aws/lambda/acme-parity-eu-${kind}`;
      expect(resources[`${title(kind)}LogGroup`]?.Properties).toEqual({ LogGroupName, RetentionInDays: 30 });
      const role = JSON.stringify(resources[`${title(kind)}Role`]?.Properties);
      expect(role).toContain(`log-group:${LogGroupName}:*`);
    },
  );

  test("gives no function the framework's own common role", () => {
    expect(ofType("AWS::IAM::Role").map(([id]) => id)).toEqual(
      functionKinds.map((kind) => `${title(kind)}Role`),
    );
  });

  test("runs health and parity on schedule, told to publish, and lets EventBridge alone invoke them", () => {
    const rules = ofType("AWS::Events::Rule").map(([id, { Properties }]) => ({ id, ...Properties }));
    const target = (kind: FunctionKind) =>
      expect.objectContaining({ Arn: getArn(`${title(kind)}LambdaFunction`), Input: '{"publish":true}' });
    expect(rules).toMatchObject([
      { ScheduleExpression: "rate(5 minutes)", State: "ENABLED", Targets: [target("health")] },
      { ScheduleExpression: "rate(15 minutes)", State: "ENABLED", Targets: [target("parity")] },
    ]);
    const permissions = ofType("AWS::Lambda::Permission").map(([, { Properties }]) => Properties);
    expect(permissions).toMatchObject(
      rules.map(({ id }) => ({ Principal: "events.amazonaws.com", SourceArn: getArn(id) })),
    );
  });

  test("has a bucket that is not public, and stays when the stack goes", () => {
    expect(resources.StateBucket).toMatchObject({
      DeletionPolicy: "Retain",
      Properties: {
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
      },
    });
  });
});

test("the zip holds the four bundles and their chunks, and nothing else of the checkout", async () => {
  const names = await zipNames(resolve(packageDir("eu"), "acme-parity.zip"));
  expect(names).toEqual(expect.arrayContaining(functionKinds.map((kind) => `dist/lambda/${kind}.mjs`)));
  const others = names.filter((name) => !/^dist\/lambda\/(chunks\/[\w-]+|\w+)\.mjs$/.test(name));
  expect(others).toEqual([]);
});

test("a stage that is no region is refused with the regions there are", async () => {
  await expect(packageRegion("mars", config)).rejects.toMatchObject({
    stdout: expect.stringContaining("--stage mars: name one of the regions: us, eu, au"),
  });
});
