import * as z from "zod";

/**
 * planned: nothing there yet, the schedule is off · dark: deployed and checked, never pages ·
 * live: pages.
 */
export const phases = ["planned", "dark", "live"] as const;
export const phase = z.enum(phases);
export type Phase = z.infer<typeof phase>;

/** One deployment of the product, in one AWS region. */
export interface Region {
  readonly name: string;
  /** AWS region code, such as "eu-west-1". */
  readonly aws: string;
  /** AWS account id, 12 digits; absent where it is not declared. */
  readonly account?: string | undefined;
  readonly phase: Phase;
  readonly vars: Readonly<Record<string, string>>;
}
