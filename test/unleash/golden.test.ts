import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import * as z from "zod";
import { http } from "../../shared/checks/http.ts";
import { systemClock } from "../../shared/clock.ts";
import { resolveConfig } from "../../shared/config/resolve.ts";
import { digest, makeSeal } from "../../shared/digest.ts";
import { runParity } from "../../shared/engine/run-parity.ts";
import { openSession } from "../../shared/engine/session.ts";
import { send } from "../../shared/http/send.ts";
import type { ParityReport } from "../../shared/model/parity.ts";
import { unleash } from "../../shared/sources/unleash/unleash.ts";
import { skipUnless } from "../support/require-all.ts";
import { betaTesters, flags } from "./flags.ts";
import { unavailable } from "./install.ts";
import { mutations } from "./mutations.ts";
import { configureAlike } from "./seed.ts";
import { startUnleashPair, type UnleashPair, type UnleashServer } from "./servers.ts";

let reason: string | undefined;
let pair: UnleashPair | undefined;

function servers(): UnleashPair {
  if (pair === undefined) throw new Error("the servers are not running");
  return pair;
}

/** The comparison as every door makes it, over real requests to two real servers. */
async function compareServers(tokens: { us?: string; eu?: string } = {}): Promise<ParityReport> {
  const { us, eu } = servers();
  const secrets = { us: tokens.us ?? us.clientToken, eu: tokens.eu ?? eu.clientToken };
  const resolved = resolveConfig({
    service: "acme",
    baseline: "us",
    regions: {
      us: { aws: "us-east-1", phase: "live", vars: { flags: us.url } },
      eu: { aws: "eu-west-1", phase: "live", vars: { flags: eu.url } },
    },
    checks: () => ({ up: http({ url: us.url }) }),
    sources: ({ vars, secret }: { vars: Record<string, string>; secret: (name: string) => string }) => ({
      flags: unleash({ url: vars.flags ?? "", token: secret("unleash-token") }),
    }),
  });
  if (!resolved.ok) throw new Error(JSON.stringify(resolved.mistakes));
  const { config } = resolved;
  const read = (name: "us" | "eu") => {
    const region = config.regions.get(name);
    if (!region) throw new Error(name);
    const edges = {
      observer: "here",
      clock: systemClock,
      transport: send,
      readSecret: async () => secrets[name],
      deadline: new AbortController().signal,
    };
    return openSession(config, region, edges).readSheet(makeSeal("a key that both sides share"));
  };
  return runParity(config, "eu", {
    observer: "here",
    clock: systemClock,
    readOwn: () => read("eu"),
    fetch: () => read("us"),
    maxAgeMs: 1,
    onTrouble: () => undefined,
    digest,
  });
}

const features = "/projects/default/features";
const bannerVariants = `${features}/banner/environments/development/variants`;

/** The banner's variants as they are seeded, the first one given to these people by name. */
function bannerFor(...people: readonly string[]) {
  const [first, ...rest] = flags.find(({ name }) => name === "banner")?.variants ?? [];
  return [{ ...first, overrides: [{ contextName: "userId", values: people }] }, ...rest];
}

async function putParent(server: UnleashServer, parent: { feature: string; enabled?: boolean }) {
  await server.admin("DELETE", `${features}/wallet-payments/dependencies/new-cart`);
  await server.admin("POST", `${features}/wallet-payments/dependencies`, parent);
}

const describeFlag = (server: UnleashServer, description: string, type: string) =>
  server.admin("PUT", `${features}/new-cart`, { name: "new-cart", description, type });

async function renameSegment(server: UnleashServer, from: string, to: string) {
  const list = z
    .object({ segments: z.array(z.looseObject({ id: z.number(), name: z.string() })) })
    .parse(await server.admin("GET", "/segments"));
  const { id } = list.segments.find(({ name }) => name === from) ?? {};
  await server.admin("PUT", `/segments/${id}`, { ...betaTesters, name: to });
}

beforeAll(async () => {
  reason = await unavailable();
  if (reason !== undefined) return;
  pair = await startUnleashPair();
  await Promise.all([configureAlike(pair.us, "forward"), configureAlike(pair.eu, "reverse")]);
}, 400_000);
afterAll(async () => pair?.stop());
beforeEach((context) => skipUnless(reason, context));

describe("two real Unleash servers", () => {
  test("configured alike, in another order and with other ids, give no finding and full coverage", async () => {
    const report = await compareServers();
    expect(report.findings).toEqual([]);
    expect(report.uncompared).toEqual([]);
    expect(report.coverage.compared).toBeGreaterThan(10);
    expect(report.coverage.compared).toBe(report.coverage.known);
  });

  test.each(mutations)("$name in the region alone is one finding, of aspect $aspect", async (mutation) => {
    const { eu } = servers();
    await mutation.apply(eu);
    try {
      const { findings } = await compareServers();
      expect(findings.map(({ fact, aspect, state }) => ({ fact, aspect, state }))).toEqual([
        {
          fact: `flags/${mutation.fact}`,
          aspect: mutation.aspect,
          state: mutation.aspect === "existence" ? "missing" : "differs",
        },
      ]);
    } finally {
      await mutation.revert(eu);
    }
    expect((await compareServers()).findings).toEqual([]);
  });

  test.each(mutations)("$name at the baseline alone is one finding too", async (mutation) => {
    const { us } = servers();
    await mutation.apply(us);
    try {
      const { findings } = await compareServers();
      expect(findings.map(({ fact, aspect, state }) => [fact, aspect, state])).toEqual([
        [`flags/${mutation.fact}`, mutation.aspect, mutation.aspect === "existence" ? "extra" : "differs"],
      ]);
    } finally {
      await mutation.revert(us);
    }
  });

  test.each([
    {
      name: "another person who is given a variant by name",
      found: ["flags/banner overrides"],
      apply: (server: UnleashServer) => server.admin("PUT", bannerVariants, bannerFor("u-7", "u-2001")),
      revert: (server: UnleashServer) => server.admin("PUT", bannerVariants, bannerFor("u-7", "u-9")),
    },
    {
      name: "a parent that must be off",
      found: ["flags/wallet-payments dependencies"],
      apply: (server: UnleashServer) => putParent(server, { feature: "new-cart", enabled: false }),
      revert: (server: UnleashServer) => putParent(server, { feature: "new-cart" }),
    },
    {
      name: "words about a flag, which no user sees,",
      found: [],
      apply: (server: UnleashServer) => describeFlag(server, "another text", "experiment"),
      revert: (server: UnleashServer) => describeFlag(server, "The new cart", "release"),
    },
    {
      name: "a segment's name",
      found: [],
      apply: (server: UnleashServer) => renameSegment(server, "beta-testers", "friends"),
      revert: (server: UnleashServer) => renameSegment(server, "friends", "beta-testers"),
    },
  ])("$name in the region alone is $found", async ({ apply, revert, found }) => {
    const { eu } = servers();
    await apply(eu);
    try {
      const { findings } = await compareServers();
      expect(findings.map(({ fact, aspect }) => `${fact} ${aspect}`)).toEqual(found);
      expect(JSON.stringify(findings)).not.toMatch(/u-7|u-9|u-2001|@shop\.example/);
    } finally {
      await revert(eu);
    }
    expect((await compareServers()).findings).toEqual([]);
  });

  test("a wrong token makes the source unreadable, and no flag missing", async () => {
    const report = await compareServers({ eu: "*:development.wrong" });
    expect(report.findings).toEqual([]);
    expect(report.uncompared).toMatchObject([{ source: "flags", region: "eu", problem: { reason: "auth" } }]);
    expect(report.coverage.compared).toBe(0);
  });
});
