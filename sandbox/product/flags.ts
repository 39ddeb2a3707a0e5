import type { Flag, Segment, Strategy, Variant } from "./flag.ts";

/** The one segment: customers who asked to see things first. */
export const segments: readonly Segment[] = [
  {
    id: 1,
    name: "early-access",
    constraints: [
      {
        contextName: "workspaceId",
        operator: "IN",
        values: ["ws-17", "ws-204", "ws-911"],
        caseInsensitive: false,
        inverted: false,
      },
    ],
  },
];

/** Flags that every region has, as the baseline has them. */
export const flags: readonly Flag[] = [
  flag("new-cart", "release", "The cart with saved items", [rollout("new-cart", 100, "default")]),
  flag("whatsapp", "release", "Conversations over WhatsApp", [
    {
      ...rollout("whatsapp", 100, "default"),
      constraints: [
        {
          contextName: "plan",
          operator: "IN",
          values: ["scale", "enterprise"],
          caseInsensitive: false,
          inverted: false,
        },
      ],
    },
  ]),
  flag("ai-replies", "experiment", "Drafted answers, being compared", [
    {
      ...rollout("ai-replies", 50, "workspaceId"),
      variants: [variant("short", 500), variant("detailed", 500)],
    },
  ]),
  flag("instant-search", "release", "Results while typing", [
    { ...rollout("instant-search", 100, "default"), segments: [1] },
    rollout("instant-search", 25, "userId"),
  ]),
  flag("beta-inbox", "release", "The inbox that a few people try", [
    {
      ...rollout("beta-inbox", 100, "userId"),
      constraints: [
        {
          contextName: "userId",
          operator: "IN",
          values: ["mara@customer.example", "jon@customer.example"],
          caseInsensitive: true,
          inverted: false,
        },
      ],
    },
  ]),
  flag("bulk-export", "permission", "Exports of a whole workspace", [
    {
      ...rollout("bulk-export", 100, "default"),
      constraints: [
        {
          contextName: "seats",
          operator: "NUM_GTE",
          value: "20",
          values: [],
          caseInsensitive: false,
          inverted: false,
        },
      ],
    },
  ]),
  {
    ...flag("checkout-button", "experiment", "The colour of one button", [
      rollout("checkout-button", 100, "sessionId"),
    ]),
    stale: true,
    variants: [variant("green", 700), variant("blue", 300)],
  },
  {
    ...flag("read-only", "kill-switch", "Refuses every write, for emergencies", [
      rollout("read-only", 100, "default"),
    ]),
    enabled: false,
  },
];

/** Flags that only the regions naming them in their faults have. */
export const regionalFlags: readonly Flag[] = [
  flag("eu-privacy-banner", "operational", "The GDPR notice", [rollout("eu-privacy-banner", 100, "default")]),
];

function flag(name: string, type: string, description: string, strategies: readonly Strategy[]): Flag {
  return {
    name,
    type,
    project: "default",
    enabled: true,
    stale: false,
    strategies,
    variants: [],
    description,
    impressionData: false,
  };
}

function rollout(groupId: string, percent: number, stickiness: string): Strategy {
  return {
    name: "flexibleRollout",
    constraints: [],
    parameters: { rollout: String(percent), stickiness, groupId },
    variants: [],
  };
}

function variant(name: string, weight: number): Variant {
  return {
    name,
    weight,
    weightType: "variable",
    stickiness: "default",
    payload: { type: "string", value: name },
  };
}
