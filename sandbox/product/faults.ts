import type { RegionName } from "../regions.ts";

/** What one region has that the others do not. An empty object is a region without a fault. */
export type Faults = {
  /** Reported by /version in place of the one the baseline runs. */
  version?: string;
  /** The region whose host the `webhooks` setting points at: a copied configuration. */
  webhooksOf?: RegionName;
  flagsOff?: readonly string[];
  flagsMissing?: readonly string[];
  flagsAdded?: readonly string[];
};

/**
 * The planted faults. `eu-privacy-banner` is none: it is meant to be in the EU alone, and stands
 * here because a checker must be told so.
 */
export const faults: Readonly<Record<RegionName, Faults>> = {
  us: {},
  eu: {
    version: "4.11.2",
    webhooksOf: "us",
    flagsOff: ["new-cart"],
    flagsAdded: ["eu-privacy-banner"],
  },
  au: { flagsMissing: ["whatsapp"] },
};
