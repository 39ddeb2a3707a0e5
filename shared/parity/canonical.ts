import { type Json, mapJsonTexts } from "../model/json.ts";
import type { Aspect, Aspects, Fact, FactKind, RawAspect, RawFact } from "../model/sheet.ts";
import type { Tokenize } from "./tokens.ts";

/** Turns a text into a digest that only holders of the same key can compare. */
export type Seal = (text: string) => string;

/** Names whose values are taken for credentials, whatever their source says. */
const credentialName = /secret|passw|passphrase|pwd|token|credential|private|(api|access)[-_]?key/i;
/** An address with a password in it. */
const credentialText = /:\/\/[^/\s:@]*:[^/\s@]+@/;

/** Sorted keys all the way down, so that equal values have equal texts. */
export function canonicalText(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const pairs = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalText(value[key] ?? null)}`);
  return `{${pairs.join(",")}}`;
}

function holdsCredential(value: Json): boolean {
  if (typeof value === "string") return credentialText.test(value);
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(([key, inner]) => credentialName.test(key) || holdsCredential(inner));
}

interface Scheme {
  readonly kind: FactKind;
  readonly tokenize: Tokenize;
  readonly seal: Seal;
}

function canonicalAspect(names: readonly string[], raw: RawAspect, { kind, tokenize, seal }: Scheme): Aspect {
  // Targeting is compared as it stands: a rule that names a region by its country or code means the
  // same in all of them, and is no sign of a wrong setting.
  if (raw.sensitive) return { value: seal(canonicalText(raw.value)), sealed: true };
  const elsewhere = new Set<string>();
  const value = mapJsonTexts(raw.value, (text) => {
    // Flags name countries and plans as often as regions: there only declared names are tokens.
    const tokenized = tokenize(text, kind !== "flag");
    for (const region of tokenized.elsewhere) elsewhere.add(region);
    return tokenized.text;
  });
  // A flag may be about tokens; its payload may hold one.
  const named = kind !== "flag" && names.some((name) => credentialName.test(name));
  const hidden = named || holdsCredential(raw.value);
  return {
    ...(hidden ? { value: seal(canonicalText(value)), sealed: true } : { value }),
    ...(elsewhere.size > 0 && { elsewhere: [...elsewhere].sort() }),
  };
}

/** The plain values of a record of aspects, by name. */
export function aspectValues(aspects: Aspects): Record<string, Json> {
  return Object.fromEntries(Object.entries(aspects).map(([name, { value }]) => [name, value]));
}

/** Rules have no order of their own; a fixed one keeps fingerprints the same from run to run. */
function inOrder(rules: readonly Aspects[]): Aspects[] {
  const keyed = rules.map((rule) => ({ rule, text: canonicalText(aspectValues(rule)) }));
  return keyed.sort((a, b) => (a.text < b.text ? -1 : 1)).map(({ rule }) => rule);
}

/**
 * The facts of one source as they can be compared and shown: the region's names are tokens, and what
 * is sensitive is a keyed digest. The same on both sides; doing it twice changes nothing.
 */
export function canonicalFacts(
  source: string,
  facts: readonly RawFact[],
  tokenize: Tokenize,
  seal: Seal,
): Fact[] {
  return facts.map(({ name, kind, aspects, rules }) => {
    const scheme = { kind, tokenize, seal };
    const canonical = (raw: Readonly<Record<string, RawAspect>>): Aspects =>
      Object.fromEntries(
        Object.entries(raw).map(([key, aspect]) => [key, canonicalAspect([name, key], aspect, scheme)]),
      );
    const id = `${source}/${name}`;
    const fact = { id, source, kind, aspects: canonical(aspects) };
    return rules ? { ...fact, rules: inOrder(rules.map(canonical)) } : fact;
  });
}
