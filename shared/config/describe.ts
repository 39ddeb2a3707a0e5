import type { ReadyConfig } from "./resolve.ts";

/** For `JSON.stringify`, which would write a pattern as {}. */
export const patternAsText = (_: string, value: unknown) => (value instanceof RegExp ? String(value) : value);

function plainOptions(things: ReadonlyMap<string, { readonly kind: string; readonly options: unknown }>) {
  return [...things].map(([name, { kind, options }]) => ({ name, kind, options }));
}

/**
 * All that is data in a config, as one text: what two builds of the same config have in common. The
 * code of journeys is not in it: bundled, it reads otherwise.
 */
export function describeConfig(config: ReadyConfig): string {
  const regions = [...config.regions.values()].map(({ checks, sources, ...region }) => ({
    ...region,
    checks: plainOptions(checks),
    sources: plainOptions(sources),
  }));
  return JSON.stringify({ ...config, regions }, patternAsText);
}
