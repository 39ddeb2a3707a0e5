import type * as z from "zod";

/** Something declared in a config, compiled, or the mistakes in its options. */
export type Prepared<Ready> = { readonly ready: Ready } | { readonly issues: readonly z.core.$ZodIssue[] };

/** Checks options against their schema, and compiles what is made of them. */
export function prepare<Schema extends z.ZodType, Ready>(
  schema: Schema,
  input: unknown,
  make: (options: z.output<Schema>) => Ready,
): Prepared<Ready> {
  const parsed = schema.safeParse(input);
  return parsed.success ? { ready: make(parsed.data) } : { issues: parsed.error.issues };
}
