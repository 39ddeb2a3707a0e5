import { describe, expect, test } from "vitest";
import type { Finding, ParityReport } from "../../shared/model/parity.ts";
import { type Paint, plain } from "../../shared/report/paint.ts";
import { parityText } from "../../shared/report/parity-text.ts";
import { finding, parity } from "../verdict/evidence.ts";

const problem = { reason: "auth", message: "flags.eu.acme.example answered 401" } as const;
const text = (parts: Partial<ParityReport>) => parityText(parity(parts), plain).join("\n");

/** A finding without values, unless they are given. */
function bare(fact: string, parts: Partial<Finding>): Finding {
  const { here: _here, there: _there, ...rest } = finding(fact);
  return { ...rest, ...parts };
}

describe("the text of a comparison", () => {
  test("of equal regions", () => {
    expect(text({})).toMatchInlineSnapshot(`
      "eu  0 open findings, 0 accepted; 3 of 3 known facts compared (100 %)
      eu  baseline us, read 12:00:00Z"
    `);
  });

  test("with a finding of each state, the open ones first", () => {
    const findings = [
      finding("flags/banner", { kind: "intended", why: "GDPR notice, EU only" }),
      finding("flags/new-cart"),
      bare("flags/invoices", { aspect: "existence", state: "missing" }),
      bare("flags/beta", { aspect: "existence", state: "extra" }),
      bare("api/version", { kind: "version", aspect: "value", here: "1.4.0", there: "1.5.2" }),
      bare("settings/uploads", {
        kind: "setting",
        aspect: "value",
        state: "points-elsewhere",
        here: "acme-‹us:region›-uploads",
        there: "acme-‹region›-uploads",
        elsewhere: ["us"],
      }),
      bare("flags/pricing", { aspect: "rules" }),
      bare("flags/search", { aspect: "percentages", here: [50, 100], there: [25, 100] }),
      finding("flags/whatsapp", {
        kind: "waived",
        reason: "Meta approval pending",
        owner: "channels",
        until: "2027-01-31",
      }),
      finding("flags/chat", {
        kind: "expired-waiver",
        reason: "Waiting for legal",
        owner: "chat",
        until: "2026-10-31",
      }),
    ];
    expect(text({ findings, coverage: { compared: 12, known: 12 } })).toMatchInlineSnapshot(`
      "eu  flags/new-cart  enabled: false  (us: true)
      eu  flags/invoices  missing  (us has it)
      eu  flags/beta  extra  (us does not have it)
      eu  api/version  "1.4.0"  (us: "1.5.2")
      eu  settings/uploads  points at us: "acme-‹us:region›-uploads"  (us: "acme-‹region›-uploads")
      eu  flags/pricing  rules differs  (sensitive, so the values are not shown)
      eu  flags/search  percentages: [50,100]  (us: [25,100])
      eu  flags/chat  enabled: false  (us: true)  waiver expired on 2026-10-31, ask chat: Waiting for legal
      eu  flags/banner  enabled: false  (us: true)  intended: GDPR notice, EU only
      eu  flags/whatsapp  enabled: false  (us: true)  waived until 2027-01-31 by channels: Meta approval pending
      eu  8 open findings, 2 accepted; 12 of 12 known facts compared (100 %)
      eu  baseline us, read 12:00:00Z"
    `);
  });

  test("with a source that could not be read, and one that one side does not name", () => {
    const message = "the config names this source for us but not for eu";
    const uncompared = [
      { source: "flags", region: "eu", problem },
      { source: "queues", region: "eu", problem: { reason: "setup" as const, message } },
    ];
    expect(text({ uncompared, coverage: { compared: 199, known: 200 } })).toMatchInlineSnapshot(`
      "eu  flags  unreadable (auth)  flags.eu.acme.example answered 401
      eu  queues  not read (setup)  the config names this source for us but not for eu
      eu  0 open findings, 0 accepted; 199 of 200 known facts compared (99 %)
      eu  baseline us, read 12:00:00Z"
    `);
  });

  test.each<ParityReport["baselineRead"]>([
    { state: "cached", readAt: "2026-11-23T11:55:00.000Z", ageMs: 300_000, problem },
    { state: "baseline-stale", readAt: "2026-11-21T11:55:00.000Z", ageMs: 173_100_000, problem },
    { state: "baseline-unavailable", problem },
  ])("with a baseline that is $state says so, and which one it is", (baselineRead) => {
    const compared = baselineRead.state === "cached" ? 3 : 0;
    const told = text({ baselineRead, coverage: { compared, known: 3 } });
    expect(told).toContain(baselineRead.state === "cached" ? "unavailable" : baselineRead.state);
    expect(told).toMatch(/\bus\b/);
  });

  test("one source on one side only is not called unreadable: nobody tried", () => {
    const message = "the config names this source for us but not for eu";
    const told = text({ uncompared: [{ source: "q", region: "eu", problem: { reason: "setup", message } }] });
    expect(told).not.toContain("unreadable");
  });

  test("a share is never rounded up to 100 %", () => {
    expect(text({ coverage: { compared: 999, known: 1000 } })).toContain("(99 %)");
    expect(text({ coverage: { compared: 0, known: 0 } })).toContain("(0 %)");
  });
});

describe("a finding's values", () => {
  const line = (parts: Partial<Finding>) =>
    parityText(parity({ findings: [bare("api/x", parts)] }), plain)[0];

  test("that differ late are not shown alike", () => {
    const list = (weight: number) => [
      { name: "control", weight: 500, weightType: "variable", stickiness: "default", payload: null },
      { name: "short", weight, weightType: "fix", stickiness: "default", payload: null },
    ];
    const [here, there] = (line({ here: list(200), there: list(300) }) ?? "").split("(us:");
    expect(here).toContain("200");
    expect(there).toContain("300");
  });

  test("that one side does not have is not called hidden", () => {
    expect(line({ aspect: "stickiness", there: "userId" })).not.toContain("not shown");
  });

  test("that hold a line break or a terminal's code stay on their line", () => {
    const told = line({ here: "a\nb", there: "\u001b[31mred" });
    expect(told).not.toContain("\n");
    expect(told).not.toContain("\u001b");
  });
});

test("what is open is painted as bad, what is accepted is not", () => {
  const paint: Paint = (tone, part) => `<${tone}>${part}</>`;
  const accepted = finding("flags/b", { kind: "intended", why: "law" });
  const [open, closed, , last] = parityText(parity({ findings: [accepted, finding("flags/a")] }), paint);
  expect(open).toContain("flags/a  <bad>");
  expect(closed).toContain("flags/b  <quiet>");
  expect(last).toContain("<quiet>");
});
