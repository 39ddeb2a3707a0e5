import {
  betaTesters,
  chatWidget,
  dataExport,
  invoicePdf,
  newCart,
  onboarding,
  onboardingText,
  pricing,
  pricingPage,
  searchRanking,
} from "./flags.ts";
import { createFlag, putSegment, putStrategy, switchFlag } from "./seed.ts";
import type { UnleashServer } from "./servers.ts";

export interface Mutation {
  name: string;
  /** What a reader would say differs. */
  aspect: "enabled" | "percentages" | "rules" | "segments" | "variants" | "existence";
  /** The key of the flag, and of the only fact that changes. */
  fact: string;
  apply(server: UnleashServer): Promise<void>;
  /** Alike again, so that the next mutation can follow. */
  revert(server: UnleashServer): Promise<void>;
}

const project = "/projects/default";

export const mutations: Mutation[] = [
  {
    name: "off",
    aspect: "enabled",
    fact: newCart.name,
    apply: (server) => switchFlag(server, newCart.name, "off"),
    revert: (server) => switchFlag(server, newCart.name, "on"),
  },
  {
    name: "percentage",
    aspect: "percentages",
    fact: searchRanking.name,
    apply: (server) => putStrategy(server, searchRanking.name, { title: "gradual", rollout: 50 }),
    revert: (server) => putStrategy(server, searchRanking.name, { title: "gradual", rollout: 25 }),
  },
  {
    name: "constraint value",
    aspect: "rules",
    fact: pricingPage.name,
    apply: (server) =>
      putStrategy(server, pricingPage.name, {
        ...pricing,
        constraints:
          pricing.constraints?.map((one) => (one.operator === "NUM_GTE" ? { ...one, value: "30" } : one)) ??
          [],
      }),
    revert: (server) => putStrategy(server, pricingPage.name, pricing),
  },
  {
    name: "segment content",
    aspect: "segments",
    fact: dataExport.name,
    apply: (server) =>
      putSegment(server, {
        ...betaTesters,
        constraints: [
          { contextName: "userId", operator: "IN", values: ["ana@shop.example", "eve@shop.example"] },
        ],
      }),
    revert: (server) => putSegment(server, betaTesters),
  },
  {
    name: "variant weight",
    aspect: "variants",
    fact: onboardingText.name,
    apply: (server) =>
      putStrategy(server, onboardingText.name, {
        ...onboarding,
        variants:
          onboarding.variants?.map((one) => ({
            ...one,
            weight: one.name === "short" ? 300 : one.name === "control" ? 400 : one.weight,
          })) ?? [],
      }),
    revert: (server) => putStrategy(server, onboardingText.name, onboarding),
  },
  {
    name: "missing",
    aspect: "existence",
    fact: invoicePdf.name,
    async apply(server) {
      await server.admin("DELETE", `${project}/features/${invoicePdf.name}`);
      await server.admin("POST", `${project}/delete`, { features: [invoicePdf.name] });
    },
    revert: (server) => createFlag(server, invoicePdf),
  },
  {
    name: "archived",
    aspect: "existence",
    fact: chatWidget.name,
    async apply(server) {
      await server.admin("DELETE", `${project}/features/${chatWidget.name}`);
    },
    async revert(server) {
      await server.admin("POST", `${project}/revive`, { features: [chatWidget.name] });
      await switchFlag(server, chatWidget.name, "on");
    },
  },
];
