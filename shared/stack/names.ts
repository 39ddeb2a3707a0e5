export const functionKinds = ["health", "facts", "parity", "launch"] as const;
export type FunctionKind = (typeof functionKinds)[number];

/** The Lambda function's name: it holds the region's, since two regions may share an AWS region. */
export function functionName(service: string, region: string, kind: FunctionKind): string {
  return `${service}-parity-${region}-${kind}`;
}

/** Where a region's secrets stand in its SSM Parameter Store. */
export function secretPath(service: string, name: string): string {
  return `/${service}/parity/${name}`;
}

/** What to type to deploy one region. */
export function deployCommand(region: string): string {
  return `npm run deploy -- --stage ${region}`;
}
