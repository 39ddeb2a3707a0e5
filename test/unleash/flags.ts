// What both regions are given: every shape of a flag that clients see. The people in it are made up.

interface Constraint {
  contextName: string;
  operator: "IN" | "NOT_IN" | "NUM_GTE" | "DATE_AFTER" | "STR_CONTAINS";
  values?: string[];
  value?: string;
  inverted?: boolean;
  caseInsensitive?: boolean;
}

interface Variant {
  name: string;
  weight: number;
  weightType: "fix" | "variable";
  stickiness: string;
  payload?: { type: "json" | "string"; value: string };
  overrides?: { contextName: string; values: string[] }[];
}

export interface Strategy {
  title: string;
  rollout: number;
  constraints?: Constraint[];
  segments?: Segment[];
  variants?: Variant[];
}

export interface Flag {
  name: string;
  type: "release" | "experiment" | "kill-switch" | "operational";
  on: boolean;
  description?: string;
  impressionData?: boolean;
  strategies?: Strategy[];
  variants?: Variant[];
  parent?: { feature: string; enabled?: boolean; variants?: string[] };
}

export interface Segment {
  name: string;
  constraints: Constraint[];
}

const europeans: Segment = {
  name: "europeans",
  constraints: [{ contextName: "country", operator: "IN", values: ["DE", "ES", "FR", "IE", "NL"] }],
};

export const betaTesters: Segment = {
  name: "beta-testers",
  constraints: [
    { contextName: "userId", operator: "IN", values: ["ana@shop.example", "ben@shop.example", "u-1042"] },
    { contextName: "plan", operator: "NOT_IN", values: ["free"], caseInsensitive: true },
  ],
};

export const newCart: Flag = { name: "new-cart", type: "release", on: true, description: "The new cart" };

export const searchRanking: Flag = {
  name: "search-ranking",
  type: "release",
  on: true,
  strategies: [{ title: "gradual", rollout: 25 }],
};

export const pricing: Strategy = {
  title: "large accounts",
  rollout: 50,
  constraints: [
    { contextName: "country", operator: "IN", values: ["US", "CA", "MX"] },
    { contextName: "seats", operator: "NUM_GTE", value: "20" },
  ],
};

export const pricingPage: Flag = {
  name: "pricing-page",
  type: "release",
  on: true,
  strategies: [
    pricing,
    {
      title: "new accounts of staff",
      rollout: 100,
      constraints: [
        { contextName: "currentTime", operator: "DATE_AFTER", value: "2026-09-01T00:00:00.000Z" },
        {
          contextName: "email",
          operator: "STR_CONTAINS",
          values: ["@shop.example", "@staff.example"],
          inverted: true,
        },
      ],
    },
  ],
};

export const dataExport: Flag = {
  name: "data-export",
  type: "release",
  on: true,
  strategies: [{ title: "early access", rollout: 100, segments: [europeans, betaTesters] }],
};

export const onboarding: Strategy = {
  title: "three texts",
  rollout: 80,
  variants: [
    { name: "control", weight: 500, weightType: "variable", stickiness: "default" },
    {
      name: "short",
      weight: 200,
      weightType: "fix",
      stickiness: "default",
      payload: { type: "string", value: "Hello" },
    },
    {
      name: "tour",
      weight: 300,
      weightType: "fix",
      stickiness: "default",
      payload: { type: "json", value: '{"steps":3,"title":"Take the tour"}' },
    },
  ],
};

export const onboardingText: Flag = {
  name: "onboarding-text",
  type: "experiment",
  on: true,
  impressionData: true,
  strategies: [onboarding],
};

const banner: Flag = {
  name: "banner",
  type: "experiment",
  on: true,
  variants: [
    {
      name: "blue",
      weight: 400,
      weightType: "fix",
      stickiness: "userId",
      payload: { type: "json", value: '{"colour":"blue"}' },
      overrides: [{ contextName: "userId", values: ["u-7", "u-9"] }],
    },
    {
      name: "red",
      weight: 600,
      weightType: "variable",
      stickiness: "userId",
      payload: { type: "string", value: "red" },
    },
  ],
};

export const invoicePdf: Flag = { name: "invoice-pdf", type: "operational", on: true };
export const chatWidget: Flag = { name: "chat-widget", type: "release", on: true };

export const segments: Segment[] = [europeans, betaTesters];

export const flags: Flag[] = [
  newCart,
  { name: "legacy-import", type: "release", on: false },
  searchRanking,
  pricingPage,
  dataExport,
  onboardingText,
  banner,
  {
    name: "stop-outbound-mail",
    type: "kill-switch",
    on: false,
    strategies: [{ title: "everyone", rollout: 100 }],
  },
  { name: "wallet-payments", type: "release", on: true, parent: { feature: "new-cart" } },
  {
    name: "tour-survey",
    type: "experiment",
    on: true,
    parent: { feature: "onboarding-text", variants: ["tour"] },
  },
  { name: "import-notice", type: "release", on: true, parent: { feature: "legacy-import", enabled: false } },
  invoicePdf,
  chatWidget,
];
