/**
 * A flag as Unleash sends it to its client SDKs (`GET /api/client/features`, format version 2;
 * github.com/Unleash/unleash, src/lib/openapi/spec/client-feature-schema.ts).
 */
export type Flag = {
  name: string;
  type: string;
  project: string;
  enabled: boolean;
  stale: boolean;
  /** The flag is on where any one of them says so. */
  strategies: readonly Strategy[];
  variants: readonly Variant[];
  description: string;
  impressionData: boolean;
};

/** One way for a flag to be on. Parameters are texts; `rollout` is a percentage. */
export type Strategy = {
  name: string;
  constraints: readonly Constraint[];
  parameters: Readonly<Record<string, string>>;
  /** Ids of segments; another server numbers the same segments differently. */
  segments?: readonly number[];
  variants: readonly Variant[];
};

/** A condition on one field of the caller's context. */
type Constraint = {
  contextName: string;
  operator: string;
  values: readonly string[];
  value?: string;
  caseInsensitive: boolean;
  inverted: boolean;
};

/** Constraints under a name, shared by flags. */
export type Segment = { id: number; name: string; constraints: readonly Constraint[] };

/** One of the values a flag may give. Weights are thousandths. */
export type Variant = {
  name: string;
  weight: number;
  weightType: string;
  stickiness: string;
  payload: { type: string; value: string };
};
