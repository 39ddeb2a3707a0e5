import { onTestFinished } from "vitest";
import { startEndpoint } from "../../sandbox/aws/endpoint.ts";
import type { Service } from "../../sandbox/aws/service.ts";

/** Where a real SDK client finds the endpoint: its own constructor's options. */
export type ClientOptions = {
  endpoint: string;
  region: string;
  credentials: { accessKeyId: string; secretAccessKey: string };
  maxAttempts: number;
};

/** Options for a client of one region; one attempt, so that an error is seen at once. */
export function clientOptions(endpoint: string, region: string): ClientOptions {
  return {
    endpoint,
    region,
    credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "fake" },
    maxAttempts: 1,
  };
}

/** The endpoint with some services, until the test is over. */
export async function awsWith(services: Record<string, Service>): Promise<(region: string) => ClientOptions> {
  const endpoint = await startEndpoint({
    port: 0,
    services,
    isDead: (region) => region === "dead-region-1",
    control: async () => undefined,
  });
  onTestFinished(() => endpoint.stop());
  return (region) => clientOptions(endpoint.url, region);
}
