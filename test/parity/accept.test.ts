import { describe, expect, test } from "vitest";
import type { Waiver } from "../../shared/config/schema.ts";
import type { Json } from "../../shared/model/json.ts";
import { isOpen } from "../../shared/parity/accept.ts";
import { type Accepting, canonicalSheet, fact, findingsOf, sheetOf } from "./support.ts";

const flag = (values: Readonly<Record<string, Json>>) => fact("flags/cart", values, "flag");
const here = sheetOf("eu", [flag({ enabled: false, share: 10 })]);
const there = sheetOf("us", [flag({ enabled: true, share: 50 })]);

/** Which aspect is accepted, and how. */
function accepted(accepting: Accepting): string[] {
  return findingsOf(here, there, accepting).map(({ aspect, acceptance }) => `${aspect} ${acceptance.kind}`);
}

function waiver(parts: Partial<Waiver> = {}): Waiver {
  const usual = { reason: "Meta approval pending", owner: "channels", until: "2026-12-31" };
  return { fact: "flags/cart", region: "eu", ...usual, ...parts };
}

test("what nobody accepted is open", () => {
  expect(accepted({})).toEqual(["enabled open", "share open"]);
});

describe("an intended difference", () => {
  const intended = { fact: "flags/cart", regions: ["au", "eu"], why: "GDPR" };
  test.each<[string, Accepting["differences"], string[]]>([
    ["accepts all of its fact", [intended], ["enabled intended", "share intended"]],
    ["accepts one aspect alone", [{ ...intended, aspect: "share" }], ["enabled open", "share intended"]],
    ["in another region accepts nothing", [{ ...intended, regions: ["au"] }], ["enabled open", "share open"]],
    ["of another fact accepts nothing", [{ ...intended, fact: "flags/car" }], ["enabled open", "share open"]],
    ["of another aspect accepts nothing", [{ ...intended, aspect: "rules" }], ["enabled open", "share open"]],
  ])("%s", (_, differences, expected) => {
    expect(accepted({ differences: differences ?? [] })).toEqual(expected);
  });

  test("says why", () => {
    const [first] = findingsOf(here, there, { differences: [intended] });
    expect(first?.acceptance).toEqual({ kind: "intended", why: "GDPR" });
  });

  test("outweighs a waiver that has expired", () => {
    const accepting = { differences: [intended], waivers: [waiver({ until: "2020-01-01" })] };
    expect(accepted(accepting)).toEqual(["enabled intended", "share intended"]);
  });
});

describe("a waiver", () => {
  test.each<[string, Accepting["waivers"], string[]]>([
    ["waives all of its fact", [waiver()], ["enabled waived", "share waived"]],
    ["waives one aspect alone", [waiver({ aspect: "enabled" })], ["enabled waived", "share open"]],
    ["of another region waives nothing", [waiver({ region: "au" })], ["enabled open", "share open"]],
    ["of another fact waives nothing", [waiver({ fact: "api/cart" })], ["enabled open", "share open"]],
    [
      "that expired is no longer a waiver",
      [waiver({ until: "2026-11-22" })],
      ["enabled expired-waiver", "share expired-waiver"],
    ],
    [
      "in force outweighs one that expired",
      [waiver({ until: "2026-01-01" }), waiver({ aspect: "share" })],
      ["enabled expired-waiver", "share waived"],
    ],
  ])("%s", (_, waivers, expected) => {
    expect(accepted({ waivers: waivers ?? [] })).toEqual(expected);
  });

  test.each([
    ["the first moment of its last day", "2026-12-31T00:00:00.000Z", "waived"],
    ["the last moment of its last day, UTC", "2026-12-31T23:59:59.999Z", "waived"],
    ["the first moment after it", "2027-01-01T00:00:00.000Z", "expired-waiver"],
  ])("until a day is, at %s: %s", (_, at, kind) => {
    const found = findingsOf(here, there, { waivers: [waiver()], now: Date.parse(at) });
    expect(found.map(({ acceptance }) => acceptance.kind)).toEqual([kind, kind]);
  });

  test("that expired waives nothing, and names its owner", () => {
    const [first] = findingsOf(here, there, { waivers: [waiver({ until: "2026-11-22" })] });
    expect(first && isOpen(first)).toBe(true);
    expect(first?.acceptance).toEqual({
      kind: "expired-waiver",
      reason: "Meta approval pending",
      owner: "channels",
      until: "2026-11-22",
    });
  });

  test("in force is the one that is named, whichever stands first", () => {
    const expired = waiver({ until: "2026-01-01", owner: "nobody" });
    for (const waivers of [
      [expired, waiver()],
      [waiver(), expired],
    ]) {
      const [first] = findingsOf(here, there, { waivers });
      expect(first?.acceptance).toMatchObject({ kind: "waived", owner: "channels", until: "2026-12-31" });
    }
  });

  test("in force closes a finding", () => {
    expect(findingsOf(here, there, { waivers: [waiver()] }).some(isOpen)).toBe(false);
  });

  test("for a flag that is missing says nothing of another one", () => {
    const chat = fact("flags/chat", { enabled: true }, "flag");
    const empty = sheetOf("eu", [], { sources: ["flags"] });
    const found = findingsOf(empty, sheetOf("us", [chat, flag({})]), { waivers: [waiver()] });
    expect(found.map(({ fact: id, acceptance }) => `${id} ${acceptance.kind}`)).toEqual([
      "flags/chat open",
      "flags/cart waived",
    ]);
  });
});

describe("the identity of a finding", () => {
  const one = (mine: Json, yours: Json) =>
    findingsOf(sheetOf("eu", [flag({ share: mine })]), sheetOf("us", [flag({ share: yours })]))[0];

  test("its id stays while its values change", () => {
    expect(one(1, 2)?.id).toBe(one(3, 4)?.id);
  });

  test("its id is of its fact and its aspect", () => {
    const ids = findingsOf(here, there).map(({ id }) => id);
    expect(new Set(ids).size).toBe(2);
  });

  test.each([
    ["this side", 3, 2],
    ["the baseline", 1, 3],
    ["both, crosswise", 2, 1],
  ])("its fingerprint changes with %s", (_, mine, yours) => {
    expect(one(mine, yours)?.fingerprint).not.toBe(one(1, 2)?.fingerprint);
  });

  test("its fingerprint does not depend on the order of keys", () => {
    expect(one({ a: 1, b: 2 }, 0)?.fingerprint).toBe(one({ b: 2, a: 1 }, 0)?.fingerprint);
  });

  test("its fingerprint does not depend on the order of rules", () => {
    const ruled = (region: string, shares: readonly number[]) => {
      const rules = shares.map((share) => ({ share: { value: share } }));
      return canonicalSheet(region, [{ name: "cart", kind: "flag", aspects: {}, rules }]);
    };
    const print = (mine: number[], yours: number[]) =>
      findingsOf(ruled("eu", mine), ruled("us", yours))[0]?.fingerprint;
    expect(print([1, 2, 3], [4, 5, 3])).toBe(print([3, 2, 1], [3, 4, 5]));
    expect(print([1, 2, 3], [4, 5, 3])).not.toBe(print([1, 2, 3], [4, 6, 3]));
  });
});
