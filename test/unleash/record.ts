// Writes the payloads in ../fixtures/unleash anew: node test/unleash/record.ts
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { unavailable } from "./install.ts";
import { configureAlike } from "./seed.ts";
import { startUnleashPair } from "./servers.ts";

const forms = { "features.inlined.json": {}, "features.segments.json": { "unleash-client-spec": "5.2.0" } };
const folder = join(import.meta.dirname, "..", "fixtures", "unleash");

const reason = await unavailable();
if (reason) throw new Error(reason);
const { us, stop } = await startUnleashPair();
try {
  await configureAlike(us, "forward");
  mkdirSync(folder, { recursive: true });
  for (const [file, headers] of Object.entries(forms)) {
    const reply = await fetch(`${us.url}/api/client/features`, {
      headers: { authorization: us.clientToken, ...headers },
    });
    writeFileSync(join(folder, file), `${JSON.stringify(await reply.json(), null, 2)}\n`);
  }
  execFileSync("npx", ["biome", "format", "--write", folder]);
} finally {
  await stop();
}
