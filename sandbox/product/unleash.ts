import type { RegionName } from "../regions.ts";
import { faults } from "./faults.ts";
import type { Flag, Strategy } from "./flag.ts";
import { flags, regionalFlags, segments } from "./flags.ts";

/**
 * The answer of `GET /api/client/features` in one region. An Unleash server sends segments apart
 * only to clients that announce spec 4.2.0 or later with `Unleash-Client-Spec`; for all others it
 * writes their constraints into the strategies (github.com/Unleash/unleash,
 * client-feature-toggle.controller.ts and client-spec-service.ts).
 */
export function clientFeatures(region: RegionName, clientSpec: string | undefined) {
  const apart = knowsSegments(clientSpec);
  const query = { environment: "production", inlineSegmentConstraints: !apart };
  const revisionId = 40 + region.charCodeAt(0);
  const features = flagsOf(region);
  const meta = { revisionId, etag: `"sandbox:${revisionId}:v1"`, queryHash: "sandbox" };
  if (apart) return { version: 2, features, query, segments, meta };
  const inlined = features.map((flag) => ({ ...flag, strategies: flag.strategies.map(inlineSegments) }));
  return { version: 2, features: inlined, query, meta };
}

/** The flags of one region, its faults applied. */
function flagsOf(region: RegionName): Flag[] {
  const { flagsOff = [], flagsMissing = [], flagsAdded = [] } = faults[region];
  return [...flags, ...regionalFlags.filter((flag) => flagsAdded.includes(flag.name))]
    .filter((flag) => !flagsMissing.includes(flag.name))
    .map((flag) => (flagsOff.includes(flag.name) ? { ...flag, enabled: false } : flag));
}

function knowsSegments(clientSpec: string | undefined): boolean {
  const [major = 0, minor = 0] = (clientSpec ?? "").split(".").map(Number);
  return major > 4 || (major === 4 && minor >= 2);
}

function inlineSegments({ segments: ids = [], ...strategy }: Strategy): Strategy {
  const inlined = segments.filter(({ id }) => ids.includes(id)).flatMap(({ constraints }) => constraints);
  return { ...strategy, constraints: [...strategy.constraints, ...inlined] };
}
