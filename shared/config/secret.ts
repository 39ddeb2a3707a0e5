const pattern = /\{secret:([A-Za-z0-9_-]+)\}/g;

/**
 * A placeholder for a secret of the region, to be put anywhere in a request: URL, header, body.
 * The value takes its place at the moment of sending, so that no config, report or log line holds it.
 */
export function secretPlaceholder(name: string): string {
  if (!/^[A-Za-z0-9_-]+$/.test(name)) {
    throw new Error(`secret(${JSON.stringify(name)}): a name has letters, digits, "-" and "_" only`);
  }
  return `{secret:${name}}`;
}

/** The names of all secrets that a text refers to. */
export function secretNames(text: string): string[] {
  return [...text.matchAll(pattern)].flatMap(([, name]) => (name === undefined ? [] : [name]));
}

/** Puts values in the places of their placeholders; `reveal` also encodes, where the place asks for it. */
export function fillSecrets(text: string, reveal: (name: string) => string): string {
  return text.replaceAll(pattern, (_, name: string) => reveal(name));
}
