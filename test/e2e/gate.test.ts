import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expected } from "../../sandbox/expected.ts";
import { regionNames } from "../../sandbox/regions.ts";
import type { Sandbox } from "../../sandbox/sandbox.ts";
import { configFile } from "../../sandbox/start.ts";
import { metrics } from "../../shared/publish/metrics.ts";
import { outputs } from "../../shared/report/outputs.ts";
import { parity, parityIn, startSandboxAnywhere } from "../support/sandbox.ts";

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandboxAnywhere();
});
afterAll(() => sandbox.stop());

async function launchJson(...regions: readonly string[]) {
  const { exitCode, stdout } = await parityIn(sandbox, "launch", ...regions, "--output", "json");
  return { exitCode, document: outputs.launch.parse(JSON.parse(stdout)), stdout };
}

describe("the launch gate, typed as a user types it", () => {
  // First, while no region keeps a copy of the baseline yet.
  test("with the baseline gone and no copy of it, it is undecided, and health is told", async () => {
    await sandbox.stopRegion("us");
    const { exitCode, document } = await launchJson("au");
    await sandbox.startRegion("us");
    const [report] = document.reports;
    expect(exitCode).toBe(2);
    expect(report?.parity?.baselineRead.state).toBe("baseline-unavailable");
    expect(report?.verdict.doubts.map(({ code }) => code)).toContain("baseline-unavailable");
    expect(report?.health.at(-1)?.results.map(({ outcome }) => outcome)).toEqual(["pass", "pass"]);
  });

  test.each(regionNames)("of %s finds what was planted there, and nothing else", async (region) => {
    const { exitCode, document } = await launchJson(region);
    const verdict = document.reports[0]?.verdict;
    const blockers = verdict?.blockers.map((one) =>
      one.kind === "finding" ? one.finding.fact : one.result.check,
    );
    const { decision } = document;
    const accepted = verdict?.accepted.map(({ fact }) => fact);
    expect({ exitCode, decision, blockers: blockers?.sort(), accepted }).toEqual(expected[region]);
  });

  test("of several regions answers with the worst", async () => {
    const { exitCode, document } = await launchJson("us", "eu");
    expect([exitCode, document.decision]).toEqual([1, "no-go"]);
    expect(document.reports.map(({ verdict }) => verdict.decision)).toEqual(["go", "no-go"]);
  });

  test("writes exactly the metrics of the table, the sign of life into the next region", async () => {
    await launchJson("eu");
    const written = sandbox.metrics().filter(({ dimensions }) => dimensions.Region === "eu");
    expect([...new Set(written.map(({ name }) => name))].sort()).toEqual(Object.keys(metrics).sort());
    const away = written.filter(({ awsRegion }) => awsRegion !== "eu-west-1");
    expect([...new Set(away.map(({ name, awsRegion }) => `${name} ${awsRegion}`))]).toEqual([
      "Heartbeat ap-southeast-2",
    ]);
    expect(written.find(({ name }) => name === "FindingsOpen")?.value).toBe(3);
  });

  test("with the baseline gone but a copy kept, it is undecided, and says what the copy shows", async () => {
    await launchJson("eu");
    await sandbox.stopRegion("us");
    const { exitCode, document } = await launchJson("eu");
    const text = await parityIn(sandbox, "launch", "eu");
    const gone = await parityIn(sandbox, "launch", "us");
    await sandbox.startRegion("us");
    const [report] = document.reports;
    expect([exitCode, document.decision]).toEqual([2, "undecided"]);
    expect(report?.parity?.baselineRead.state).toBe("cached");
    expect(report?.verdict.blockers).toEqual([]);
    expect(report?.health.at(-1)?.results).toHaveLength(2);
    expect(text.stdout).toMatch(/baseline-unavailable {2}us could not be read .* 3 open findings/);
    expect([gone.exitCode, gone.stdout]).toEqual([2, expect.stringContaining("AWS can't be reached")]);
  });

  test("is never go when it was deployed with another config", async () => {
    const folder = await mkdtemp(join(tmpdir(), "stale-"));
    const file = join(folder, "parity.config.ts");
    await writeFile(file, (await readFile(configFile, "utf8")).replace('"800ms"', '"900ms"'));
    const { exitCode, stdout } = await parity(["launch", "us"], { ...sandbox.env, PARITY_CONFIG: file });
    await rm(folder, { recursive: true });
    expect(exitCode).toBe(2);
    expect(stdout).toContain("stale-deployment  us was deployed with another config than this one");
  });

  test("that is not deployed says so, and how to deploy it", async () => {
    const folder = await mkdtemp(join(tmpdir(), "absent-"));
    const file = join(folder, "parity.config.ts");
    await writeFile(
      file,
      (await readFile(configFile, "utf8")).replace('service: "acme"', 'service: "other"'),
    );
    const { exitCode, stdout } = await parity(["launch", "eu"], { ...sandbox.env, PARITY_CONFIG: file });
    await rm(folder, { recursive: true });
    expect(exitCode).toBe(2);
    expect(stdout).toContain(
      "eu  unknown  function other-parity-eu-launch not found in eu-west-1: deploy it with: npm run deploy -- --stage eu",
    );
  });

  test("run from here finds the same, and says that it saw the product from one place only", async () => {
    const { exitCode, stdout } = await parityIn(sandbox, "launch", "eu", "--here");
    expect(exitCode).toBe(1);
    expect(stdout).toContain("the product was seen from one place only (here)");
    for (const fact of expected.eu.blockers) expect(stdout).toContain(fact);
  });

  test("answers with JSON that keeps to its published schema", async () => {
    const schema = JSON.parse(await readFile("docs/output/launch.schema.json", "utf8"));
    const { stdout } = await launchJson("us", "eu", "au");
    const validate = new Ajv2020().compile(schema);
    expect(validate(JSON.parse(stdout)), JSON.stringify(validate.errors)).toBe(true);
  });

  test("keeps what is personal or secret out of everything that leaves the process", async () => {
    const answers = await Promise.all([
      parityIn(sandbox, "launch", "eu"),
      parityIn(sandbox, "compare", "eu", "--output", "json"),
      parityIn(sandbox, "explain", "eu", "flags/beta-inbox", "--output", "json"),
      parityIn(sandbox, "explain", "eu", "conversation", "--output", "json"),
    ]);
    const said = JSON.stringify([answers, sandbox.logs(), sandbox.metrics()]);
    const secrets = Object.entries(sandbox.env).filter(([name]) => name.startsWith("PARITY_SECRET_"));
    for (const [, secret] of secrets) expect(said).not.toContain(secret);
    // Those that the flag "beta-inbox" is targeted at.
    expect(said).not.toMatch(/[\w.-]+@[\w.-]+\.\w+/);
  });
});
