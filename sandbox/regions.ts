/**
 * The sandbox's three regions: the AWS region of each, and how far its product's port lies
 * above the AWS endpoint's.
 */
export const regions = {
  us: { aws: "us-east-1", portOffset: 1 },
  eu: { aws: "eu-west-1", portOffset: 2 },
  au: { aws: "ap-southeast-2", portOffset: 3 },
} as const;

/** A region by the name the product uses for it. */
export type RegionName = keyof typeof regions;

/** Every region, the baseline first. */
export const regionNames = ["us", "eu", "au"] as const satisfies RegionName[];

/** The AWS account that owns everything here, as it appears in ARNs. */
export const account = "000000000000";

/** Ports the sandbox needs in a row: the AWS endpoint and one for each region's product. */
export const portCount = 4;

/** One value for each region. */
export function perRegion<T>(make: (region: RegionName) => T): Record<RegionName, T> {
  return { us: make("us"), eu: make("eu"), au: make("au") };
}

/** Whether a region by this name exists here. */
export function isRegionName(name: string): name is RegionName {
  return Object.hasOwn(regions, name);
}
