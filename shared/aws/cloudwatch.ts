import { CloudWatchClient, PutMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import { maxMetricsPerRequest } from "../publish/limits.ts";
import { type Datapoint, namespace } from "../publish/metrics.ts";
import { awsErrorText, perRegion } from "./clients.ts";

const clientOf = perRegion(
  (region) =>
    new CloudWatchClient({
      region,
      maxAttempts: 2,
      requestHandler: { requestTimeout: 1500, throwOnRequestTimeout: true, connectionTimeout: 1000 },
    }),
);

function chunks<T>(items: readonly T[], size: number): T[][] {
  const starts = Array.from({ length: Math.ceil(items.length / size) }, (_, index) => index * size);
  return starts.map((start) => items.slice(start, start + size));
}

/** Writes data points into one AWS region, and resolves once CloudWatch has acknowledged them. */
export async function putMetrics(awsRegion: string, datapoints: readonly Datapoint[]): Promise<void> {
  for (const chunk of chunks(datapoints, maxMetricsPerRequest)) {
    const command = new PutMetricDataCommand({
      Namespace: namespace,
      MetricData: chunk.map(({ name, value, unit, dimensions, at }) => ({
        MetricName: name,
        Value: value,
        Unit: unit,
        Timestamp: new Date(at),
        Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
      })),
    });
    await clientOf(awsRegion)
      .send(command)
      .catch((cause: unknown) => {
        throw new Error(`metrics not written in ${awsRegion}: ${awsErrorText(cause)}`, { cause });
      });
  }
}
