/** As it is written, or as `URL` and `URLSearchParams` encode it on its way. */
const pattern = /\{secret:([A-Za-z0-9_-]+)\}|%7[Bb]secret(?::|%3[Aa])([A-Za-z0-9_-]+)%7[Dd]/g;

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
  return [...text.matchAll(pattern)].flatMap(([, plain, encoded]) => plain ?? encoded ?? []);
}

/** Puts values in the places of their placeholders; `isEncoded` tells of one that was percent-encoded. */
export function fillSecrets(text: string, reveal: (name: string, isEncoded: boolean) => string): string {
  return text.replaceAll(pattern, (_, plain: string | undefined, encoded: string | undefined) =>
    plain === undefined ? reveal(encoded ?? "", true) : reveal(plain, false),
  );
}
