import * as z from "zod";
import { type Json, json } from "./json.ts";
import { problem } from "./problem.ts";

export const factKinds = ["flag", "version", "setting", "capability"] as const;
export type FactKind = (typeof factKinds)[number];

/** One side of a fact as its source read it. Sensitive values never leave the region readable. */
export interface RawAspect {
  readonly value: Json;
  /** Targeting values, identities, credentials: they are digested with a key before they go anywhere. */
  readonly sensitive?: boolean;
}

/** A fact as its source read it, still with the region's own names in it. */
export interface RawFact {
  /** Unique within its source. */
  readonly name: string;
  readonly kind: FactKind;
  readonly aspects: Readonly<Record<string, RawAspect>>;
  /** Alternatives that may each apply, in no order, such as a flag's strategies. */
  readonly rules?: readonly Readonly<Record<string, RawAspect>>[];
}

const aspect = z.object({
  /** Canonical: the region's own names are tokens, keys are sorted; where `sealed`, a keyed digest. */
  value: json,
  sealed: z.boolean().optional(),
  /** Regions that the value names although it stands in another one. */
  elsewhere: z.array(z.string()).optional(),
});
export type Aspect = z.infer<typeof aspect>;

const aspects = z.record(z.string(), aspect);

export const fact = z.object({
  /** "<source>/<name>" */
  id: z.string(),
  source: z.string(),
  kind: z.enum(factKinds),
  aspects,
  rules: z.array(aspects).optional(),
});

/** One named value as one region has it, canonical and safe to show. */
export type Fact = z.infer<typeof fact>;
export type Aspects = Fact["aspects"];

const unreadable = z.object({ source: z.string(), problem });

/** A source that gave no answer to trust. It is neither equal nor different. */
export type Unreadable = z.infer<typeof unreadable>;

export const sheet = z.object({
  schemaVersion: z.literal(1),
  service: z.string(),
  region: z.string(),
  /** ISO 8601, UTC. */
  readAt: z.string(),
  /** Every source that the region's config names. */
  sources: z.array(z.string()),
  facts: z.array(fact),
  unreadable: z.array(unreadable),
});

/** All facts of one region at one time, with what could not be read. */
export type Sheet = z.infer<typeof sheet>;
