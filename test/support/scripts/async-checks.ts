// Run as a process of its own: a checks function must not be async, and one that is must not end the process.
import { mistakeLines, right } from "../config.ts";

const checks = async () => {
  throw new Error("boom");
};

const lines = mistakeLines({ ...right, checks });
await new Promise((resolve) => setImmediate(resolve));
process.stdout.write(JSON.stringify(lines));
