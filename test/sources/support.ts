import { readFileSync } from "node:fs";
import type { Clock } from "../../shared/clock.ts";
import { makeSeal } from "../../shared/digest.ts";
import { type Reading, readSources } from "../../shared/engine/read-sources.ts";
import { send } from "../../shared/http/send.ts";
import { Failure, type Problem } from "../../shared/model/problem.ts";
import type { RawFact, Sheet } from "../../shared/model/sheet.ts";
import { canonicalFacts } from "../../shared/parity/canonical.ts";
import { compare } from "../../shared/parity/compare.ts";
import type { ReadySource, SourceSpec } from "../../shared/sources/contract/source.ts";
import { unleashFacts } from "../../shared/sources/unleash/facts.ts";
import { type Feature, type Payload, payload } from "../../shared/sources/unleash/payload.ts";
import { handClock } from "../support/clock.ts";

function ready(spec: SourceSpec): ReadySource {
  const prepared = spec.prepare();
  if ("ready" in prepared) return prepared.ready;
  throw new Error(prepared.issues.map(({ message }) => message).join("; "));
}

function readAll(
  sources: Readonly<Record<string, ReadySource>>,
  clock: Clock = handClock(),
  deadline: AbortSignal = new AbortController().signal,
): Promise<Reading> {
  const scope = { clock, transport: send, redact: (text: string) => text, deadline };
  return readSources(new Map(Object.entries(sources)), scope);
}

/** The facts of one source, or the problem that made it unreadable. */
export async function readOne(spec: SourceSpec, clock?: Clock): Promise<readonly RawFact[] | Problem> {
  const { facts, unreadable } = await readAll({ one: ready(spec) }, clock);
  const [first] = unreadable;
  return first ? first.problem : (facts.get("one") ?? []);
}

const fixture = (file: string): Payload =>
  payload.parse(JSON.parse(readFileSync(new URL(`../fixtures/unleash/${file}`, import.meta.url), "utf8")));

/** What a real Unleash 8 answered: segments beside the flags, and written into their constraints. */
export const recorded = {
  segments: fixture("features.segments.json"),
  inlined: fixture("features.inlined.json"),
};

/** What a document is worth, or why it can't be trusted. */
export function factsOf(document: unknown): readonly RawFact[] | string {
  try {
    return unleashFacts(payload.parse(document));
  } catch (error) {
    if (error instanceof Failure) return error.message;
    throw error;
  }
}

function sheetOf(region: string, document: Payload, key: string): Sheet {
  const asIs = (text: string) => ({ text, elsewhere: [] });
  return {
    schemaVersion: 1,
    service: "acme",
    region,
    readAt: "2026-11-23T12:00:00.000Z",
    sources: ["flags"],
    facts: canonicalFacts("flags", unleashFacts(document), asIs, makeSeal(key)),
    unreadable: [],
  };
}

/** "new-cart enabled differs", for each difference between two documents. */
export function differences(here: Payload, there: Payload, key = "a key for this comparison"): string[] {
  const { differences: found } = compare(sheetOf("eu", here, key), sheetOf("us", there, key));
  return found.map(({ fact, aspect, state }) => `${fact.replace("flags/", "")} ${aspect} ${state}`);
}

/** A document of one flag that everybody gets, changed. */
export function oneFlag(parts: Partial<Feature> = {}, segments: Payload["segments"] = []): Payload {
  return { version: 2, features: [{ name: "cart", enabled: true, ...parts }], segments };
}
