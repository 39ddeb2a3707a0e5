import { putMetrics } from "../shared/aws/cloudwatch.ts";
import type { HealthReport } from "../shared/model/health.ts";
import type { ParityReport } from "../shared/model/parity.ts";
import { healthDatapoints, heartbeat, parityDatapoints } from "../shared/publish/datapoints.ts";
import { parityLines } from "../shared/publish/log-lines.ts";
import type { Datapoint } from "../shared/publish/metrics.ts";
import { watcherOf } from "../shared/stack/watcher.ts";
import { home } from "./home.ts";
import { writeLine } from "./log.ts";

type Write = readonly [awsRegion: string, datapoints: readonly Datapoint[]];

const reasonText = (reason: unknown) => (reason instanceof Error ? reason.message : String(reason));

/** Writes to all places at once; one that refuses stops no other. Returns what went wrong. */
async function write(...writes: readonly Write[]): Promise<string[]> {
  const settled = await Promise.allSettled(writes.map(([awsRegion, data]) => putMetrics(awsRegion, data)));
  return settled.flatMap((result) => (result.status === "rejected" ? [reasonText(result.reason)] : []));
}

/** Publishes a run of checks: the roll-up here, the sign of life where it is watched. */
export function publishHealth(report: HealthReport): Promise<string[]> {
  const { config, region } = home;
  const watcher = watcherOf([...config.regions.values()], region.name);
  return write([region.aws, healthDatapoints(report)], [watcher?.aws ?? region.aws, heartbeat(report)]);
}

/** Publishes a comparison: a log line for each finding, the roll-up as metrics. */
export function publishParity(report: ParityReport): Promise<string[]> {
  for (const line of parityLines(report)) writeLine(line);
  return write([home.region.aws, parityDatapoints(report)]);
}

/** A run whose numbers did not arrive must not look like one that went well: Lambda counts the error. */
export function throwIfAny(problems: readonly string[]): void {
  if (problems.length > 0) throw new Error(problems.join("\n"));
}
