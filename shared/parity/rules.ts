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

/** What two sets of rules differ in under one way of pairing them, and how far that is. */
interface Pairing {
  readonly distance: number;
  readonly aspects: readonly string[];
}

/** Beyond this many rules without an equal, each just takes the closest that is left. */
const maxTriedOut = 6;

/** What a rule is counts for more than all that hangs on it. */
function pairUp(here: Aspects, there: Aspects, identity: string): Pairing {
  const aspects = differingAspects(here, there).sort();
  return { distance: aspects.length + (aspects.includes(identity) ? 1000 : 0), aspects };
}

/** The closer one; of two as close, the one whose names come first, so that nothing else decides. */
function closer(a: Pairing, b: Pairing): Pairing {
  if (a.distance !== b.distance) return a.distance < b.distance ? a : b;
  return a.aspects.join() <= b.aspects.join() ? a : b;
}

function closestPairing(heres: readonly Aspects[], theres: readonly Aspects[], identity: string): Pairing {
  const [first, ...rest] = heres;
  if (first === undefined) return { distance: 0, aspects: [] };
  const tried = theres.map((there, at) => ({ at, pair: pairUp(first, there, identity) }));
  const among =
    heres.length <= maxTriedOut
      ? tried
      : tried.toSorted((a, b) => a.pair.distance - b.pair.distance).slice(0, 1);
  const ways = among.map(({ at, pair }) => {
    const others = closestPairing(rest, theres.toSpliced(at, 1), identity);
    const aspects = [...new Set([...pair.aspects, ...others.aspects])].sort();
    return { distance: pair.distance + others.distance, aspects };
  });
  return ways.reduce<Pairing>(closer, { distance: Number.POSITIVE_INFINITY, aspects: [] });
}

/**
 * The aspects in which two sets of rules differ, whatever their order: equal rules are put aside, those
 * left are paired so that they differ least, and what has no partner is a difference named `unpaired`.
 */
export function differingRules(
  here: readonly Aspects[],
  there: readonly Aspects[],
  unpaired: string,
): ReadonlySet<string> {
  const theres = [...there];
  const heres = here.filter((rule) => !takeEqual(theres, rule));
  const [fewer, more] = heres.length <= theres.length ? [heres, theres] : [theres, heres];
  const { aspects } = closestPairing(inOrder(fewer), inOrder(more), unpaired);
  return new Set(fewer.length === more.length ? aspects : [...aspects, unpaired]);
}
