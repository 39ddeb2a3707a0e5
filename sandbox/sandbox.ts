import { cloudWatchService, type MetricDatum } from "./aws/cloudwatch.ts";
import { startEndpoint } from "./aws/endpoint.ts";
import { lambdaService } from "./aws/lambda.ts";
import { s3Service } from "./aws/s3.ts";
import { ssmService } from "./aws/ssm.ts";
import { stsService } from "./aws/sts.ts";
import { requireBundles } from "./bundles.ts";
import { controlRoutes } from "./control.ts";
import { functionEnv, parameters, stateBucket, userEnv } from "./environment.ts";
import { type FunctionName, LambdaHost } from "./lambda-host.ts";
import { RegionSwitch } from "./region-switch.ts";
import { perRegion, type RegionName, regionNames, regions } from "./regions.ts";

/** What is deployed. */
type SandboxConfig = {
  /** The first part of the names of functions, buckets and parameters. */
  service: string;
  /** How long a function may take, in milliseconds. */
  timeoutsMs: Readonly<Record<FunctionName, number>>;
};

/** What is deployed unless the caller says otherwise. */
const defaultConfig: SandboxConfig = {
  service: "acme",
  timeoutsMs: { health: 60_000, facts: 30_000, parity: 60_000, launch: 900_000 },
};

/** Where the sandbox runs. */
export type SandboxOptions = {
  /** The AWS endpoint's port; the products of us, eu and au take the three after it. */
  port: number;
  /** The directory of `health.mjs`, `facts.mjs`, `parity.mjs` and `launch.mjs`. */
  bundles: string;
  config?: SandboxConfig;
};

/** A product in three regions and the AWS it runs on, on this machine. */
export type Sandbox = {
  /** What a user exports to talk to it. */
  env: Record<string, string>;
  /** Every datapoint that CloudWatch acknowledged, in any region, oldest first. */
  metrics(): MetricDatum[];
  /** Every line each function wrote, by function name, oldest first. */
  logs(): Record<string, string[]>;
  /** Makes a region dead: its product's port closes, and whoever calls AWS there loses the connection. */
  stopRegion(region: RegionName): Promise<void>;
  startRegion(region: RegionName): Promise<void>;
  /** Closes every port and ends every process. */
  stop(): Promise<void>;
};

/** Starts all of it, or leaves nothing running. Throws `BundlesMissing` and `PortTaken`. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { port, bundles, config = defaultConfig } = options;
  const { service, timeoutsMs } = config;
  requireBundles(bundles);

  const env = perRegion((region) => functionEnv(region, service, port));
  const lambda = new LambdaHost({ bundles, service, env, timeoutsMs });
  const power = new RegionSwitch(port, (awsRegion) => lambda.kill(awsRegion));
  const metrics: MetricDatum[] = [];
  const controls = {
    metrics: () => [...metrics],
    stopRegion: (region: RegionName) => power.stop(region),
    startRegion: (region: RegionName) => power.start(region),
  };
  const endpoint = await startEndpoint({
    port,
    services: {
      lambda: lambdaService(lambda),
      monitoring: cloudWatchService((datum) => metrics.push(datum)),
      s3: s3Service(
        Object.fromEntries(regionNames.map((each) => [stateBucket(each, service), regions[each].aws])),
      ),
      ssm: ssmService(
        Object.fromEntries(regionNames.map((each) => [regions[each].aws, parameters(each, service)])),
      ),
      sts: stsService,
    },
    isDead: (awsRegion) => power.isDead(awsRegion),
    control: controlRoutes(controls),
  });
  const stop = async () => {
    await Promise.all([endpoint.stop(), lambda.stop(), ...regionNames.map(controls.stopRegion)]);
  };
  try {
    await Promise.all(regionNames.map(controls.startRegion));
  } catch (error) {
    await stop();
    throw error;
  }
  return { ...controls, env: userEnv(port), logs: () => lambda.logs(), stop };
}
