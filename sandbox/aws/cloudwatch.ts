import { gunzipSync } from "node:zlib";
import { z } from "zod";
import { parseJson } from "../read-body.ts";
import { violations } from "./metric-limits.ts";
import type { AwsRequest, Reply, Service } from "./service.ts";

/** One datapoint that CloudWatch acknowledged. */
export type MetricDatum = {
  awsRegion: string;
  namespace: string;
  name: string;
  value: number;
  /** CloudWatch's word for it, e.g. `Count`; `None` where the sender gave none. */
  unit: string;
  dimensions: Record<string, string>;
  /** ISO 8601; the time of arrival where the sender gave none. */
  timestamp: string;
};

// 1 MB a request; AWS does not say whether before or after gzip, so the stricter reading holds here.
const requestLimit = 1_048_576;

const putMetricData = z.strictObject({
  Namespace: z.string().default(""),
  StrictEntityValidation: z.boolean().optional(),
  MetricData: z
    .array(
      z.strictObject({
        MetricName: z.string().optional(),
        Dimensions: z
          .array(z.object({ Name: z.string().optional(), Value: z.string().optional() }))
          .optional(),
        Timestamp: z.number().optional(),
        Value: z.union([z.number(), z.string()]).optional(),
        Unit: z.string().optional(),
        StorageResolution: z.number().optional(),
      }),
    )
    .default([]),
});

/**
 * CloudWatch's PutMetricData, in the protocol of the SDK (AWS JSON 1.0, query-compatible errors).
 * @param accepted called with every datapoint that was acknowledged
 */
export function cloudWatchService(accepted: (datum: MetricDatum) => void): Service {
  return (request) => {
    if (request.headers["x-amz-target"] !== "GraniteServiceVersion20100801.PutMetricData") {
      return failure(501, "NotImplemented", "The sandbox's CloudWatch has PutMetricData alone.");
    }
    const body = request.headers["content-encoding"] === "gzip" ? gunzipSync(request.body) : request.body;
    if (body.length > requestLimit) {
      const message = `Request size ${body.length} exceeded ${requestLimit} bytes`;
      return failure(413, "RequestEntityTooLarge", message);
    }
    return put(request, body, accepted);
  };
}

function put({ region }: AwsRequest, body: Buffer, accepted: (datum: MetricDatum) => void): Reply {
  const parsed = putMetricData.safeParse(parseJson(body.toString()));
  if (!parsed.success) {
    const message = `The sandbox takes single values only.\n${z.prettifyError(parsed.error)}`;
    return failure(501, "NotImplemented", message);
  }
  const { Namespace: namespace, MetricData: data } = parsed.data;
  const nowSeconds = Date.now() / 1000;
  const [first, ...others] = violations(namespace, data, nowSeconds);
  if (first) return failure(400, first.code, [first, ...others].map(({ message }) => message).join("\n"));

  for (const { MetricName, Dimensions = [], Timestamp, Value, Unit } of data) {
    accepted({
      awsRegion: region,
      namespace,
      name: MetricName ?? "",
      value: Number(Value),
      unit: Unit ?? "None",
      dimensions: Object.fromEntries(Dimensions.map(({ Name, Value }) => [Name, Value])),
      timestamp: new Date((Timestamp ?? nowSeconds) * 1000).toISOString(),
    });
  }
  return { status: 200, headers: { "content-type": "application/x-amz-json-1.0" }, body: "{}" };
}

// The SDK takes the name from the header: CloudWatch spoke the query protocol before
// (smithy.io/2.0/aws/protocols/aws-query-protocol.html, awsQueryCompatible).
function failure(status: number, code: string, message: string): Reply {
  return {
    status,
    headers: {
      "content-type": "application/x-amz-json-1.0",
      "x-amzn-query-error": `${code};${status < 500 ? "Sender" : "Receiver"}`,
    },
    body: JSON.stringify({ __type: `com.amazonaws.cloudwatch#${code}`, message }),
  };
}
