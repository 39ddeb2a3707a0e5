/** A value as it is best shown in a sentence: as JSON where JSON has a word for it. */
export function shown(value: unknown): string {
  if (typeof value === "function") return "a function";
  if (typeof value === "number" || typeof value === "bigint") return String(value);
  return JSON.stringify(value) ?? String(value);
}
