import { PortTaken } from "./listen.ts";
import { portCount } from "./regions.ts";
import type { Sandbox } from "./sandbox.ts";
import { buildAndStart, configFile, defaultPort } from "./start.ts";

const port = Number(process.env.SANDBOX_PORT ?? defaultPort);

try {
  const sandbox = await buildAndStart(port);
  console.log(greeting(sandbox));
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => sandbox.stop());
} catch (error) {
  if (!(error instanceof PortTaken)) throw error;
  console.error(`${error.message} ${wayOut()}`);
  process.exitCode = 3;
}

function greeting({ env }: Sandbox): string {
  const { AWS_ENDPOINT_URL: url } = env;
  return [
    "acme runs in us, eu and au. In another terminal:",
    "",
    ...Object.entries(env).map(([name, value]) => `export ${name}='${value}'`),
    `export PARITY_CONFIG='${configFile}'`,
    "",
    "Then try: npx parity launch eu",
    "",
    "A region dies, and comes back, with:",
    `curl -X POST ${url}/_sandbox/regions/us/stop`,
    `curl -X POST ${url}/_sandbox/regions/us/start`,
    "",
    `What was published: curl ${url}/_sandbox/metrics`,
    "Ctrl-C ends it.",
  ].join("\n");
}

function wayOut(): string {
  const ports = `${port} to ${port + portCount - 1}`;
  return `The sandbox needs ${ports}: end what listens there, or choose others with SANDBOX_PORT=${port + 100}.`;
}
