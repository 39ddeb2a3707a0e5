import { Ajv2020 } from "ajv/dist/2020.js";
import { beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { expected } from "../../sandbox/expected.ts";
import { regionNames } from "../../sandbox/regions.ts";
import { outputs } from "../../shared/report/outputs.ts";
import { type Ran, steady } from "../cli/terminal.ts";
import { launchOf, reportOf, told } from "./report.ts";
import { useSandbox } from "./sandbox.ts";

const { parity, sandbox } = useSandbox();

/** What is asked, each once and all side by side: a launch is mostly waiting. */
const commands = [
  "launch eu",
  "launch us eu au",
  "launch eu --here",
  "check",
  "compare",
  "validate",
  "explain eu conversation",
  "explain eu flags/new-cart",
] as const;
const ran = new Map<string, Ran>();
const answer = (command: (typeof commands)[number]) => ran.get(command) ?? { code: -1, out: "", err: "" };

beforeAll(async () => {
  await Promise.all(commands.map(async (each) => ran.set(each, await parity(`${each} --output json`))));
});

test("the text tells the verdict first, then why, then what it rests on", async () => {
  const { code, out } = await parity("launch eu");
  expect(code).toBe(1);
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

test("of several regions the worst decides, and each finds what was planted there", () => {
  const { reports, missing, decision } = launchOf(answer("launch us eu au"));
  expect([answer("launch us eu au").code, decision, missing]).toEqual([1, "no-go", []]);
  for (const region of regionNames) {
    const { exitCode: _exitCode, ...wanted } = expected[region];
    const report = reports.find((one) => one.region === region);
    expect(report && told(report)).toEqual({ ...wanted, doubts: [] });
  }
});

describe("where it was seen from", () => {
  test("the deployed gate looks at each side from within its own region", () => {
    const { observer, health, baselineHealth, parity: report } = reportOf(answer("launch eu"));
    expect(health.map((round) => round.observer)).toEqual(["eu", "eu"]);
    expect(baselineHealth).toMatchObject({ region: "us", observer: "us" });
    expect([observer, report?.observer]).toEqual(["eu", "eu"]);
  });

  test("--here finds the same, asks no AWS, and tells its progress check by check", () => {
    const { err } = answer("launch eu --here");
    const { exitCode: _exitCode, ...wanted } = expected.eu;
    expect(told(reportOf(answer("launch eu --here")))).toEqual({ ...wanted, doubts: [] });
    expect(err).not.toContain("invoking");
    expect(err).toContain("eu  4/4  ");
  });
});

describe("the JSON that scripts read", () => {
  const ajv = new Ajv2020({ strict: false });

  test.each(commands)("of %s is what the schema of its command says", (command) => {
    const schema = Object.entries(outputs).find(([name]) => command.startsWith(name))?.[1] ?? z.never();
    const validate = ajv.compile(z.toJSONSchema(schema));
    validate(JSON.parse(answer(command).out));
    expect(validate.errors ?? []).toEqual([]);
  });
});

// Last: it takes a region away from the others.
test("a region that can't be reached is missing, and takes no answer from the others", async () => {
  await sandbox().stopRegion("au");
  const launched = launchOf(await parity("launch us au --output json"));
  expect(launched.decision).toBe("undecided");
  expect(launched.reports.map(({ verdict }) => verdict.decision)).toEqual(["go"]);
  expect(launched.missing).toEqual([
    {
      region: "au",
      message: "function acme-parity-au-launch in ap-southeast-2: AWS can't be reached (socket hang up)",
    },
  ]);
});
