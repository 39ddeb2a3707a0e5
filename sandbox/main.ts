import { BundlesMissing } from "./bundles.ts";
import { PortTaken } from "./listen.ts";
import { portCount } from "./regions.ts";
import { type Sandbox, startSandbox } from "./sandbox.ts";

const port = Number(process.env.SANDBOX_PORT ?? 4700);
const bundles = "dist/lambda";

try {
  const sandbox = await startSandbox({ port, bundles });
  console.log(greeting(sandbox));
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => sandbox.stop());
} catch (error) {
  if (!(error instanceof PortTaken || error instanceof BundlesMissing)) throw error;
  console.error(error instanceof PortTaken ? `${error.message} ${wayOut()}` : error.message);
  process.exitCode = 3;
}

function greeting({ env }: Sandbox): string {
  const { AWS_ENDPOINT_URL: url } = env;
  return [
    "acme runs in us, eu and au. In another terminal:",
    "",
    ...Object.entries(env).map(([name, value]) => `export ${name}='${value}'`),
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
