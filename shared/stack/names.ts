export const functionKinds = ["health", "facts", "parity", "launch"] as const;
export type FunctionKind = (typeof functionKinds)[number];

/** The Lambda function's name: it holds the region's, since two regions may share an AWS region. */
export function functionName(service: string, region: string, kind: FunctionKind): string {
  return `${service}-parity-${region}-${kind}`;
}

/**
 * Where a region's secrets stand in its SSM Parameter Store. The path holds the region's name, since two
 * regions may share an AWS region.
 */
export function secretPath(service: string, region: string, name: string): string {
  return `/${service}/parity/${region}/${name}`;
}

/** What to type to deploy one region. */
export function deployCommand(region: string): string {
  return `npm run deploy -- --stage ${region}`;
}

const partitions = [
  [/^cn-/, "aws-cn"],
  [/^us-gov-/, "aws-us-gov"],
  [/^eusc-/, "aws-eusc"],
] as const;

/** How a function is invoked: by its name, or by its ARN where it lies in an account of its own. */
export function functionAddress(region: { aws: string; account?: string | undefined }, name: string): string {
  if (region.account === undefined) return name;
  const partition = partitions.find(([pattern]) => pattern.test(region.aws))?.[1] ?? "aws";
  return `arn:${partition}:lambda:${region.aws}:${region.account}:function:${name}`;
}
