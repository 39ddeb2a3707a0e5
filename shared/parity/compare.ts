import type { Json } from "../model/json.ts";
import type { Coverage, FindingState, Uncompared } from "../model/parity.ts";
import type { Aspect, Aspects, Fact, FactKind, Sheet } from "../model/sheet.ts";
import { aspectValues } from "./canonical.ts";
import { differingAspects, differingRules } from "./rules.ts";

/** One difference, before anybody is asked whether it is accepted. */
export interface Difference {
  readonly fact: string;
  readonly kind: FactKind;
  readonly aspect: string;
  readonly state: FindingState;
  /** Canonical values of both sides, for the fingerprint. */
  readonly values: readonly [here: Json, there: Json];
  /** What may be shown of them; absent where a side has none, or where it is sensitive. */
  readonly here?: Json;
  readonly there?: Json;
  readonly elsewhere?: readonly string[];
  /** Whether the aspect is one of the fact's rules. */
  readonly inRules?: true;
}

export interface Comparison {
  readonly differences: readonly Difference[];
  readonly uncompared: readonly Uncompared[];
  readonly coverage: Coverage;
}

/** The aspect of a fact's very being, and the one of its rules as a whole. */
const existence = "existence";
const ruleAspect = "rules";

function shown(aspect: Aspect | undefined): Json | undefined {
  return aspect === undefined || aspect.sealed ? undefined : aspect.value;
}

function aspectDifference(fact: Fact, name: string, here?: Aspect, there?: Aspect): Difference {
  const elsewhere = here?.elsewhere;
  // A credential on one side only says of the other that there is none: neither is shown.
  const hidden = here?.sealed || there?.sealed;
  const visible = hidden ? {} : { here: shown(here), there: shown(there) };
  return {
    fact: fact.id,
    kind: fact.kind,
    aspect: name,
    state: elsewhere ? "points-elsewhere" : "differs",
    values: [here?.value ?? null, there?.value ?? null],
    ...(visible.here !== undefined && { here: visible.here }),
    ...(visible.there !== undefined && { there: visible.there }),
    ...(elsewhere && { elsewhere }),
  };
}

/** What a rule's aspect is on every rule of a side: shown only if nothing of it is sensitive. */
function column(rules: readonly Aspects[], name: string): Json | undefined {
  const cells = rules.map((rule) => rule[name]).filter((cell) => cell !== undefined);
  return cells.some(({ sealed }) => sealed) ? undefined : cells.map(({ value }) => value);
}

/** The regions that an aspect names on any rule, although they stand in another one. */
function elsewhereIn(rules: readonly Aspects[], name: string): string[] {
  return [...new Set(rules.flatMap((rule) => rule[name]?.elsewhere ?? []))].sort();
}

function ruleDifferences(here: Fact, there: Fact): Difference[] {
  const [ours, theirs] = [here.rules ?? [], there.rules ?? []];
  const differing = new Set(differingRules(ours, theirs, ruleAspect));
  const names = new Set(ours.flatMap((rule) => Object.keys(rule)));
  for (const name of names) if (elsewhereIn(ours, name).length > 0) differing.add(name);
  return [...differing].map((aspect) => {
    const visible = { here: column(ours, aspect), there: column(theirs, aspect) };
    const elsewhere = elsewhereIn(ours, aspect);
    return {
      fact: here.id,
      kind: here.kind,
      aspect,
      state: elsewhere.length > 0 ? "points-elsewhere" : "differs",
      values: [ours.map(aspectValues), theirs.map(aspectValues)],
      inRules: true,
      ...(visible.here !== undefined && { here: visible.here }),
      ...(visible.there !== undefined && { there: visible.there }),
      ...(elsewhere.length > 0 && { elsewhere }),
    };
  });
}

function compareFact(here: Fact, there: Fact): Difference[] {
  const differing = new Set(differingAspects(here.aspects, there.aspects));
  // A value that names another region is wrong here even where the baseline says the same.
  for (const [name, aspect] of Object.entries(here.aspects)) if (aspect.elsewhere) differing.add(name);
  return [
    ...[...differing].map((name) => aspectDifference(here, name, here.aspects[name], there.aspects[name])),
    ...ruleDifferences(here, there),
  ];
}

function alone(fact: Fact, state: "missing" | "extra"): Difference {
  const values: Difference["values"] = state === "extra" ? [true, null] : [null, true];
  return { fact: fact.id, kind: fact.kind, aspect: existence, state, values };
}

function findUncompared(here: Sheet, there: Sheet): Uncompared[] {
  const unread = (sheet: Sheet): Uncompared[] =>
    sheet.unreadable.map(({ source, problem }) => ({ source, region: sheet.region, problem }));
  const lacking = (sheet: Sheet, other: Sheet): Uncompared[] =>
    other.sources
      .filter((source) => !sheet.sources.includes(source))
      .map((source) => {
        const message = `the config names this source for ${other.region} but not for ${sheet.region}`;
        return { source, region: sheet.region, problem: { reason: "setup" as const, message } };
      });
  const silent = here.sources
    .filter((source) => there.sources.includes(source))
    .filter((source) => ![...unread(here), ...unread(there)].some((one) => one.source === source))
    .filter((source) => ![...here.facts, ...there.facts].some((fact) => fact.source === source))
    .map((source) => {
      const message = `it gave not one fact, neither for ${here.region} nor for ${there.region}`;
      return { source, region: here.region, problem: { reason: "shape" as const, message } };
    });
  return [...unread(here), ...unread(there), ...lacking(here, there), ...lacking(there, here), ...silent];
}

/** Holds a region's sheet against the baseline's, fact by fact and in both directions. */
export function compare(here: Sheet, there: Sheet): Comparison {
  const uncompared = findUncompared(here, there);
  const skipped = new Set(uncompared.map(({ source }) => source));
  const ours = new Map(here.facts.map((fact) => [fact.id, fact]));
  const theirs = new Map(there.facts.map((fact) => [fact.id, fact]));
  const known = [...new Map([...theirs, ...ours]).values()];
  const comparable = known.filter(({ source }) => !skipped.has(source));
  const differences = comparable.flatMap((fact) => {
    const [mine, yours] = [ours.get(fact.id), theirs.get(fact.id)];
    if (mine && yours) return compareFact(mine, yours);
    return alone(fact, mine ? "extra" : "missing");
  });
  return { differences, uncompared, coverage: { compared: comparable.length, known: known.length } };
}
