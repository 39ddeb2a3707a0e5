import { type Json, json } from "../../model/json.ts";
import { Failure } from "../../model/problem.ts";
import type { RawAspect, RawFact } from "../../model/sheet.ts";
import type { Constraint, Feature, Payload, Segment, Strategy, Variant } from "./payload.ts";

const rolloutKeys = ["rollout", "percentage"];
/** The seed of the hash, by default the flag's name: it decides who is in, not how many. */
const seedKey = "groupId";

/** A list whose order says nothing, in an order of its own. */
function asSet<T extends Json>(items: readonly T[]): T[] {
  const keyed = items.map((item) => ({ item, text: JSON.stringify(item) }));
  return keyed.sort((a, b) => (a.text < b.text ? -1 : 1)).map(({ item }) => item);
}

function constraintFact(constraint: Constraint): Json {
  return {
    contextName: constraint.contextName,
    operator: constraint.operator,
    values: asSet(constraint.values ?? []),
    value: constraint.value ?? null,
    inverted: constraint.inverted ?? false,
    caseInsensitive: constraint.caseInsensitive ?? false,
  };
}

const constraintSet = (constraints: readonly Constraint[] = []) => asSet(constraints.map(constraintFact));

/** A JSON payload is compared by what it says, not by how it is written. */
function payloadValue({ type, value }: { type: string; value: string }): Json {
  if (type !== "json") return value;
  try {
    return json.parse(JSON.parse(value));
  } catch {
    return value;
  }
}

function variantFact({ name, weight, weightType, stickiness, payload }: Variant): Json {
  return {
    name,
    weight,
    weightType: weightType ?? "variable",
    stickiness: stickiness ?? "default",
    payload: payload ? { type: payload.type, value: payloadValue(payload) } : null,
  };
}

const variantSet = (variants: Feature["variants"]): RawAspect => ({
  value: asSet((variants ?? []).map(variantFact)),
});

/** Who is given a certain variant by name: identities, so sensitive. */
function overrides(variants: Feature["variants"]): RawAspect {
  const lists = (variants ?? []).flatMap(({ name, overrides: all = [] }) =>
    all.map(({ contextName, values }) => ({ name, contextName, values: asSet(values) })),
  );
  return { value: asSet(lists), sensitive: true };
}

function inlined(strategy: Strategy, segments: ReadonlyMap<number, Segment>): Json {
  const lists = (strategy.segments ?? []).map((id) => {
    const segment = segments.get(id);
    if (segment) return constraintSet(segment.constraints);
    const message = `a strategy refers to segment ${id}, which is not in the answer`;
    throw new Failure({ reason: "shape", message }, "unknown");
  });
  return asSet(lists);
}

/** Parameters of Unleash's own strategies that list people or hosts, in no order. */
const listKeys = ["userIds", "IPs", "hostNames"];

function parameterFact(key: string, value: string): Json {
  return listKeys.includes(key) ? asSet(value.split(",").map((item) => item.trim())) : value;
}

function percentage(rollout: string | undefined): number {
  const value = rollout === undefined ? 100 : Number(rollout);
  if (rollout !== "" && Number.isFinite(value)) return value;
  const message = `a strategy's percentage is ${JSON.stringify(rollout)}, which is no number`;
  throw new Failure({ reason: "shape", message }, "unknown");
}

function ruleFacts(strategy: Strategy, segments: ReadonlyMap<number, Segment>): Record<string, RawAspect> {
  const parameters = Object.entries(strategy.parameters ?? {});
  const kept = parameters.filter(([key]) => key !== seedKey && !rolloutKeys.includes(key));
  const rollout = parameters.find(([key]) => rolloutKeys.includes(key))?.[1];
  return {
    rules: {
      value: {
        name: strategy.name,
        parameters: Object.fromEntries(kept.map(([key, value]) => [key, parameterFact(key, value)])),
        constraints: constraintSet(strategy.constraints),
      },
      sensitive: true,
    },
    percentages: { value: percentage(rollout) },
    segments: { value: inlined(strategy, segments), sensitive: true },
    variants: variantSet(strategy.variants),
  };
}

function dependencyFacts({ dependencies = [] }: Feature): RawAspect {
  const parents = dependencies.map(({ feature, enabled, variants }) => ({
    feature,
    enabled: enabled ?? true,
    variants: asSet(variants ?? []),
  }));
  return { value: asSet(parents) };
}

/** The flags of one Unleash environment: pure, ids of segments resolved to what they hold. */
export function unleashFacts({ features, segments = [] }: Payload): RawFact[] {
  const byId = new Map(segments.map((segment) => [segment.id, segment]));
  return features.map((feature) => ({
    name: feature.name,
    kind: "flag",
    aspects: {
      enabled: { value: feature.enabled },
      variants: variantSet(feature.variants),
      overrides: overrides(feature.variants),
      dependencies: dependencyFacts(feature),
    },
    rules: (feature.strategies ?? []).map((strategy) => ruleFacts(strategy, byId)),
  }));
}
