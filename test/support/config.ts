import { http } from "../../shared/checks/http.ts";
import { mistakeLine } from "../../shared/config/mistakes.ts";
import { resolveConfig } from "../../shared/config/resolve.ts";
import type { Scope } from "../../shared/config/scope.ts";

export const us = { aws: "us-east-1", phase: "live", vars: { api: "https://api.acme.example" } };
export const eu = { aws: "eu-west-1", phase: "live", vars: { api: "https://api.eu.acme.example" } };

export const upCheck = ({ vars }: Scope) => ({ "api is up": http({ url: `${vars.api}/health` }) });

/** A config without a mistake, to plant one in. */
export const right = { service: "acme", baseline: "us", regions: { us, eu }, checks: upCheck };

/** The mistakes in a config as a user reads them. */
export function mistakeLines(config: unknown): string[] {
  const resolved = resolveConfig(config);
  return resolved.ok ? [] : resolved.mistakes.map(mistakeLine);
}

/** Calls a kind as JavaScript can: with anything. */
export function loosely(kind: (...args: never[]) => unknown, ...args: readonly unknown[]): unknown {
  return Reflect.apply(kind, undefined, [...args]);
}
