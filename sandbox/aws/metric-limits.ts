/** One datum of a PutMetricData request, as the SDK writes it. Times are seconds since 1970. */
export type SentDatum = {
  MetricName?: string | undefined;
  Dimensions?: { Name?: string | undefined; Value?: string | undefined }[] | undefined;
  Timestamp?: number | undefined;
  /** A number, or the text `NaN`, `Infinity` or `-Infinity`. */
  Value?: number | string | undefined;
  Unit?: string | undefined;
};

/** A broken rule, by the query protocol's name for it, in CloudWatch's own words. */
export type Violation = {
  code: "InvalidParameterValue" | "MissingParameter" | "InvalidParameterCombination";
  message: string;
};

// Limits: docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html. Wording: as quoted
// in public reports, e.g. github.com/getmoto/moto/issues/3880, aws-robotics/cloudwatchmetrics-ros1/issues/46.
const maxMetrics = 1000;
const maxDimensions = 30;
const maxMagnitude = 2 ** 360;
const pastSeconds = 14 * 86_400;
const futureSeconds = 2 * 3_600;

/**
 * Everything CloudWatch would refuse the request for.
 * @param nowSeconds the current time, in seconds since 1970
 */
export function violations(namespace: string, data: readonly SentDatum[], nowSeconds: number): Violation[] {
  if (namespace === "") return [missing("Namespace")];
  if (namespace.startsWith("AWS/")) return [invalid("The value AWS/ for parameter Namespace is invalid.")];
  if (data.length === 0) return [missing("MetricData")];
  if (data.length > maxMetrics) return [invalid(tooMany("MetricData", maxMetrics))];
  return data.flatMap((datum, index) => [
    ...datumViolations(datum, `MetricData.member.${index + 1}`, nowSeconds),
  ]);
}

function* datumViolations(datum: SentDatum, at: string, nowSeconds: number): Generator<Violation> {
  const { MetricName: name, Value: value, Timestamp: time, Dimensions: dimensions = [] } = datum;
  if (!name) yield missing(`${at}.MetricName`);
  if (value === undefined) {
    const message = `At least one of the parameters ${at}.Value and ${at}.StatisticValues must be specified.`;
    yield { code: "InvalidParameterCombination", message };
  } else if (typeof value === "string" || !Number.isFinite(value) || Math.abs(value) > maxMagnitude) {
    yield invalid(`The value ${value} for parameter ${at}.Value is invalid.`);
  }
  if (dimensions.length > maxDimensions) yield invalid(tooMany(`${at}.Dimensions`, maxDimensions));
  for (const [index, { Name, Value }] of dimensions.entries()) {
    if (!Name?.trim()) yield missing(`${at}.Dimensions.member.${index + 1}.Name`);
    if (!Value?.trim()) yield missing(`${at}.Dimensions.member.${index + 1}.Value`);
  }
  if (time !== undefined && time < nowSeconds - pastSeconds) {
    yield invalid(`The parameter ${at}.Timestamp must specify a time within the past two weeks.`);
  }
  if (time !== undefined && time > nowSeconds + futureSeconds) {
    yield invalid(`The parameter ${at}.Timestamp must specify a time no more than two hours in the future.`);
  }
}

function missing(parameter: string): Violation {
  return { code: "MissingParameter", message: `The parameter ${parameter} is required.` };
}

function invalid(message: string): Violation {
  return { code: "InvalidParameterValue", message };
}

function tooMany(collection: string, limit: number): string {
  return `The collection ${collection} must not have a size greater than ${limit}.`;
}
