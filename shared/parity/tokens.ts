import type { Region } from "../model/region.ts";

/** A text of a region with its names replaced by tokens, and the other regions that it names. */
export interface Tokenized {
  readonly text: string;
  readonly elsewhere: readonly string[];
}

/** `bareNames`: whether the regions' own names count, such as "eu" in "acme-eu-uploads". */
export type Tokenize = (text: string, bareNames: boolean) => Tokenized;

interface Token {
  readonly value: string;
  readonly token: string;
  readonly region: string;
  /** A bare region name counts only in texts without spaces: in prose, "us" is a word. */
  readonly bare: boolean;
}

/** Shorter vars ("eur", "v2") are tokens only where they are the whole text. */
const minPart = 4;

function fromVars({ name, vars }: Region): Token[] {
  return Object.entries(vars).flatMap(([key, value]) => {
    const whole = { value, token: key, region: name, bare: false };
    if (!URL.canParse(value)) return [whole];
    const { host, hostname } = new URL(value);
    const parts = [
      { ...whole, value: host, token: `${key}.host` },
      { ...whole, value: hostname, token: `${key}.hostname` },
    ];
    return [whole, ...parts.filter((part) => part.value !== "" && part.value !== value)];
  });
}

function tokensOf(region: Region): Token[] {
  const fixed = [
    { value: region.aws, token: "aws", region: region.name, bare: false },
    { value: region.account ?? "", token: "account", region: region.name, bare: false },
    { value: region.name, token: "region", region: region.name, bare: true },
  ];
  const all = [...fromVars(region), ...fixed].filter(({ value }) => value !== "");
  // Two vars with one value, or a host without a port: the first name stands for both.
  return [...new Map(all.toReversed().map((token) => [token.value, token])).values()];
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
}

function compile(tokens: readonly Token[]): RegExp | undefined {
  const parts = tokens
    .filter(({ value, bare }) => bare || value.length >= minPart)
    .sort((a, b) => b.value.length - a.value.length)
    // An AWS region may be followed by the letter of a zone, so only a digit ends it on that side.
    .map(({ value, token }) => `${escaped(value)}${token === "aws" ? "(?!\\d)" : "(?![A-Za-z0-9])"}`);
  return parts.length === 0 ? undefined : new RegExp(`(?<![A-Za-z0-9])(?:${parts.join("|")})`, "g");
}

/**
 * Makes the function that turns a region's own names (vars and their hosts, account, AWS region, its
 * own name) into tokens, so that two regions can be compared, and that notices names of other regions.
 * A name that this region shares with another is its own.
 */
export function makeTokenizer(regions: readonly Region[], name: string): Tokenize {
  const own = regions.filter((region) => region.name === name).flatMap(tokensOf);
  const ownValues = new Set(own.map(({ value }) => value));
  const others = regions.filter((region) => region.name !== name).flatMap(tokensOf);
  const seen = new Map<string, number>();
  for (const { value } of others) seen.set(value, (seen.get(value) ?? 0) + 1);
  // What all regions share, such as a central service, is nobody's name.
  const common = new Set(
    [...ownValues].filter((value) => regions.length > 1 && seen.get(value) === regions.length - 1),
  );
  const tokens = [...own, ...others.filter(({ value }) => !ownValues.has(value))].filter(
    ({ value }) => !common.has(value),
  );
  const byValue = new Map(tokens.toReversed().map((token) => [token.value, token]));
  const named = compile(tokens.filter(({ bare }) => !bare));
  const all = compile(tokens);

  return (text, bareNames) => {
    const elsewhere = new Set<string>();
    const swap = (value: string) => {
      const token = byValue.get(value);
      if (token === undefined) return value;
      if (token.region === name) return `{${token.token}}`;
      elsewhere.add(token.region);
      return `{${token.region}:${token.token}}`;
    };
    const pattern = bareNames && !/\s/.test(text) ? all : named;
    const whole = byValue.get(text);
    if (whole && (bareNames || !whole.bare)) return { text: swap(text), elsewhere: [...elsewhere] };
    return { text: pattern ? text.replace(pattern, swap) : text, elsewhere: [...elsewhere] };
  };
}
