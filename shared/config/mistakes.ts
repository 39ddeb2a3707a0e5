import type * as z from "zod";

/** One mistake in a config: where it is, and a sentence with the way out. */
export interface Mistake {
  readonly path: string;
  readonly message: string;
}

const plain = /^[A-Za-z_][A-Za-z0-9_-]*$/;

/** ["regions", "eu", "vars"] -> regions.eu.vars; keys that are no words are quoted, indexes bracketed. */
export function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === "number") return `${text}[${key}]`;
    const word = String(key);
    const part = plain.test(word) ? word : JSON.stringify(word);
    return text === "" ? part : `${text}.${part}`;
  }, "");
}

function messageOf(issue: z.core.$ZodIssue): string {
  // A record's bad key is wrapped: what is wrong with it stands inside.
  if (issue.code === "invalid_key") return `the key ${issue.issues[0]?.message ?? issue.message}`;
  return issue.message;
}

export function fromIssues(
  issues: readonly z.core.$ZodIssue[],
  prefix: readonly PropertyKey[] = [],
): Mistake[] {
  return issues.map((issue) => ({ path: pathText([...prefix, ...issue.path]), message: messageOf(issue) }));
}

/** Says once what is wrong alike in several regions, and in which. */
export function mergeRegions(byRegion: ReadonlyMap<string, readonly Mistake[]>): Mistake[] {
  const merged = new Map<string, { mistake: Mistake; regions: string[] }>();
  for (const [region, mistakes] of byRegion) {
    for (const mistake of mistakes) {
      const key = `${mistake.path}: ${mistake.message}`;
      const entry = merged.get(key) ?? { mistake, regions: [] };
      entry.regions.push(region);
      merged.set(key, entry);
    }
  }
  return [...merged.values()].map(({ mistake, regions }) => ({
    path: mistake.path,
    message: `${mistake.message} (in ${regions.join(", ")})`,
  }));
}

export function mistakeLine({ path, message }: Mistake): string {
  return path === "" ? message : `${path}: ${message}`;
}
