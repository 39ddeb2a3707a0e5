import { beforeEach, expect, test } from "vitest";
import { cloudWatchService, type MetricDatum } from "../../sandbox/aws/cloudwatch.ts";
import { s3Service } from "../../sandbox/aws/s3.ts";
import { parityReport } from "../../shared/model/parity.ts";
import type { Sheet } from "../../shared/model/sheet.ts";
import { launchReport } from "../../shared/model/verdict.ts";
import { usePackaged } from "./packaged.ts";

const written: MetricDatum[] = [];
const asked: string[] = [];
/** What the baseline's facts function answers; nothing, ever, while this is undefined. */
let sheet: Sheet | undefined;

const invoke = usePackaged({
  services: {
    monitoring: cloudWatchService((datum) => written.push(datum)),
    s3: s3Service({ "acme-parity-eu-state": "eu-west-1" }),
    lambda: ({ path, region }) => {
      asked.push(`${region} ${decodeURIComponent(path)}`);
      return sheet ? { status: 200, body: JSON.stringify(sheet) } : new Promise(() => {});
    },
  },
  config: (url) => `import { defineConfig, http, httpJson } from "region-parity";
    export default defineConfig({
      service: "acme",
      baseline: "us",
      regions: {
        us: { aws: "us-east-1", account: "111122223333", phase: "live" },
        eu: { aws: "eu-west-1", account: "444455556666", phase: "live" },
      },
      checks: () => ({ up: http({ url: "${url}" }) }),
      sources: () => ({ api: httpJson({ url: "${url}", facts: ({ version }) => ({ version }) }) }),
      launch: { rounds: 1 },
    });`,
});

beforeEach(() => {
  written.length = 0;
  asked.length = 0;
});

/** Longer than the reserve by this much: so long is waited for the baseline. */
const call = { event: { publish: true }, timeoutMs: 10_500 };
const payload = async (kind: string) => {
  const invocation = await invoke(kind, call);
  if (invocation.ok) return invocation.payload;
  throw new Error(`${invocation.errorMessage}\n${invocation.log}`);
};
const facts: Sheet["facts"] = [
  { id: "api/version", source: "api", kind: "setting", aspects: { value: { value: "1.0.0" } } },
];

test("a baseline that takes a call and never answers is unavailable, and that is published in time", async () => {
  sheet = undefined;
  const { baselineRead, findings } = parityReport.parse(await payload("parity"));
  expect(baselineRead).toMatchObject({
    state: "baseline-unavailable",
    problem: { message: "function acme-parity-us-facts did not answer before this run's time was up" },
  });
  expect(findings).toEqual([]);
  const values = Object.fromEntries(written.map(({ name, value }) => [name, value]));
  expect(values).toMatchObject({ BaselineAvailable: 0, FactsCompared: 0 });
  expect(values).not.toHaveProperty("FindingsOpen");
});

test("a baseline that answered once is compared with by its copy, which decides nothing", async () => {
  const readAt = new Date().toISOString();
  sheet = {
    schemaVersion: 1,
    service: "acme",
    region: "us",
    readAt,
    sources: ["api"],
    facts,
    unreadable: [],
  };
  expect(parityReport.parse(await payload("parity")).baselineRead.state).toBe("fresh");
  sheet = undefined;
  const { verdict, parity, health } = launchReport.parse(await payload("launch"));
  expect(parity).toMatchObject({ baselineRead: { state: "cached", readAt }, coverage: { compared: 1 } });
  expect(verdict.decision).toBe("undecided");
  expect(health).toMatchObject([{ results: [{ outcome: "pass" }] }]);
});

test("a baseline of another account is asked in that account", async () => {
  sheet = undefined;
  await payload("parity");
  expect(asked).toEqual([
    "us-east-1 /2015-03-31/functions/arn:aws:lambda:us-east-1:111122223333:function:acme-parity-us-facts/invocations",
  ]);
});
