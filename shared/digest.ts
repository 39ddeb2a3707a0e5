import { createHash, createHmac, randomBytes } from "node:crypto";
import type { Seal } from "./parity/canonical.ts";

/** A short plain digest, for names: 16 hex digits of SHA-256. */
export const digest: Seal = (text) => createHash("sha256").update(text).digest("hex").slice(0, 16);

/** Seals texts with a key: HMAC-SHA-256, 32 hex digits. A plain digest of a short text could be guessed. */
export function makeSeal(key: string): Seal {
  return (text) => createHmac("sha256", key).update(text).digest("hex").slice(0, 32);
}

/** A new key: 32 random bytes in hex. */
export function newSealKey(): string {
  return randomBytes(32).toString("hex");
}
