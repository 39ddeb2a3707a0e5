import { expect, test } from "vitest";
import * as z from "zod";
import { functionKinds } from "../../shared/stack/names.ts";
import { roleId } from "../../shared/stack/roles.ts";
import { describeStack } from "../../shared/stack/stack.ts";
import { timeLimits } from "../../shared/stack/time-limits.ts";
import { firm, regionOf, threeRegions } from "./config.ts";

const described = z.object({
  name: z.string(),
  handler: z.string(),
  role: z.string(),
  timeout: z.number(),
  maximumRetryAttempts: z.number(),
  maximumEventAge: z.number(),
  events: z.array(
    z.object({
      schedule: z.object({
        rate: z.string(),
        enabled: z.boolean(),
        input: z.record(z.string(), z.unknown()),
      }),
    }),
  ),
});

function stackOf(region: string, phase = "live") {
  const config = firm({ regions: { ...threeRegions, au: { ...threeRegions.au, phase } } });
  const stack = describeStack(config, regionOf(config, region));
  const functions = z
    .object({ health: described, facts: described, parity: described, launch: described })
    .parse(stack.functions);
  return { ...stack, functions, limits: timeLimits(config, regionOf(config, region)) };
}

test("a stack is named for service and region, since two regions may share an AWS region", () => {
  expect(stackOf("eu")).toMatchObject({
    service: "acme-parity",
    stackName: "acme-parity-eu",
    awsRegion: "eu-west-1",
    environment: { PARITY_REGION: "eu", PARITY_STATE_BUCKET: { Ref: "StateBucket" } },
  });
});

test.each(functionKinds)(
  "%s has its own name, bundle, role and time, and a late or failed run is dropped",
  (kind) => {
    const { functions, limits, resources } = stackOf("eu");
    expect(functions[kind]).toMatchObject({
      name: `acme-parity-eu-${kind}`,
      handler: `dist/lambda/${kind}.handler`,
      role: roleId(kind),
      timeout: limits[kind],
      maximumRetryAttempts: 0,
      maximumEventAge: 60,
    });
    expect(resources[roleId(kind)]).toMatchObject({ Type: "AWS::IAM::Role" });
  },
);

test.each([
  ["a live region", "eu", "live", { health: true, parity: true }],
  ["a dark region", "au", "dark", { health: true, parity: true }],
  ["a planned region", "au", "planned", { health: false, parity: false }],
  ["the baseline", "us", "live", { health: true, parity: false }],
] as const)("%s runs on schedule what there is to run", (_, region, phase, enabled) => {
  const { functions } = stackOf(region, phase);
  const schedules = functionKinds.flatMap((kind) =>
    functions[kind].events.map(({ schedule }) => [kind, schedule.enabled]),
  );
  expect(Object.fromEntries(schedules)).toEqual(enabled);
});

test("a scheduled run is told to publish, at the config's rates", () => {
  const { health, parity } = stackOf("eu").functions;
  expect(health.events).toEqual([
    { schedule: { rate: "rate(5 minutes)", enabled: true, input: { publish: true } } },
  ]);
  expect(parity.events).toEqual([
    { schedule: { rate: "rate(15 minutes)", enabled: true, input: { publish: true } } },
  ]);
});

test("facts and launch run only when they are asked", () => {
  const { facts, launch } = stackOf("eu").functions;
  expect([facts.events, launch.events]).toEqual([[], []]);
});

test("what is remembered is encrypted, never public, and outlives its stack", () => {
  expect(stackOf("eu").resources.StateBucket).toMatchInlineSnapshot(`
    {
      "DeletionPolicy": "Retain",
      "Properties": {
        "BucketEncryption": {
          "ServerSideEncryptionConfiguration": [
            {
              "ServerSideEncryptionByDefault": {
                "SSEAlgorithm": "AES256",
              },
            },
          ],
        },
        "PublicAccessBlockConfiguration": {
          "BlockPublicAcls": true,
          "BlockPublicPolicy": true,
          "IgnorePublicAcls": true,
          "RestrictPublicBuckets": true,
        },
      },
      "Type": "AWS::S3::Bucket",
      "UpdateReplacePolicy": "Retain",
    }
  `);
});
