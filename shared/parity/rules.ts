import type { Aspect, Aspects } from "../model/sheet.ts";
import { inOrder } from "./canonical.ts";
import { equal } from "./equal.ts";

const absent: Aspect = { value: null };

/** The aspects in which two records differ. */
export function differingAspects(here: Aspects, there: Aspects): string[] {
  const names = new Set([...Object.keys(there), ...Object.keys(here)]);
  return [...names].filter((name) => !equal((here[name] ?? absent).value, (there[name] ?? absent).value));
}

function takeEqual(pool: Aspects[], wanted: Aspects): boolean {
  const index = pool.findIndex((rule) => differingAspects(rule, wanted).length === 0);
  if (index >= 0) pool.splice(index, 1);
  return index >= 0;
}

interface Pair {
  readonly here: Aspects;
  readonly there: Aspects;
  readonly aspects: string[];
}

/** How far two rules are from each other: what a rule is counts for more than all that hangs on it. */
function distance(aspects: readonly string[], identity: string): number {
  return aspects.length + (aspects.includes(identity) ? 1000 : 0);
}

function closestPair(
  heres: readonly Aspects[],
  theres: readonly Aspects[],
  identity: string,
): Pair | undefined {
  const pairs = heres.flatMap((here) =>
    theres.map((there) => ({ here, there, aspects: differingAspects(here, there) })),
  );
  return pairs.reduce<Pair | undefined>(
    (best, pair) =>
      best && distance(best.aspects, identity) <= distance(pair.aspects, identity) ? best : pair,
    undefined,
  );
}

/**
 * The aspects in which two sets of rules differ, whatever their order: equal rules are put aside,
 * those left are paired with the closest of the other side, and what has no partner is a difference of
 * its own, named `unpaired`.
 */
export function differingRules(
  here: readonly Aspects[],
  there: readonly Aspects[],
  unpaired: string,
): ReadonlySet<string> {
  const rest = [...there];
  const heres = inOrder(here.filter((rule) => !takeEqual(rest, rule)));
  const theres = inOrder(rest);
  const differing = new Set<string>();
  for (;;) {
    const pair = closestPair(heres, theres, unpaired);
    if (pair === undefined) break;
    for (const aspect of pair.aspects) differing.add(aspect);
    heres.splice(heres.indexOf(pair.here), 1);
    theres.splice(theres.indexOf(pair.there), 1);
  }
  if (heres.length > 0 || theres.length > 0) differing.add(unpaired);
  return differing;
}
