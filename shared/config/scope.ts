import type { Phase } from "../model/region.ts";

/** What `checks` and `sources` are given: the region they are asked for. */
export interface Scope<Var extends string = string> {
  /** The region's name, such as "eu". */
  readonly region: string;
  /** Its AWS region, such as "eu-west-1". */
  readonly aws: string;
  readonly phase: Phase;
  readonly vars: Readonly<Record<Var, string>>;
  /** A placeholder for a secret of this region; its value takes its place when a request is sent. */
  readonly secret: (name: string) => string;
}
