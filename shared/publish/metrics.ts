/**
 * Every metric that is written, and all that is said of it: alarms and docs are made from this table.
 * All are gauges of one run, so that an extra or repeated data point changes no sum.
 */
export const metrics = {
  ChecksPassed: { unit: "Count", help: "Checks of the run that passed." },
  ChecksDegraded: { unit: "Count", help: "Checks that passed, but not well: too slow, or not cleaned up." },
  ChecksFailed: { unit: "Count", help: "Checks that failed: the product does not work as it should." },
  ChecksUnknown: {
    unit: "Count",
    help: "Checks that could not be told either way. Never counted as passed.",
  },
  SlowestCheckBudget: {
    unit: "Percent",
    help: "How much of its time-out the slowest check used, measured against its own budget.",
  },
  CleanupLeaks: { unit: "Count", help: "Clean-ups that failed: something synthetic may be left over." },
  HealthDuration: { unit: "Milliseconds", help: "How long the run of all checks took." },
  FindingsOpen: {
    unit: "Count",
    help: "Differences from the baseline that nobody has accepted, expired waivers included. Not written when the baseline is unknown.",
  },
  FindingsAccepted: { unit: "Count", help: "Differences that are intended, or waived and in force." },
  FactsCompared: { unit: "Count", help: "Facts that were held against the baseline's." },
  SourcesUnreadable: { unit: "Count", help: "Sources that could not be read, here or at the baseline." },
  BaselineAvailable: { unit: "Count", help: "1 when the baseline could be read now, 0 when not." },
  BaselineAge: {
    unit: "Seconds",
    help: "Age of the baseline's sheet that was compared with. Not written when there is none.",
  },
  ParityDuration: { unit: "Milliseconds", help: "How long reading and comparing took." },
  Heartbeat: {
    unit: "Count",
    help: "1 for every run of the checks, written into the next region's CloudWatch: a dead region can't report itself.",
  },
} as const satisfies Record<string, { unit: MetricUnit; help: string }>;

/** The units used, out of CloudWatch's list (API: StandardUnit). */
export type MetricUnit = "Count" | "Percent" | "Milliseconds" | "Seconds";
export type MetricName = keyof typeof metrics;

/** CloudWatch's namespace of all metrics. */
export const namespace = "RegionParity";

/** The dimensions of every metric. Their values are names from the config: never a secret, never data. */
const dimensionNames = ["Service", "Region"] as const;

/** One value of one metric at one time. */
export interface Datapoint {
  readonly name: MetricName;
  readonly value: number;
  readonly unit: MetricUnit;
  readonly dimensions: Readonly<Record<(typeof dimensionNames)[number], string>>;
  /** ISO 8601, UTC. */
  readonly at: string;
}
