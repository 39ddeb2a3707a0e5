import { fromIssues, type Mistake, mergeRegions } from "./mistakes.ts";
import { isRecord } from "./record.ts";
import { findMissingVars, findUnknownRegions, regionsLackingVars } from "./relations.ts";
import { type Declarations, type ReadyRegion, resolveRegion } from "./resolve-region.ts";
import { configSchema, regionSchema, type Settings } from "./schema.ts";

/** A config without a mistake, compiled: nothing in it is parsed again. Durations are milliseconds. */
export interface ReadyConfig extends Omit<Settings, "regions" | "checks" | "sources"> {
  readonly regions: ReadonlyMap<string, ReadyRegion>;
}

export type Resolved =
  | { readonly ok: true; readonly config: ReadyConfig }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] };

/** The regions that are right by themselves: what is declared for them can be looked at. */
function rightRegions(raw: unknown): Settings["regions"] {
  if (!isRecord(raw)) return {};
  const parsed = Object.entries(raw).map(([name, region]) => [name, regionSchema.safeParse(region)] as const);
  return Object.fromEntries(parsed.flatMap(([name, { data }]) => (data ? [[name, data]] : [])));
}

function isDeclaration(value: unknown): value is Declarations["checks"] {
  return typeof value === "function";
}

/** Checks a config whole and compiles it, or lists every mistake in it, each with its way out. */
export function resolveConfig(raw: unknown): Resolved {
  const parsed = configSchema.safeParse(raw);
  const own = parsed.success ? [] : fromIssues(parsed.error.issues);
  if (!isRecord(raw)) return { ok: false, mistakes: own };
  // Each part is looked at whatever is wrong with the others: one mistake hides no other.
  const regions = rightRegions(raw.regions);
  const lacking = regionsLackingVars(regions);
  const declarations = {
    checks: isDeclaration(raw.checks) ? raw.checks : undefined,
    sources: isDeclaration(raw.sources) ? raw.sources : undefined,
  };
  const resolved = Object.entries(regions)
    .filter(([name]) => !lacking.has(name))
    .map(([name, region]) => resolveRegion({ name, ...region }, declarations));
  const mistakes = [
    ...own,
    ...findUnknownRegions(raw),
    ...findMissingVars(regions),
    ...mergeRegions(new Map(resolved.map(({ region, mistakes }) => [region.name, mistakes]))),
  ];
  if (!parsed.success || mistakes.length > 0) return { ok: false, mistakes };
  const { checks: _checks, sources: _sources, ...rest } = parsed.data;
  const ready = new Map(resolved.map(({ region }) => [region.name, region]));
  return { ok: true, config: { ...rest, regions: ready } };
}
