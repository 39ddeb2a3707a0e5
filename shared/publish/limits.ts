// CloudWatch's limits on PutMetricData (API reference of PutMetricData, read in the SDK's own text).

/** "no more than 1000 different metrics" in one request. */
export const maxMetricsPerRequest = 1000;
