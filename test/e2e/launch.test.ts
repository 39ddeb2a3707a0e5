import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { expected } from "../../sandbox/expected.ts";
import { regionNames } from "../../sandbox/regions.ts";
import { outputs } from "../../shared/report/outputs.ts";
import { steady } from "../cli/terminal.ts";
import { launchOf, reportOf, told } from "./report.ts";
import { useSandbox } from "./sandbox.ts";

const { parity } = useSandbox();

describe("the launch gate of a region", () => {
  test.each(regionNames)("of %s finds the planted faults, all of them and nothing else", async (region) => {
    const ran = await parity(`launch ${region} --output json`);
    const { exitCode, ...wanted } = expected[region];
    expect(ran.code).toBe(exitCode);
    expect(told(reportOf(ran))).toEqual({ ...wanted, doubts: [] });
  });

  test("runs its rounds from within the region, and the baseline's once from within the baseline", async () => {
    const {
      observer,
      health,
      baselineHealth,
      parity: report,
    } = reportOf(await parity("launch au --output json"));
    expect(observer).toBe("au");
    expect(health.map((round) => round.observer)).toEqual(["au", "au"]);
    expect(baselineHealth).toMatchObject({ region: "us", observer: "us" });
    expect(report).toMatchObject({ observer: "au", baselineRead: { state: "fresh" }, uncompared: [] });
  });

  test("tells the verdict first, then why, then what it rests on", async () => {
    const { out } = await parity("launch eu");
    expect(steady(out)).toMatchInlineSnapshot(`
      "eu  NO-GO  (live, 3 blockers, 1 accepted gap)

      Blockers
        eu  flags/new-cart  enabled: false  (us: true)
        eu  api/version  "4.11.2"  (us: "4.12.0")
        eu  settings/webhooks  points at us: "‹us:api›/webhooks"  (us: "‹api›/webhooks")

      Accepted
        eu  flags/eu-privacy-banner  extra  (us does not have it)  intended: GDPR notice, EU only

      Checks, last of 2 rounds
        eu  api is up     pass      after <n> ms of 10000
        eu  conversation  pass      after <n> ms of 20000
        eu  2 checks: 2 pass

      The same checks at the baseline
        us  api is up     pass      after <n> ms of 10000
        us  conversation  pass      after <n> ms of 20000
        us  2 checks: 2 pass

      Rests on
        2 rounds of 2 checks, run from eu
        baseline us, read <time>
        15 of 15 known facts compared (100 %)
      "
    `);
  });
});

describe("several regions at once", () => {
  test.each([
    ["the worst decides", "us eu au", "no-go", 1],
    ["all go", "us au", "go", 0],
  ])("%s: launch %s is %s", async (_, names, decision, code) => {
    const ran = await parity(`launch ${names} --output json`);
    expect(ran.code).toBe(code);
    const launched = launchOf(ran);
    expect(launched.decision).toBe(decision);
    expect(launched.reports.map(({ region }) => region)).toEqual(names.split(" "));
    expect(launched.missing).toEqual([]);
  });
});

describe("from this machine, with --here", () => {
  test("the verdict is the same, and says that the product was seen from one place", async () => {
    const ran = await parity("launch eu --here --output json");
    const { exitCode, ...wanted } = expected.eu;
    expect(ran.code).toBe(exitCode);
    expect(told(reportOf(ran))).toEqual({ ...wanted, doubts: [] });
    expect(reportOf(ran).verdict.basis).toContain(
      "the product was seen from one place only (here), not from within its region",
    );
  });

  test("no AWS is asked, and progress is told check by check", async () => {
    const { err } = await parity("launch au --here");
    expect(err).not.toContain("invoking");
    expect(err).toContain("au  4/4  ");
  });
});

describe("the JSON that scripts read", () => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });

  test.each([
    ["launch us eu au", outputs.launch],
    ["launch eu --here", outputs.launch],
    ["check", outputs.check],
    ["compare", outputs.compare],
    ["validate", outputs.validate],
    ["explain eu conversation", outputs.explain],
    ["explain eu flags/new-cart", outputs.explain],
  ])("of %s is what its published schema says", async (command, schema) => {
    const { out } = await parity(`${command} --output json`);
    const validate = ajv.compile(z.toJSONSchema(schema));
    validate(JSON.parse(out));
    expect(validate.errors ?? []).toEqual([]);
  });

  test("holds no secret of any region", async () => {
    const { out, err } = await parity("launch us eu au --output json");
    expect(`${out}${err}`).not.toMatch(/opens-sesame|sandbox-client/);
  });
});
