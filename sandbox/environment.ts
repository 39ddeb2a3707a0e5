import { secretNames, secrets } from "./product/secrets.ts";
import { perRegion, type RegionName, regions } from "./regions.ts";

// Any key pair will do. These are the ones in AWS's own documentation, so that secret scanners know them.
const credentials = {
  AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE",
  AWS_SECRET_ACCESS_KEY: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
};

/** The environment variables of one region's functions. */
export function functionEnv(region: RegionName, service: string, port: number): Record<string, string> {
  return {
    PARITY_REGION: region,
    PARITY_STATE_BUCKET: stateBucket(region, service),
    AWS_REGION: regions[region].aws,
    ...reachable(port),
  };
}

/** What a user exports to talk to the sandbox, secrets included: `PARITY_SECRET_EU_UNLEASH_TOKEN`. */
export function userEnv(port: number): Record<string, string> {
  const ofRegion = (region: RegionName) =>
    secretNames.map((name) => [
      `PARITY_SECRET_${region}_${name}`.toUpperCase().replaceAll("-", "_"),
      secrets[region][name],
    ]);
  return {
    ...reachable(port),
    AWS_REGION: regions.us.aws,
    ...Object.fromEntries(Object.values(perRegion(ofRegion)).flat()),
  };
}

/** One region's SSM parameters: full name to value. */
export function parameters(region: RegionName, service: string): Record<string, string> {
  return Object.fromEntries(
    secretNames.map((name) => [`/${service}/parity/${region}/${name}`, secrets[region][name]]),
  );
}

/** The bucket where a region keeps its state. */
export function stateBucket(region: RegionName, service: string): string {
  return `${service}-parity-${region}-state`;
}

function reachable(port: number): Record<string, string> {
  // By address, not by name: the SDK then writes a bucket into the path, not in front of the host's name.
  return { AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`, ...credentials, SANDBOX_PORT: String(port) };
}
