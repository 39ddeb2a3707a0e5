import { afterAll, beforeAll } from "vitest";
import { startEndpoint } from "../../sandbox/aws/endpoint.ts";
import type { Service } from "../../sandbox/aws/service.ts";
import type { Listening } from "../../sandbox/listen.ts";

/** Nobody answers there: whoever calls it has the connection closed. */
export const deadRegion = "dead-region-1";

/** Serves AWS to this file's tests, and points every SDK client there, as a user does: by the environment. */
export function useAws(services: Readonly<Record<string, Service>>): void {
  let endpoint: Listening;
  beforeAll(async () => {
    endpoint = await startEndpoint({
      port: 0,
      services,
      isDead: (region) => region === deadRegion,
      control: async () => undefined,
    });
    process.env.AWS_ENDPOINT_URL = endpoint.url;
    process.env.AWS_ACCESS_KEY_ID = "AKIDEXAMPLE";
    process.env.AWS_SECRET_ACCESS_KEY = "fake";
  });
  afterAll(() => endpoint.stop());
}
