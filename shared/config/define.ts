import type { CheckSpec } from "../checks/contract/check.ts";
import type { Phase } from "../model/region.ts";
import type { SourceSpec } from "../sources/contract/source.ts";
import type { SettingsInput } from "./schema.ts";
import type { Scope } from "./scope.ts";

/** The one file a user edits. */
export interface Config<Var extends string = string>
  extends Omit<SettingsInput, "regions" | "checks" | "sources"> {
  readonly regions: Readonly<
    Record<string, { aws: string; account?: string; phase: Phase; vars?: Readonly<Record<Var, string>> }>
  >;
  /** The checks of one region, by name. Called once for each region; what it returns is plain data. */
  readonly checks: (scope: Scope<Var>) => Readonly<Record<string, CheckSpec>>;
  /** The places that one region's facts are read from, by name. */
  readonly sources?: (scope: Scope<Var>) => Readonly<Record<string, SourceSpec>>;
}

/** Gives a config its types. It is checked when it is loaded, all mistakes at once. */
export function defineConfig<Var extends string>(config: Config<Var>): Config<Var> {
  return config;
}
