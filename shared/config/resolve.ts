import type * as z from "zod";
import { fromIssues, type Mistake, mergeRegions } from "./mistakes.ts";
import { findRelationMistakes, regionsLackingVars } from "./relations.ts";
import { type ReadyRegion, resolveRegion } from "./resolve-region.ts";
import { configSchema, type Settings } from "./schema.ts";

/** A config without a mistake, compiled: nothing in it is parsed again. Durations are milliseconds. */
export interface ReadyConfig extends Omit<Settings, "regions" | "checks" | "sources"> {
  readonly regions: ReadonlyMap<string, ReadyRegion>;
}

export type Resolved =
  | { readonly ok: true; readonly config: ReadyConfig }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] };

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The config without the parts that were found wrong, so that mistakes in the others are found too. */
function withoutWrongParts(raw: unknown, issues: readonly z.core.$ZodIssue[]): unknown {
  if (!isRecord(raw)) return raw;
  const wrongKeys = issues.flatMap((issue) => {
    if (issue.code === "unrecognized_keys" && issue.path.length === 0) return issue.keys;
    const [key, inner] = issue.path;
    return key === "regions" && inner !== undefined ? [] : [String(key)];
  });
  const wrongRegions = issues.flatMap(({ path: [key, name] }) => (key === "regions" ? [name] : []));
  const keep = Object.entries(raw).filter(([key]) => !wrongKeys.includes(key));
  const kept = Object.fromEntries(keep);
  if (!isRecord(kept.regions)) return kept;
  const regions = Object.entries(kept.regions).filter(([name]) => !wrongRegions.includes(name));
  return { ...kept, regions: Object.fromEntries(regions) };
}

function resolveSettings(settings: Settings, regionNames: readonly string[]): Resolved {
  const lacking = regionsLackingVars(settings);
  const names = Object.keys(settings.regions).filter((name) => !lacking.has(name));
  const resolved = names.map((name) => resolveRegion(name, settings));
  const mistakes = [
    ...findRelationMistakes(settings, regionNames),
    ...mergeRegions(new Map(resolved.map(({ region, mistakes }) => [region.name, mistakes]))),
  ];
  if (mistakes.length > 0) return { ok: false, mistakes };
  const { checks: _checks, sources: _sources, ...rest } = settings;
  const regions = new Map(resolved.map(({ region }) => [region.name, region]));
  return { ok: true, config: { ...rest, regions } };
}

/** Checks a config whole and compiles it, or lists every mistake in it, each with its way out. */
export function resolveConfig(raw: unknown): Resolved {
  const regionNames = isRecord(raw) && isRecord(raw.regions) ? Object.keys(raw.regions) : [];
  const parsed = configSchema.safeParse(raw);
  if (parsed.success) return resolveSettings(parsed.data, regionNames);
  const first = fromIssues(parsed.error.issues);
  const rest = configSchema.safeParse(withoutWrongParts(raw, parsed.error.issues));
  const second = rest.success ? resolveSettings(rest.data, regionNames) : undefined;
  return { ok: false, mistakes: [...first, ...(second && !second.ok ? second.mistakes : [])] };
}
