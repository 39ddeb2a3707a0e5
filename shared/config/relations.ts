import { type Mistake, pathText } from "./mistakes.ts";
import type { Settings } from "./schema.ts";

/** The vars that a region lacks although another one has them: nearly always forgotten. */
export function regionsLackingVars({ regions }: Settings): ReadonlyMap<string, readonly string[]> {
  const all = [...new Set(Object.values(regions).flatMap(({ vars }) => Object.keys(vars)))];
  const lacking = Object.entries(regions).map(
    ([name, { vars }]) => [name, all.filter((key) => !Object.hasOwn(vars, key))] as const,
  );
  return new Map(lacking.filter(([, keys]) => keys.length > 0));
}

function missingVars(settings: Settings): Mistake[] {
  return [...regionsLackingVars(settings)].flatMap(([name, keys]) =>
    keys.map((key) => {
      const having = Object.entries(settings.regions)
        .filter(([, { vars }]) => Object.hasOwn(vars, key))
        .map(([other]) => other);
      const has = `${having.join(" and ")} ${having.length > 1 ? "have" : "has"} it`;
      const message = `is missing; ${has}. Every region needs the same vars.`;
      return { path: pathText(["regions", name, "vars", key]), message };
    }),
  );
}

/** Mistakes between the parts of a config, each of which is right by itself. */
export function findRelationMistakes(settings: Settings, regionNames: readonly string[]): Mistake[] {
  const mustExist = (name: string, ...path: PropertyKey[]): Mistake[] => {
    const message = `${JSON.stringify(name)} is not a region. The regions are: ${regionNames.join(", ")}.`;
    return regionNames.includes(name) ? [] : [{ path: pathText(path), message }];
  };
  return [
    ...mustExist(settings.baseline, "baseline"),
    ...missingVars(settings),
    ...settings.differences.flatMap((rule, index) =>
      rule.regions.flatMap((name, at) => mustExist(name, "differences", index, "regions", at)),
    ),
    ...settings.waivers.flatMap(({ region }, index) => mustExist(region, "waivers", index, "region")),
  ];
}
