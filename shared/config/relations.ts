import { type Mistake, pathText } from "./mistakes.ts";
import { isRecord } from "./record.ts";
import { namePattern, type Settings } from "./schema.ts";

type Regions = Settings["regions"];

/** The vars that a region lacks although another one has them: nearly always forgotten. */
export function regionsLackingVars(regions: Regions): ReadonlyMap<string, readonly string[]> {
  const all = [...new Set(Object.values(regions).flatMap(({ vars }) => Object.keys(vars)))];
  const lacking = Object.entries(regions).map(
    ([name, { vars }]) => [name, all.filter((key) => !Object.hasOwn(vars, key))] as const,
  );
  return new Map(lacking.filter(([, keys]) => keys.length > 0));
}

export function findMissingVars(regions: Regions): Mistake[] {
  return [...regionsLackingVars(regions)].flatMap(([name, keys]) =>
    keys.map((key) => {
      const having = Object.entries(regions)
        .filter(([, { vars }]) => Object.hasOwn(vars, key))
        .map(([other]) => other);
      const has = `${having.join(" and ")} ${having.length > 1 ? "have" : "has"} it`;
      const message = `is missing; ${has}. Every region needs the same vars.`;
      return { path: pathText(["regions", name, "vars", key]), message };
    }),
  );
}

/**
 * Every place that names a region which is not one. Read from the config as it was written, so that a
 * mistake beside it hides nothing; what is no text is told by the schema.
 */
export function findUnknownRegions(raw: Readonly<Record<string, unknown>>): Mistake[] {
  const known = isRecord(raw.regions) ? Object.keys(raw.regions) : [];
  if (known.length === 0) return [];
  const mustExist = (name: unknown, ...path: PropertyKey[]): Mistake[] => {
    if (typeof name !== "string" || !namePattern.test(name) || known.includes(name)) return [];
    const message = `${JSON.stringify(name)} is not a region. The regions are: ${known.join(", ")}.`;
    return [{ path: pathText(path), message }];
  };
  const each = (
    key: string,
    visit: (rule: Readonly<Record<string, unknown>>, index: number) => Mistake[],
  ) => {
    const list: readonly unknown[] = Array.isArray(raw[key]) ? raw[key] : [];
    return list.flatMap((rule, index) => (isRecord(rule) ? visit(rule, index) : []));
  };
  return [
    ...mustExist(raw.baseline, "baseline"),
    ...each("differences", ({ regions }, index) => {
      const names: readonly unknown[] = Array.isArray(regions) ? regions : [];
      return names.flatMap((name, at) => mustExist(name, "differences", index, "regions", at));
    }),
    ...each("waivers", ({ region }, index) => mustExist(region, "waivers", index, "region")),
  ];
}
