import { beforeEach, expect, test } from "vitest";
import { cloudWatchService, type MetricDatum } from "../../sandbox/aws/cloudwatch.ts";
import { putMetrics } from "../../shared/aws/cloudwatch.ts";
import type { Datapoint } from "../../shared/publish/metrics.ts";
import { deadRegion, useAws } from "./endpoint.ts";

const written: MetricDatum[] = [];
let requests = 0;
const cloudWatch = cloudWatchService((datum) => written.push(datum));

useAws({
  monitoring(request) {
    requests += 1;
    return cloudWatch(request);
  },
});

beforeEach(() => {
  written.length = 0;
  requests = 0;
});

const at = new Date().toISOString();
const point = (value: number): Datapoint => ({
  name: "ChecksFailed",
  value,
  unit: "Count",
  dimensions: { Service: "acme", Region: "eu" },
  at,
});

test("a data point arrives with its name, unit, dimensions and time", async () => {
  await putMetrics("eu-west-1", [point(3)]);
  expect(written).toEqual([
    {
      awsRegion: "eu-west-1",
      namespace: "RegionParity",
      name: "ChecksFailed",
      value: 3,
      unit: "Count",
      dimensions: { Service: "acme", Region: "eu" },
      timestamp: at,
    },
  ]);
});

test.each([
  [0, 0],
  [1000, 1],
  [1001, 2],
  [2500, 3],
])("%i data points are written whole and in order, in %i requests", async (count, expected) => {
  const values = Array.from({ length: count }, (_, value) => value);
  await putMetrics("eu-west-1", values.map(point));
  expect(written.map(({ value }) => value)).toEqual(values);
  expect(requests).toBe(expected);
});

test("what CloudWatch refuses is an error in its own words, with the region", async () => {
  const old = { ...point(1), at: "2020-01-01T00:00:00.000Z" };
  await expect(putMetrics("eu-west-1", [old])).rejects.toThrowErrorMatchingInlineSnapshot(
    `[Error: metrics not written in eu-west-1: InvalidParameterValueException: The parameter MetricData.member.1.Timestamp must specify a time within the past two weeks.]`,
  );
});

test("a region that can't be reached is an error that says so", async () => {
  await expect(putMetrics(deadRegion, [point(1)])).rejects.toThrowErrorMatchingInlineSnapshot(
    `[Error: metrics not written in dead-region-1: AWS can't be reached (socket hang up)]`,
  );
});
