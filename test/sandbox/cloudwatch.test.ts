import {
  CloudWatchClient,
  type MetricDatum as Datum,
  PutMetricDataCommand,
} from "@aws-sdk/client-cloudwatch";
import { expect, test } from "vitest";
import { cloudWatchService, type MetricDatum } from "../../sandbox/aws/cloudwatch.ts";
import { awsWith } from "./aws.ts";

async function cloudWatch() {
  const accepted: MetricDatum[] = [];
  const options = await awsWith({ monitoring: cloudWatchService((datum) => accepted.push(datum)) });
  const put = (MetricData: Datum[], Namespace = "Parity", region = "eu-west-1") =>
    new CloudWatchClient(options(region)).send(new PutMetricDataCommand({ Namespace, MetricData }));
  return { accepted, put };
}

test("an acknowledged datapoint is remembered with the region it was sent to", async () => {
  const { accepted, put } = await cloudWatch();
  const Timestamp = new Date(Date.now() - 60_000);
  const sent = { MetricName: "Heartbeat", Value: 0.5, Unit: "Count" as const, Timestamp };
  await put([{ ...sent, Dimensions: [{ Name: "Region", Value: "us" }] }]);
  expect(accepted).toEqual([
    {
      awsRegion: "eu-west-1",
      namespace: "Parity",
      name: "Heartbeat",
      value: 0.5,
      unit: "Count",
      dimensions: { Region: "us" },
      timestamp: Timestamp.toISOString(),
    },
  ]);
});

test("a request so long that the SDK compresses it arrives whole", async () => {
  const { accepted, put } = await cloudWatch();
  await put(Array.from({ length: 1000 }, (_, index) => ({ MetricName: `m${index}`, Value: index })));
  expect(accepted).toHaveLength(1000);
  expect(accepted.at(-1)).toMatchObject({ name: "m999", value: 999, unit: "None", dimensions: {} });
});

const one: Datum = { MetricName: "m", Value: 1 };
const dimensions = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ Name: `d${at}`, Value: "x" }));

test.each<[string, Datum[], string, string, string]>([
  [
    "more than 1000 metrics",
    Array.from({ length: 1001 }, () => one),
    "Parity",
    "InvalidParameterValueException",
    "The collection MetricData must not have a size greater than 1000.",
  ],
  [
    "more than 30 dimensions",
    [{ ...one, Dimensions: dimensions(31) }],
    "Parity",
    "InvalidParameterValueException",
    "The collection MetricData.member.1.Dimensions must not have a size greater than 30.",
  ],
  [
    "a namespace of AWS's own",
    [one],
    "AWS/Lambda",
    "InvalidParameterValueException",
    "The value AWS/ for parameter Namespace is invalid.",
  ],
  [
    "a value that is not a number",
    [one, { ...one, Value: Number.NaN }],
    "Parity",
    "InvalidParameterValueException",
    "The value NaN for parameter MetricData.member.2.Value is invalid.",
  ],
  [
    "a value without end",
    [{ ...one, Value: Number.NEGATIVE_INFINITY }],
    "Parity",
    "InvalidParameterValueException",
    "The value -Infinity for parameter MetricData.member.1.Value is invalid.",
  ],
  [
    "a datum without a value",
    [{ MetricName: "m" }],
    "Parity",
    "InvalidParameterCombinationException",
    "At least one of the parameters MetricData.member.1.Value and MetricData.member.1.StatisticValues must be specified.",
  ],
  [
    "a blank dimension value",
    [{ ...one, Dimensions: [{ Name: "Region", Value: "" }] }],
    "Parity",
    "MissingRequiredParameterException",
    "The parameter MetricData.member.1.Dimensions.member.1.Value is required.",
  ],
  ["no metrics", [], "Parity", "MissingRequiredParameterException", "The parameter MetricData is required."],
  [
    "a time three weeks ago",
    [{ ...one, Timestamp: new Date(Date.now() - 21 * 86_400_000) }],
    "Parity",
    "InvalidParameterValueException",
    "The parameter MetricData.member.1.Timestamp must specify a time within the past two weeks.",
  ],
])("%s is refused, and nothing of the request is kept", async (_, data, namespace, name, message) => {
  const { accepted, put } = await cloudWatch();
  await expect(put(data, namespace)).rejects.toMatchObject({
    name,
    message,
    $metadata: { httpStatusCode: 400 },
  });
  expect(accepted).toEqual([]);
});

test("every broken rule of a request is told at once", async () => {
  const { put } = await cloudWatch();
  const error = await put([{ MetricName: "", Value: Number.NaN }]).catch((error: Error) => error);
  expect(error).toMatchObject({
    message: [
      "The parameter MetricData.member.1.MetricName is required.",
      "The value NaN for parameter MetricData.member.1.Value is invalid.",
    ].join("\n"),
  });
});

test("more than a megabyte is refused, compressed or not", async () => {
  const { put } = await cloudWatch();
  const long = Array.from({ length: 1000 }, () => ({ ...one, MetricName: "m".repeat(1100) }));
  await expect(put(long)).rejects.toMatchObject({
    name: "RequestEntityTooLarge",
    message: expect.stringMatching(/^Request size \d+ exceeded 1048576 bytes$/),
    $metadata: { httpStatusCode: 413 },
  });
});

test("a kind of datum that the sandbox does not keep is refused, not forgotten", async () => {
  const { put } = await cloudWatch();
  await expect(put([{ MetricName: "m", Values: [1, 2] }])).rejects.toMatchObject({ name: "NotImplemented" });
});
