import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { beforeEach, describe, expect, test } from "vitest";
import type { MetricDatum } from "../../sandbox/aws/cloudwatch.ts";
import { healthReport } from "../../shared/model/health.ts";
import { parityReport } from "../../shared/model/parity.ts";
import { sheet } from "../../shared/model/sheet.ts";
import { metrics } from "../../shared/publish/metrics.ts";
import { reportOf } from "./report.ts";
import { useSandbox } from "./sandbox.ts";

const { sandbox, parity } = useSandbox();
const homes = { us: "us-east-1", eu: "eu-west-1", au: "ap-southeast-2" } as const;

/** Invokes a function as EventBridge, a colleague or the console does: by its name, with any event. */
async function invoke(region: keyof typeof homes, kind: string, event?: unknown) {
  const FunctionName = `acme-parity-${region}-${kind}`;
  const Payload = event === undefined ? undefined : JSON.stringify(event);
  const client = new LambdaClient({ region: homes[region], maxAttempts: 1 });
  const answer = await client.send(new InvokeCommand({ FunctionName, ...(Payload && { Payload }) }));
  return { error: answer.FunctionError, payload: JSON.parse(answer.Payload?.transformToString() ?? "null") };
}

let before = 0;
beforeEach(() => {
  before = sandbox().metrics().length;
});
const written = (): MetricDatum[] => sandbox().metrics().slice(before);
const named = (data: readonly MetricDatum[]) =>
  data.map(({ name, awsRegion }) => `${awsRegion} ${name}`).toSorted();

const heartbeats = ["Heartbeat"];
const ofParity = [
  "FindingsOpen",
  "FindingsAccepted",
  "FactsCompared",
  "SourcesUnreadable",
  "BaselineAvailable",
  "BaselineAge",
  "ParityDuration",
];
const ofHealth = Object.keys(metrics).filter((name) => ![...heartbeats, ...ofParity].includes(name));

describe("a scheduled run", () => {
  test("of health writes its roll-up at home, and its sign of life into the next region", async () => {
    const { payload } = await invoke("eu", "health", { publish: true });
    expect(healthReport.parse(payload)).toMatchObject({ region: "eu", observer: "eu" });
    expect(named(written())).toEqual(
      [...ofHealth.map((name) => `eu-west-1 ${name}`), "ap-southeast-2 Heartbeat"].toSorted(),
    );
  });

  test("of parity writes its roll-up at home alone", async () => {
    const { payload } = await invoke("eu", "parity", { publish: true });
    expect(parityReport.parse(payload).findings).toHaveLength(4);
    expect(named(written())).toEqual(ofParity.map((name) => `eu-west-1 ${name}`).toSorted());
    expect(written().find(({ name }) => name === "FindingsOpen")?.value).toBe(3);
  });

  test.each(["health", "parity"])(
    "of %s names service and region, with the unit of the table",
    async (kind) => {
      await invoke("au", kind, { publish: true });
      const table: Readonly<Record<string, { unit: string }>> = metrics;
      for (const { name, namespace, dimensions, unit } of written()) {
        expect({ namespace, dimensions, unit }).toEqual({
          namespace: "RegionParity",
          dimensions: { Service: "acme", Region: "au" },
          unit: table[name]?.unit,
        });
      }
      expect(written()).not.toHaveLength(0);
    },
  );
});

describe("an event", () => {
  test("that is empty is a scheduled one", async () => {
    expect((await invoke("eu", "health")).error).toBeUndefined();
    expect(named(written())).toContain("ap-southeast-2 Heartbeat");
  });

  test.each(["health", "parity", "launch"])(
    "that asks %s not to publish only gets the answer",
    async (kind) => {
      expect((await invoke("au", kind, { publish: false })).error).toBeUndefined();
      expect(written()).toEqual([]);
    },
  );

  test.each([
    ["health", { publsh: true }, 'event: unknown key "publsh". Known keys: publish.'],
    ["parity", { publish: "yes" }, "event.publish: is not true or false."],
    ["launch", { region: "eu" }, 'event: unknown key "region". Known keys: publish.'],
    ["facts", {}, "event.sealKey: is missing: facts are only given sealed."],
    ["facts", { sealKey: "short" }, "event.sealKey: is too short."],
    ["health", [1], "event: [1] is not an object. It takes these keys: publish."],
  ])("%s does not take %j, and says why", async (kind, event, errorMessage) => {
    expect(await invoke("eu", kind, event)).toMatchObject({
      error: "Unhandled",
      payload: { errorType: "TypeError", errorMessage },
    });
    expect(written()).toEqual([]);
  });

  test("that asks the baseline for a comparison is told what it is", async () => {
    const { payload } = await invoke("us", "parity", {});
    expect(payload.errorMessage).toBe("us is the baseline: it is compared with nothing");
  });
});

test("facts gives a sheet of its own region, without the people that a flag is targeted at", async () => {
  const { payload } = await invoke("us", "facts", { sealKey: "0123456789abcdef0123456789abcdef" });
  const { region, facts, unreadable } = sheet.parse(payload);
  expect({ region, unreadable }).toEqual({ region: "us", unreadable: [] });
  expect(facts.map(({ id }) => id)).toContain("flags/beta-inbox");
  expect(JSON.stringify(payload)).not.toMatch(/@/);
});

describe("the log", () => {
  test("of health has one line for each check, and every line is JSON", async () => {
    const lines = () => sandbox().logs()["acme-parity-au-health"] ?? [];
    const seen = lines().length;
    await invoke("au", "health", { publish: false });
    const parsed = lines()
      .slice(seen)
      .map((line) => JSON.parse(line));
    expect(parsed).toMatchObject([
      { type: "check", level: "INFO", service: "acme", region: "au", check: "api is up" },
      { type: "check", level: "INFO", service: "acme", region: "au", check: "conversation" },
    ]);
  });

  test("of parity has one line for the comparison and one for each finding", async () => {
    const lines = () => sandbox().logs()["acme-parity-eu-parity"] ?? [];
    const seen = lines().length;
    await invoke("eu", "parity", { publish: true });
    const types = lines()
      .slice(seen)
      .map((line) => JSON.parse(line).type);
    expect(types).toEqual(["parity", "finding", "finding", "finding", "finding"]);
  });
});

// Last: it takes a region away. Australia is where Europe's sign of life is watched.
describe("where CloudWatch refuses", () => {
  test("a scheduled run of health fails, since nobody would see that it is missing, and writes what it can", async () => {
    await sandbox().stopRegion("au");
    const { error, payload } = await invoke("eu", "health", { publish: true });
    expect(error).toBe("Unhandled");
    expect(payload.errorMessage).toContain("metrics not written in ap-southeast-2: AWS can't be reached");
    expect(named(written())).toEqual(ofHealth.map((name) => `eu-west-1 ${name}`).toSorted());
  });

  test("a launch still answers with its verdict, and says what was not written", async () => {
    await sandbox().stopRegion("au");
    const ran = await parity("launch eu --output json");
    const { decision, basis } = reportOf(ran).verdict;
    expect([ran.code, decision]).toEqual([1, "no-go"]);
    expect(basis).toContainEqual(
      expect.stringMatching(/^metrics not written in ap-southeast-2: AWS can't be reached/),
    );
  });
});
