import type { Decision } from "../shared/model/verdict.ts";
import type { RegionName } from "./regions.ts";

/** What the launch gate must say of a region: the planted faults, and nothing else. */
export interface Expected {
  readonly decision: Decision;
  readonly exitCode: number;
  readonly blockers: readonly string[];
  readonly accepted: readonly string[];
}

export const expected: Readonly<Record<RegionName, Expected>> = {
  us: { decision: "go", exitCode: 0, blockers: [], accepted: [] },
  eu: {
    decision: "no-go",
    exitCode: 1,
    blockers: ["api/version", "flags/new-cart", "settings/webhooks"],
    accepted: ["flags/eu-privacy-banner"],
  },
  au: { decision: "go", exitCode: 0, blockers: [], accepted: ["flags/whatsapp"] },
};
