import type { Difference as Intended, Waiver } from "../config/schema.ts";
import type { Acceptance, Finding } from "../model/parity.ts";
import { canonicalText, type Seal } from "./canonical.ts";
import type { Difference } from "./compare.ts";

/** What the config accepts, and on which day it is asked. */
export interface Policy {
  readonly region: string;
  readonly baseline: string;
  readonly differences: readonly Intended[];
  readonly waivers: readonly Waiver[];
  /** Milliseconds since 1970, UTC. */
  readonly now: number;
}

/** A waiver holds until the end of its day, UTC. */
function isExpired(until: string, now: number): boolean {
  return new Date(now).toISOString().slice(0, 10) > until;
}

function matches(rule: { fact: string; aspect?: string | undefined }, difference: Difference): boolean {
  return rule.fact === difference.fact && (rule.aspect ?? difference.aspect) === difference.aspect;
}

function judgeAcceptance(difference: Difference, policy: Policy): Acceptance {
  const intended = policy.differences.find(
    (rule) => rule.regions.includes(policy.region) && matches(rule, difference),
  );
  if (intended) return { kind: "intended", why: intended.why };
  const waivers = policy.waivers.filter((rule) => rule.region === policy.region && matches(rule, difference));
  const inForce = waivers.find(({ until }) => !isExpired(until, policy.now));
  const waiver = inForce ?? waivers[0];
  if (waiver === undefined) return { kind: "open" };
  const { reason, owner, until } = waiver;
  return { kind: inForce ? "waived" : "expired-waiver", reason, owner, until };
}

/** Whether a finding stands against the region: nobody accepted it, or the acceptance has run out. */
export function isOpen({ acceptance }: Finding): boolean {
  return acceptance.kind === "open" || acceptance.kind === "expired-waiver";
}

/** Makes findings of differences: each with its identity, and whether somebody has accepted it. */
export function toFindings(differences: readonly Difference[], policy: Policy, digest: Seal): Finding[] {
  return differences.map((difference) => {
    const { fact, kind, aspect, state, values, here, there, elsewhere, inRules } = difference;
    return {
      id: digest(canonicalText([kind, fact, aspect, inRules ?? false])),
      fingerprint: digest(canonicalText([...values])),
      fact,
      kind,
      aspect,
      state,
      region: policy.region,
      baseline: policy.baseline,
      ...(here !== undefined && { here }),
      ...(there !== undefined && { there }),
      ...(elsewhere && { elsewhere: [...elsewhere] }),
      acceptance: judgeAcceptance(difference, policy),
    };
  });
}
