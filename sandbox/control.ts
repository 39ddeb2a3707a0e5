import type { Reply } from "./aws/service.ts";
import { isRegionName, type RegionName, regions } from "./regions.ts";

/** What a person may do from another terminal. */
export type Controls = {
  stopRegion(region: RegionName): Promise<void>;
  startRegion(region: RegionName): Promise<void>;
  metrics(): unknown;
};

/**
 * The routes under `/_sandbox/`, on the AWS endpoint's port and without a signature. No bucket can be
 * named so: bucket names have no underscores.
 */
export function controlRoutes(
  controls: Controls,
): (method: string, path: string) => Promise<Reply | undefined> {
  return async (method, path) => {
    if (!path.startsWith("/_sandbox/")) return undefined;
    if (method === "GET" && path === "/_sandbox/metrics") return json(200, controls.metrics());

    const [, name = "", action] = /^\/_sandbox\/regions\/([^/]+)\/(stop|start)$/.exec(path) ?? [];
    if (method !== "POST" || !action) {
      const routes = "GET /_sandbox/metrics, POST /_sandbox/regions/<region>/stop and .../start";
      return json(404, { message: `The sandbox has ${routes}.` });
    }
    if (!isRegionName(name)) {
      const message = `No region "${name}" here: there are ${Object.keys(regions).join(", ")}.`;
      return json(404, { message });
    }
    await (action === "stop" ? controls.stopRegion(name) : controls.startRegion(name));
    return json(200, { region: name, state: action === "stop" ? "stopped" : "running" });
  };
}

function json(status: number, body: unknown): Reply {
  return {
    status,
    headers: { "content-type": "application/json" },
    body: `${JSON.stringify(body, null, 2)}\n`,
  };
}
