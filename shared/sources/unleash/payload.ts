import * as z from "zod";

// The answer of GET /api/client/features, as Unleash's own OpenAPI names it (clientFeaturesSchema).
// Fields that say nothing of what users get (description, impressionData, stale, meta) are left out.

const constraint = z.object({
  contextName: z.string(),
  operator: z.string(),
  values: z.array(z.string()).optional(),
  value: z.string().optional(),
  inverted: z.boolean().optional(),
  caseInsensitive: z.boolean().optional(),
});
export type Constraint = z.infer<typeof constraint>;

const variant = z.object({
  name: z.string(),
  weight: z.number(),
  weightType: z.string().optional(),
  stickiness: z.string().optional(),
  payload: z.object({ type: z.string(), value: z.string() }).nullish(),
  overrides: z.array(z.object({ contextName: z.string(), values: z.array(z.string()) })).optional(),
});
export type Variant = z.infer<typeof variant>;

const strategy = z.object({
  name: z.string(),
  parameters: z.record(z.string(), z.string()).optional(),
  constraints: z.array(constraint).optional(),
  segments: z.array(z.number()).optional(),
  variants: z.array(variant).nullish(),
});
export type Strategy = z.infer<typeof strategy>;

const feature = z.object({
  name: z.string(),
  enabled: z.boolean(),
  strategies: z.array(strategy).optional(),
  variants: z.array(variant).nullish(),
  dependencies: z
    .array(
      z.object({
        feature: z.string(),
        enabled: z.boolean().optional(),
        variants: z.array(z.string()).optional(),
      }),
    )
    .optional(),
});
export type Feature = z.infer<typeof feature>;

const segment = z.object({ id: z.number(), constraints: z.array(constraint) });
export type Segment = z.infer<typeof segment>;

export const payload = z.object({
  version: z.number(),
  features: z.array(feature),
  segments: z.array(segment).optional(),
});
export type Payload = z.infer<typeof payload>;
