import type { Region } from "../model/region.ts";

/**
 * The region in whose CloudWatch a region's sign of life is written: the next one in the config that
 * stands in another AWS region. Undefined where there is none: then nobody can see the region's death.
 */
export function watcherOf<R extends Pick<Region, "name" | "aws" | "phase">>(
  regions: readonly R[],
  name: string,
): R | undefined {
  const index = regions.findIndex((region) => region.name === name);
  const after = [...regions.slice(index + 1), ...regions.slice(0, Math.max(0, index))];
  return after.find(({ aws, phase }) => aws !== regions[index]?.aws && phase !== "planned");
}
