import type { Difference as Intended, Waiver } from "../../shared/config/schema.ts";
import { digest, makeSeal } from "../../shared/digest.ts";
import type { Json } from "../../shared/model/json.ts";
import type { Finding } from "../../shared/model/parity.ts";
import type { Region } from "../../shared/model/region.ts";
import type { Aspects, Fact, FactKind, RawFact, Sheet } from "../../shared/model/sheet.ts";
import { toFindings } from "../../shared/parity/accept.ts";
import { canonicalFacts } from "../../shared/parity/canonical.ts";
import { compare } from "../../shared/parity/compare.ts";
import { makeTokenizer } from "../../shared/parity/tokens.ts";

const noon = Date.parse("2026-11-23T12:00:00.000Z");

/** Three regions of one product, as a config declares them. */
export const regions: readonly Region[] = [
  {
    name: "us",
    aws: "us-east-1",
    account: "111111111111",
    phase: "live",
    vars: { api: "https://api.acme.example", flags: "https://flags.acme.example:8443/base", tenant: "usa" },
  },
  {
    name: "eu",
    aws: "eu-west-1",
    account: "222222222222",
    phase: "live",
    vars: {
      api: "https://api.eu.acme.example",
      flags: "https://flags.eu.acme.example:8443/base",
      tenant: "eur",
    },
  },
  {
    name: "au",
    aws: "ap-southeast-2",
    account: "333333333333",
    phase: "dark",
    vars: {
      api: "https://api.au.acme.example",
      flags: "https://flags.au.acme.example:8443/base",
      tenant: "aus",
    },
  },
];

/** Regions with the given vars, otherwise as above. */
export function withVars(vars: Readonly<Record<string, Readonly<Record<string, string>>>>): Region[] {
  return regions
    .filter(({ name }) => name in vars)
    .map((region) => ({ ...region, vars: vars[region.name] ?? {} }));
}

export const seal = makeSeal("a key that only this test has, of good length");

export function aspects(values: Readonly<Record<string, Json>>): Aspects {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value }]));
}

export function fact(id: string, values: Readonly<Record<string, Json>>, kind: FactKind = "setting"): Fact {
  return { id, source: id.split("/")[0] ?? "", kind, aspects: aspects(values) };
}

export function sheetOf(region: string, facts: readonly Fact[], rest: Partial<Sheet> = {}): Sheet {
  return {
    schemaVersion: 1,
    service: "acme",
    region,
    readAt: new Date(noon).toISOString(),
    sources: [...new Set(facts.map(({ source }) => source))],
    facts: [...facts],
    unreadable: [],
    ...rest,
  };
}

export const setting = (name: string, value: Json): RawFact => ({
  name,
  kind: "setting",
  aspects: { value: { value } },
});

/** What a region's sheet holds after its sources gave these facts. */
export function canonicalSheet(region: string, facts: readonly RawFact[], all = regions): Sheet {
  return sheetOf(region, canonicalFacts("api", facts, makeTokenizer(all, region), seal), {
    sources: ["api"],
  });
}

export interface Accepting {
  readonly differences?: readonly Intended[];
  readonly waivers?: readonly Waiver[];
  readonly now?: number;
}

/** The findings of a region against the baseline "us". */
export function findingsOf(here: Sheet, there: Sheet, accepting: Accepting = {}): Finding[] {
  const policy = { differences: [], waivers: [], now: noon, ...accepting };
  const { differences } = compare(here, there);
  return toFindings(differences, { ...policy, region: here.region, baseline: there.region }, digest);
}

/** The findings of the same settings, read in both regions. */
export function settingFindings(
  here: Json,
  there: Json,
  all: readonly Region[] = regions,
  name = "value",
): Pick<Finding, "state" | "here" | "there">[] {
  const findings = findingsOf(
    canonicalSheet("eu", [setting(name, here)], all),
    canonicalSheet("us", [setting(name, there)], all),
  );
  return findings.map(({ state, here, there }) => ({
    state,
    ...(here !== undefined && { here }),
    ...(there !== undefined && { there }),
  }));
}
