import type { Aspect, Aspects } from "../model/sheet.ts";
import { aspectValues, canonicalText } from "./canonical.ts";
import { equal } from "./equal.ts";

const absent: Aspect = { value: null };

/** The aspects in which two records differ. */
export function differingAspects(here: Aspects, there: Aspects): string[] {
  const names = new Set([...Object.keys(there), ...Object.keys(here)]);
  return [...names].filter((name) => !equal((here[name] ?? absent).value, (there[name] ?? absent).value));
}

/** How often each rule stands in a list, told apart by all but the aspects left out. */
function countWithout(rules: readonly Aspects[], left: ReadonlySet<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const rule of rules) {
    const kept = Object.entries(aspectValues(rule)).filter(
      ([name, value]) => !left.has(name) && value !== null,
    );
    const text = canonicalText(Object.fromEntries(kept));
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return counts;
}

/** Whether every rule of the shorter list has a partner in the longer one, but for the aspects left out. */
function allPaired(fewer: readonly Aspects[], more: readonly Aspects[], left: ReadonlySet<string>): boolean {
  const partners = countWithout(more, left);
  return [...countWithout(fewer, left)].every(([text, count]) => count <= (partners.get(text) ?? 0));
}

/** All subsets of names, the smallest first, those without the identity before those with it. */
function subsets(names: readonly string[], identity: string): string[][] {
  const all = names.reduce<string[][]>((sets, name) => [...sets, ...sets.map((set) => [...set, name])], [[]]);
  const cost = (set: readonly string[]) => set.length + (set.includes(identity) ? 1000 : 0);
  return all.sort((a, b) => cost(a) - cost(b) || (a.join() < b.join() ? -1 : 1));
}

/**
 * The aspects in which two sets of rules differ, whatever their order: the fewest that must be left out
 * for the rules to be the same. A rule more on one side is a difference named `unpaired`.
 */
export function differingRules(
  here: readonly Aspects[],
  there: readonly Aspects[],
  unpaired: string,
): ReadonlySet<string> {
  const [fewer, more] = here.length <= there.length ? [here, there] : [there, here];
  const names = [...new Set([...here, ...there].flatMap((rule) => Object.keys(rule)))].sort();
  const aspects = subsets(names, unpaired).find((left) => allPaired(fewer, more, new Set(left))) ?? names;
  return new Set(fewer.length === more.length ? aspects : [...aspects, unpaired]);
}
