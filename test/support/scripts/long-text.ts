// Run as a process of its own, which can be ended: a slow pattern would hold up everything else.
import { makeVault } from "../../../shared/engine/vault.ts";
import { response } from "../engine.ts";

const vault = makeVault(async () => "s3cr3t-0123456789");
const send = vault.fill(async () => response());
await send({
  method: "GET",
  url: "https://x.example/{secret:key}",
  signal: new AbortController().signal,
});
const clean = vault.redact(`… ${"x".repeat(1_000_000)}s3cr3t-0123456789`);
process.stdout.write(JSON.stringify(clean.slice(-14)));
