import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { resolveConfig } from "../../shared/config/resolve.ts";
import { digest } from "../../shared/digest.ts";
import { runParity } from "../../shared/engine/run-parity.ts";
import { openSession } from "../../shared/engine/session.ts";
import type { ParityReport } from "../../shared/model/parity.ts";
import type { Sheet } from "../../shared/model/sheet.ts";
import { parityDatapoints } from "../../shared/publish/datapoints.ts";
import { parityLines } from "../../shared/publish/log-lines.ts";
import { explainText } from "../../shared/report/explain-text.ts";
import { plain } from "../../shared/report/paint.ts";
import { parityText } from "../../shared/report/parity-text.ts";
import { httpJson } from "../../shared/sources/http-json.ts";
import { unleash } from "../../shared/sources/unleash/unleash.ts";
import { handClock } from "../support/clock.ts";
import { right } from "../support/config.ts";
import { fakeTransport, response } from "../support/engine.ts";
import { seal } from "./support.ts";

const document = readFileSync(new URL("../fixtures/unleash/features.segments.json", import.meta.url), "utf8");
const token = "planted-unleash-token";

/** People and credentials that stand in what the sources answer. */
const planted = ["ana@shop.example", "ben@shop.example", "u-1042", "u-7", "u-9", "@staff.example", token];
const inEu = ["eve@shop.example", "u-2001", "@guests.example"];

/** The same flags for other people: every sensitive part of them differs. */
const other = document
  .replaceAll("ana@shop.example", "eve@shop.example")
  .replaceAll("u-7", "u-2001")
  .replaceAll("@staff.example", "@guests.example");

const resolved = resolveConfig({
  ...right,
  sources: ({ vars, secret }: { vars: Record<string, string>; secret: (name: string) => string }) => ({
    flags: unleash({ url: vars.api ?? "", token: secret("unleash-token") }),
    api: httpJson({ url: `${vars.api}/echo`, facts: ({ echo, version }) => ({ echo, version }) }),
  }),
});

function read(name: "us" | "eu"): Promise<Sheet> {
  const config = resolved.ok ? resolved.config : undefined;
  const region = config?.regions.get(name);
  if (config === undefined || region === undefined) throw new Error("the config of this test is wrong");
  const { transport } = fakeTransport(({ url }) =>
    url.endsWith("/echo")
      ? response({ json: { echo: `you sent ${token} to ${name}`, version: name } })
      : response({ text: name === "us" ? document : other }),
  );
  const edges = { observer: "here", clock: handClock(), transport, readSecret: async () => token };
  return openSession(config, region, { ...edges, deadline: new AbortController().signal }).readSheet(seal);
}

async function report(): Promise<ParityReport> {
  if (!resolved.ok) throw new Error("the config of this test is wrong");
  return runParity(resolved.config, "eu", {
    observer: "here",
    clock: handClock(),
    readOwn: () => read("eu"),
    fetch: () => read("us"),
    maxAgeMs: 1000,
    onTrouble: () => {},
    digest,
  });
}

function leaksIn(value: unknown): string[] {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return [...planted, ...inEu].filter((secret) => text.includes(secret));
}

test("what is planted really stands in the answers", () => {
  expect(leaksIn(document + other + token)).toEqual([...planted, ...inEu]);
});

test("the people that flags aim at stand in no sheet", async () => {
  for (const sheet of [await read("us"), await read("eu")]) {
    const facts = sheet.facts.filter(({ source }) => source === "flags");
    expect(facts).toHaveLength(13);
    expect(leaksIn(facts)).toEqual([]);
  }
});

test("a secret that the product echoes stands in no sheet", async () => {
  expect(leaksIn(await read("eu"))).toEqual([]);
});

test("a difference between people is found, and names none of them anywhere", async () => {
  const compared = await report();
  const found = compared.findings.map(({ fact, aspect }) => `${fact} ${aspect}`).sort();
  expect(found.filter((line) => line.startsWith("flags/"))).toEqual([
    "flags/banner overrides",
    "flags/data-export segments",
    "flags/pricing-page rules",
  ]);
  const explained = {
    schemaVersion: 1 as const,
    command: "explain" as const,
    region: "eu",
    subject: "flags/data-export",
    parity: compared,
    here: (await read("eu")).facts.find(({ id }) => id === "flags/data-export"),
    there: (await read("us")).facts.find(({ id }) => id === "flags/data-export"),
    logLines: [],
    metrics: [],
  };
  const everywhere = {
    report: compared,
    text: parityText(compared, plain),
    explained: explainText(explained, plain),
    lines: parityLines(compared),
    metrics: parityDatapoints(compared),
  };
  for (const [place, content] of Object.entries(everywhere)) {
    expect({ place, leaks: leaksIn(content) }).toEqual({ place, leaks: [] });
  }
});
