import { resolve } from "node:path";
import type { Invocation, Invoker } from "./aws/lambda.ts";
import { type FunctionSpec, LambdaEnvironment } from "./lambda-environment.ts";
import { account, perRegion, type RegionName, regions } from "./regions.ts";

/** The product's functions; each is packaged as `<name>.mjs`. */
export const functionNames = ["health", "facts", "parity", "launch"] as const;

/** One of the product's functions. */
export type FunctionName = (typeof functionNames)[number];

/** What to run, and how. */
export type LambdaHostOptions = {
  /** The directory of the packaged modules. */
  bundles: string;
  /** The first part of every function's name. */
  service: string;
  /** The environment variables of a region's functions. */
  env: Record<RegionName, Readonly<Record<string, string>>>;
  /** How long a function may take, in milliseconds. */
  timeoutsMs: Readonly<Record<FunctionName, number>>;
};

/**
 * Runs the packaged functions of every region, as Lambda does: each event gets an execution environment of
 * its own, a warm one where one is free, and a region's processes know nothing but that region.
 */
export class LambdaHost implements Invoker {
  readonly #functions: ReadonlyMap<string, FunctionSpec>;
  readonly #environments = new Map<LambdaEnvironment, FunctionSpec>();
  readonly #busy = new Set<LambdaEnvironment>();
  readonly #lines = new Map<string, string[]>();
  #stopped = false;

  constructor(options: LambdaHostOptions) {
    const specs = Object.values(perRegion((region) => functionsOf(region, options))).flat();
    this.#functions = new Map(specs.map((spec) => [spec.arn, spec]));
  }

  has(awsRegion: string, functionName: string): boolean {
    return this.#functions.has(functionArn(awsRegion, functionName));
  }

  async invoke(awsRegion: string, functionName: string, event: unknown): Promise<Invocation> {
    const spec = this.#functions.get(functionArn(awsRegion, functionName));
    if (!spec || this.#stopped) throw new Error(`No function ${functionName} runs in ${awsRegion}.`);
    const environment = this.#idle(spec) ?? this.#start(spec);
    this.#busy.add(environment);
    try {
      return await environment.invoke(event);
    } finally {
      this.#busy.delete(environment);
      if (!environment.alive) this.#environments.delete(environment);
    }
  }

  /** Every line each function wrote, by function name, oldest first. */
  logs(): Record<string, string[]> {
    return Object.fromEntries([...this.#lines].map(([name, lines]) => [name, [...lines]]));
  }

  /** Ends everything that runs in one AWS region. */
  async kill(awsRegion: string): Promise<void> {
    const doomed = [...this.#environments].filter(([, spec]) => spec.awsRegion === awsRegion);
    await Promise.all(doomed.map(([environment]) => this.#end(environment)));
  }

  /** Ends everything, for good. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all([...this.#environments.keys()].map((environment) => this.#end(environment)));
  }

  #idle(spec: FunctionSpec): LambdaEnvironment | undefined {
    return [...this.#environments.keys()].find(
      (each) => this.#environments.get(each) === spec && each.alive && !this.#busy.has(each),
    );
  }

  #start(spec: FunctionSpec): LambdaEnvironment {
    const lines = this.#lines.get(spec.name) ?? [];
    this.#lines.set(spec.name, lines);
    const environment = new LambdaEnvironment(spec, (line) => lines.push(line));
    this.#environments.set(environment, spec);
    return environment;
  }

  async #end(environment: LambdaEnvironment): Promise<void> {
    this.#environments.delete(environment);
    await environment.kill();
  }
}

function functionsOf(region: RegionName, options: LambdaHostOptions): FunctionSpec[] {
  const { bundles, service, env, timeoutsMs } = options;
  const awsRegion = regions[region].aws;
  return functionNames.map((fn) => {
    const name = `${service}-parity-${region}-${fn}`;
    return {
      name,
      arn: functionArn(awsRegion, name),
      awsRegion,
      bundle: resolve(bundles, `${fn}.mjs`),
      env: env[region],
      timeoutMs: timeoutsMs[fn],
      memoryMb: 512,
    };
  });
}

function functionArn(awsRegion: string, functionName: string): string {
  return `arn:aws:lambda:${awsRegion}:${account}:function:${functionName}`;
}
