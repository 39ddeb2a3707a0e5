import { describe, expect, test } from "vitest";
import type { Payload, Strategy } from "../../shared/sources/unleash/payload.ts";
import { differences, oneFlag } from "./support.ts";

const rollout = (percentage: string, parts: Partial<Strategy> = {}): Strategy => ({
  name: "flexibleRollout",
  parameters: { rollout: percentage, stickiness: "default", groupId: "cart" },
  ...parts,
});
const forCountries = (...values: string[]): Partial<Strategy> => ({
  constraints: [{ contextName: "country", operator: "IN", values }],
});

describe("what says the same is no difference", () => {
  const payloadOf = (value: string) =>
    oneFlag({ variants: [{ name: "a", weight: 1000, payload: { type: "json", value } }] });
  test.each<[string, Payload, Payload]>([
    [
      "a JSON payload written in another way",
      payloadOf('{"a":1,"b":[2]}'),
      payloadOf('{ "b": [2], "a": 1 }'),
    ],
    ["no strategies, in two spellings", oneFlag(), oneFlag({ strategies: [] })],
    ["no variants, in two spellings", oneFlag({ variants: null }), oneFlag({ variants: [] })],
    [
      "a default that is written out",
      oneFlag({ variants: [{ name: "a", weight: 1 }] }),
      oneFlag({
        variants: [{ name: "a", weight: 1, weightType: "variable", stickiness: "default", payload: null }],
      }),
    ],
    [
      "a parent that must be on, in two spellings",
      oneFlag({ dependencies: [{ feature: "shop" }] }),
      oneFlag({
        dependencies: [{ feature: "shop", enabled: true, variants: [] }],
      }),
    ],
    [
      "a constraint's defaults written out",
      oneFlag({ strategies: [rollout("1", forCountries("DE"))] }),
      oneFlag({
        strategies: [
          rollout("1", {
            constraints: [
              {
                contextName: "country",
                operator: "IN",
                values: ["DE"],
                inverted: false,
                caseInsensitive: false,
              },
            ],
          }),
        ],
      }),
    ],
    [
      "the seed of the hash",
      oneFlag({ strategies: [{ name: "flexibleRollout", parameters: { rollout: "50", groupId: "a" } }] }),
      oneFlag({ strategies: [{ name: "flexibleRollout", parameters: { rollout: "50", groupId: "b" } }] }),
    ],
    [
      "everybody, in two spellings",
      oneFlag({ strategies: [{ name: "flexibleRollout", parameters: { rollout: "100" } }] }),
      oneFlag({ strategies: [{ name: "flexibleRollout" }] }),
    ],
    [
      "a list of people in another order",
      oneFlag({ strategies: [{ name: "userWithId", parameters: { userIds: "ana,ben" } }] }),
      oneFlag({ strategies: [{ name: "userWithId", parameters: { userIds: "ben, ana" } }] }),
    ],
  ])("%s", (_, here, there) => {
    expect(differences(here, there)).toEqual([]);
  });
});

test("the same change has the same name whatever the key that seals", () => {
  const here = oneFlag({
    strategies: [rollout("100", forCountries("DE")), rollout("25", forCountries("US"))],
  });
  const there = oneFlag({
    strategies: [rollout("25", forCountries("DE")), rollout("100", forCountries("US"))],
  });
  const named = Array.from({ length: 20 }, (_, n) => differences(here, there, `key number ${n}`).join());
  expect(new Set(named)).toEqual(new Set(["cart percentages differs"]));
});
