import { resolve } from "node:path";
import { defineConfig } from "vitest/config";

export default defineConfig({
  // A config that lies outside of the checkout imports the package by its name.
  resolve: { alias: { "region-parity": resolve(import.meta.dirname, "shared/index.ts") } },
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["**/node_modules/**"],
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
