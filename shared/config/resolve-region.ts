import type { CheckSpec, ReadyCheck } from "../checks/contract/check.ts";
import type { Region } from "../model/region.ts";
import type { ReadySource, SourceSpec } from "../sources/contract/source.ts";
import { fromIssues, type Mistake, pathText } from "./mistakes.ts";
import type { Prepared } from "./prepare.ts";
import { isRecord } from "./record.ts";
import type { Scope } from "./scope.ts";
import { secretPlaceholder } from "./secret.ts";

/** A region with all that is to be run in it, compiled. */
export interface ReadyRegion extends Region {
  readonly checks: ReadonlyMap<string, ReadyCheck>;
  readonly sources: ReadonlyMap<string, ReadySource>;
}

/** What one of the config's functions declared for a region, and the mistakes in it. */
interface Declared<Ready> {
  readonly ready: ReadonlyMap<string, Ready>;
  readonly mistakes: readonly Mistake[];
}

interface Spec<Ready> {
  readonly prepare: () => Prepared<Ready>;
}

interface Part<Ready> {
  readonly key: "checks" | "sources";
  readonly isSpec: (value: unknown) => value is Spec<Ready>;
  readonly wanted: string;
  readonly badName: (name: string) => string | undefined;
}

const checksPart: Part<ReadyCheck> = {
  key: "checks",
  isSpec: (value): value is CheckSpec => isRecord(value) && value.role === "check",
  wanted: 'is not a check. Make one with a kind, such as http({ url: "…" }).',
  badName: (name) => (name.trim() === "" ? "a check needs a name." : undefined),
};

const sourcesPart: Part<ReadySource> = {
  key: "sources",
  isSpec: (value): value is SourceSpec => isRecord(value) && value.role === "source",
  wanted: "is not a source. Make one with a kind, such as httpJson({ … }).",
  badName: (name) =>
    /^[A-Za-z0-9_-]+$/.test(name)
      ? undefined
      : `a source's name has letters, digits, "-" and "_" only: it begins the names of its facts.`,
};

function call(declare: (scope: Scope) => unknown, scope: Scope): unknown {
  try {
    const declared = declare(scope);
    // A promise is refused below; how it ends must not crash the process.
    if (declared instanceof Promise) declared.catch(() => {});
    return declared;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function collect<Ready>(part: Part<Ready>, declared: unknown): Declared<Ready> {
  const { key, isSpec, wanted, badName } = part;
  const ready = new Map<string, Ready>();
  const wrong = (message: string, ...path: string[]) => ({ path: pathText([key, ...path]), message });
  if (declared instanceof Error) {
    return { ready, mistakes: [wrong(`the function threw: ${declared.message}`)] };
  }
  if (!isRecord(declared) || declared instanceof Promise) {
    return { ready, mistakes: [wrong(`the function must return an object of named ${key}, and at once.`)] };
  }
  const mistakes = Object.entries(declared).flatMap(([name, spec]) => {
    const unnamed = badName(name);
    if (unnamed) return [wrong(unnamed, name)];
    if (!isSpec(spec)) return [wrong(wanted, name)];
    const prepared = spec.prepare();
    if ("issues" in prepared) return fromIssues(prepared.issues, [key, name]);
    ready.set(name, prepared.ready);
    return [];
  });
  return { ready, mistakes };
}

/** The config's functions; absent where they are none, which the schema has told. */
export interface Declarations {
  readonly checks: ((scope: Scope) => unknown) | undefined;
  readonly sources: ((scope: Scope) => unknown) | undefined;
}

/** Asks the config's functions for one region's checks and sources, and compiles them. */
export function resolveRegion(
  region: Region,
  declare: Declarations,
): { readonly region: ReadyRegion; readonly mistakes: readonly Mistake[] } {
  const { name, aws, phase, vars } = region;
  const scope: Scope = { region: name, aws, phase, vars, secret: secretPlaceholder };
  const checks = collect(checksPart, declare.checks ? call(declare.checks, scope) : {});
  const sources = collect(sourcesPart, declare.sources ? call(declare.sources, scope) : {});
  const none = {
    path: "checks",
    message: "there are none: a region without checks would pass untested. Add at least one.",
  };
  const untested = declare.checks && checks.ready.size === 0 && checks.mistakes.length === 0;
  return {
    region: { ...region, checks: checks.ready, sources: sources.ready },
    mistakes: [...checks.mistakes, ...sources.mistakes, ...(untested ? [none] : [])],
  };
}
