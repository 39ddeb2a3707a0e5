import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { type FunctionName, functionNames } from "./lambda-host.ts";

/** Thrown when there is nothing to deploy. */
export class BundlesMissing extends Error {
  constructor(directory: string, missing: readonly FunctionName[]) {
    const files = missing.map((fn) => `${fn}.mjs`).join(", ");
    super(`No ${files} in ${directory}. Make them with: npm run build`);
    this.name = "BundlesMissing";
  }
}

/** Throws unless every function is packaged in this directory. */
export function requireBundles(directory: string): void {
  const missing = functionNames.filter((fn) => !existsSync(resolve(directory, `${fn}.mjs`)));
  if (missing.length > 0) throw new BundlesMissing(directory, missing);
}
