import { expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { secrets } from "../../sandbox/product/secrets.ts";
import { startProduct } from "../../sandbox/product/server.ts";
import type { RegionName } from "../../sandbox/regions.ts";

const hosts = { us: "http://us.acme.example", eu: "http://eu.acme.example", au: "http://au.acme.example" };
const answer = z.looseObject({
  version: z.literal(2),
  features: z.array(
    z.looseObject({
      name: z.string(),
      enabled: z.boolean(),
      strategies: z.array(z.looseObject({ name: z.string() })),
    }),
  ),
  segments: z.array(z.looseObject({ id: z.number() })).optional(),
  query: z.looseObject({}),
  meta: z.looseObject({ etag: z.string() }),
});

async function ask(region: RegionName, headers: Record<string, string> = {}) {
  const { url, stop } = await startProduct({ region, port: 0, hosts });
  onTestFinished(stop);
  const authorization = secrets[region]["unleash-token"];
  return fetch(`${url}/api/client/features`, { headers: { authorization, ...headers } });
}

async function features(region: RegionName, headers = { "unleash-client-spec": "5.2.2" }) {
  const response = await ask(region, headers);
  return answer.parse(await response.json());
}

const everywhere = [
  "new-cart",
  "whatsapp",
  "ai-replies",
  "instant-search",
  "beta-inbox",
  "bulk-export",
  "checkout-button",
  "read-only",
];

test("the US has the flags of the product", async () => {
  expect((await features("us")).features.map(({ name }) => name)).toEqual(everywhere);
});

test("the EU has new-cart off and a banner of its own; the rest is as in the US", async () => {
  const [us, eu] = [(await features("us")).features, (await features("eu")).features];
  expect(eu.find(({ name }) => name === "new-cart")?.enabled).toBe(false);
  expect(eu.map(({ name }) => name)).toEqual([...everywhere, "eu-privacy-banner"]);
  const shared = (flags: typeof us) =>
    flags.filter(({ name }) => !["new-cart", "eu-privacy-banner"].includes(name));
  expect(shared(eu)).toEqual(shared(us));
});

test("Australia has no whatsapp; the rest is as in the US", async () => {
  const us = (await features("us")).features;
  expect((await features("au")).features).toEqual(us.filter(({ name }) => name !== "whatsapp"));
});

test("a client that knows segments gets them apart", async () => {
  const { features: flags, segments } = await features("us");
  expect(segments).toMatchObject([{ id: 1, name: "early-access" }]);
  const search = flags.find(({ name }) => name === "instant-search");
  expect(search?.strategies[0]).toMatchObject({ segments: [1], constraints: [] });
});

test("for a client that does not say so, their constraints are written into the strategies", async () => {
  const response = await ask("us");
  const { features: flags, segments } = answer.parse(await response.json());
  expect(segments).toBeUndefined();
  const [first] = flags.find(({ name }) => name === "instant-search")?.strategies ?? [];
  expect(first).toMatchObject({ constraints: [{ contextName: "workspaceId", operator: "IN" }] });
  expect(first).not.toHaveProperty("segments");
});

test("every flag rolls out flexibly, with what Unleash puts next to it", async () => {
  const shape = z.object({
    features: z.array(
      z.strictObject({
        name: z.string(),
        type: z.enum(["release", "experiment", "operational", "kill-switch", "permission"]),
        project: z.literal("default"),
        enabled: z.boolean(),
        stale: z.boolean(),
        description: z.string(),
        impressionData: z.boolean(),
        variants: z.array(z.object({ weight: z.number().max(1000) })),
        strategies: z
          .array(
            z.strictObject({
              name: z.literal("flexibleRollout"),
              constraints: z.array(z.object({ contextName: z.string(), operator: z.string() })),
              parameters: z.strictObject({
                rollout: z.string(),
                stickiness: z.string(),
                groupId: z.string(),
              }),
              segments: z.array(z.number()).optional(),
              variants: z.array(z.object({ weight: z.number().max(1000) })),
            }),
          )
          .min(1),
      }),
    ),
  });
  expect(shape.safeParse(await features("eu")).error).toBeUndefined();
});

test("another region's token is refused, and so is a bearer token", async () => {
  for (const authorization of [secrets.us["unleash-token"], `Bearer ${secrets.eu["unleash-token"]}`, ""]) {
    const response = await ask("eu", { authorization });
    expect(response.status).toBe(401);
    expect(await response.json()).toHaveProperty("message");
  }
});

test("who has the flags already is told so", async () => {
  const { meta } = await features("us");
  expect((await ask("us", { "if-none-match": meta.etag })).status).toBe(304);
});
