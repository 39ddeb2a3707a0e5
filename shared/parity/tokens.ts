import type { Region } from "../model/region.ts";

/** A text of a region with its names replaced by tokens, and the other regions that it names. */
interface Tokenized {
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
  // In an order of their own: how a config lists them must say nothing.
  const entries = Object.entries(vars).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.flatMap(([key, value]) => {
    const whole = { value, token: key, region: name, bare: false };
    if (!URL.canParse(value)) return [whole];
    const { host, hostname } = new URL(value);
    const parts = [
      { ...whole, value: encodeURIComponent(value), token: `${key}.encoded` },
      { ...whole, value: host, token: `${key}.host` },
      { ...whole, value: hostname, token: `${key}.hostname` },
    ];
    return [whole, ...parts.filter((part) => part.value !== "" && part.value !== value)];
  });
}

/** All names of a region. Of two for one value the first counts: AWS's own names before those of vars. */
function tokensOf(region: Region): Token[] {
  const named = (value: string, token: string, bare = false) => ({ value, token, region: region.name, bare });
  const all = [
    named(region.aws, "aws"),
    named(region.account ?? "", "account"),
    ...fromVars(region),
    named(region.name, "region", true),
  ];
  return all.filter(({ value }) => value !== "");
}

/** Whether a name may be part of a longer text; a short var counts only where it is the whole text. */
const mayBePart = ({ value, bare }: Token) => bare || value.length >= minPart;

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
}

/** A name must stand by itself: not in the middle of a longer word or number. */
function patternOf({ value, token }: Token): string {
  const before = /^[A-Za-z0-9]/.test(value) ? "(?:(?<![A-Za-z0-9])|(?<=%[0-9A-Fa-f]{2}))" : "";
  // An AWS region may be followed by the letter of a zone, so only a digit makes it another word.
  const after =
    token === "aws" ? "(?!\\d|[A-Za-z][A-Za-z0-9])" : /[A-Za-z0-9]$/.test(value) ? "(?![A-Za-z0-9])" : "";
  return `${before}${escaped(value)}${after}`;
}

/** What is a token already, so that doing it twice changes nothing. */
const done = "‹[^‹›]*›";

function compile(tokens: readonly Token[]): RegExp {
  const longestFirst = tokens.filter(mayBePart).sort((a, b) => b.value.length - a.value.length);
  return new RegExp([done, ...longestFirst.map(patternOf)].join("|"), "g");
}

/** The names by their values; the first of a value counts. */
function index(tokens: readonly Token[]): ReadonlyMap<string, Token> {
  return new Map(tokens.toReversed().map((token) => [token.value, token]));
}

/** What all regions share, such as a central service, is nobody's name. */
function commonValues(regions: readonly Region[]): ReadonlySet<string> {
  if (regions.length < 2) return new Set();
  const [first = [], ...rest] = regions.map((region) => tokensOf(region).map(({ value }) => value));
  return new Set(first.filter((value) => rest.every((values) => values.includes(value))));
}

/**
 * Makes the function that turns a region's own names (vars and their hosts, account, AWS region, its
 * own name) into tokens, so that two regions can be compared, and that notices names of other regions.
 * A name that this region shares with another is its own.
 */
export function makeTokenizer(regions: readonly Region[], name: string): Tokenize {
  const common = commonValues(regions);
  const isOwn = (region: Region) => region.name === name;
  const own = regions.filter(isOwn).flatMap(tokensOf);
  const ownValues = new Set(own.map(({ value }) => value));
  const others = regions.filter((region) => !isOwn(region)).flatMap(tokensOf);
  const tokens = [...own, ...others.filter(({ value }) => !ownValues.has(value))].filter(
    ({ value }) => !common.has(value),
  );
  const declared = tokens.filter(({ bare }) => !bare);
  const vocabulary = (words: readonly Token[]) => ({
    pattern: compile(words),
    whole: index(words),
    part: index(words.filter(mayBePart)),
  });
  const [named, all] = [vocabulary(declared), vocabulary(tokens)];

  return (text, bareNames) => {
    const elsewhere = new Set<string>();
    const write = ({ token, region }: Token) => {
      if (region === name) return `‹${token}›`;
      elsewhere.add(region);
      return `‹${region}:${token}›`;
    };
    const { whole, part, pattern } = bareNames && !/\s/.test(text) ? all : named;
    const entire = whole.get(text);
    const tokenized = entire
      ? write(entire)
      : text.replace(pattern, (value) => {
          const token = part.get(value);
          return token ? write(token) : value;
        });
    return { text: tokenized, elsewhere: [...elsewhere] };
  };
}
