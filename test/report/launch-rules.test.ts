import { expect, test } from "vitest";
import { launchText } from "../../shared/report/launch-text.ts";
import { type Paint, plain } from "../../shared/report/paint.ts";
import type { Evidence } from "../../shared/verdict/evidence.ts";
import { judge } from "../../shared/verdict/judge.ts";
import { finding, health, launched, parity, perfect, result } from "../verdict/evidence.ts";

const problem = { reason: "connect", message: "no answer from acme-parity-us-facts" } as const;

const text = (evidence: Evidence) => `\n${launchText(launched(evidence), plain).join("\n")}\n`;

test("a region that was never compared is not called the baseline", () => {
  const basis = judge(perfect({ parity: undefined })).basis.join("\n");
  expect(basis).not.toContain("is the baseline");
});

test("a finding against an old copy is listed, though it decides nothing", () => {
  const baselineRead = {
    state: "cached",
    readAt: "2026-11-23T11:55:00.000Z",
    ageMs: 300_000,
    problem,
  } as const;
  expect(text(perfect({ parity: parity({ baselineRead, findings: [finding("flags/cart")] }) }))).toContain(
    "flags/cart",
  );
});

test("go is painted good, no-go bad, undecided as a doubt", () => {
  const paint: Paint = (tone, part) => `<${tone}>${part}</>`;
  const failing = health([result("api", "fail")]);
  const headline = (evidence: Evidence) => launchText(launched(evidence), paint)[0];
  expect(headline(perfect())).toContain("<good>GO</>");
  expect(headline(perfect({ health: [failing, failing] }))).toContain("<bad>NO-GO</>");
  expect(headline(perfect({ roundsWanted: 9 }))).toContain("<doubt>UNDECIDED</>");
});
