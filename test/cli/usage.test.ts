import { describe, expect, test } from "vitest";
import { useConfigFolder } from "./config-file.ts";
import { parity } from "./terminal.ts";

const folder = useConfigFolder();

/** Three regions of which one is planned. Nothing listens there: a run would be seen. */
const config = `import { defineConfig, http, httpJson } from "region-parity";
export default defineConfig({
  service: "acme",
  baseline: "us",
  regions: {
    us: { aws: "us-east-1", phase: "live", vars: { api: "http://127.0.0.1:1" } },
    eu: { aws: "eu-west-1", phase: "live", vars: { api: "http://127.0.0.1:1" } },
    br: { aws: "sa-east-1", phase: "planned", vars: { api: "http://127.0.0.1:1" } },
  },
  checks: ({ vars }) => ({ up: http({ url: vars.api }), search: http({ url: vars.api }) }),
  sources: ({ vars }) => ({ api: httpJson({ url: vars.api, facts: () => ({}) }) }),
});`;

async function run(args: string) {
  await folder.write(config, "parity.config.ts");
  return parity(args, { cwd: folder.path() });
}

describe("a command that is used wrongly runs nothing, and says what is right:", () => {
  test.each([
    ["deploy", "error: unknown command 'deploy'\n(see: parity --help)"],
    ["chek", "error: unknown command 'chek'\n(Did you mean check?)\n(see: parity --help)"],
    ["check --onyl x", "error: unknown option '--onyl'\n(Did you mean --only?)\n(see: parity --help)"],
    [
      "check --output yaml",
      "error: option '--output <format>' argument 'yaml' is invalid. Allowed choices are text, json.\n(see: parity --help)",
    ],
    ["check mars", '"mars" is not a region. The regions are: us, eu, br.'],
    ["check mars eu venus", '"mars", "venus" are no regions. The regions are: us, eu, br.'],
    ["compare mars", '"mars" is not a region. The regions are: us, eu, br.'],
    ["compare us", "us is the baseline: it is compared with nothing. Name another region."],
    ["launch", "name a region to launch: us, eu, br."],
    ["launch mars", '"mars" is not a region. The regions are: us, eu, br.'],
    ["check --only cart", 'no check\'s name has "cart" in it. The checks are: up, search.'],
    ["check eu --only cart", 'no check\'s name has "cart" in it. The checks are: up, search.'],
    ["explain eu", "error: missing required argument 'name'\n(see: parity --help)"],
    ["explain mars up", '"mars" is not a region. The regions are: us, eu, br.'],
    [
      "explain eu cart",
      '"cart" is neither a check nor a fact of eu. The checks are: up, search. A fact is <source>/<name>; the sources are: api.',
    ],
    ["explain us api/version", "us is the baseline: explain the fact in another region."],
    [
      "validate eu",
      "error: too many arguments for 'validate'. Expected 0 arguments but got 1: eu.\n(see: parity --help)",
    ],
  ])("%s", async (args, err) => {
    expect(await run(args)).toEqual({ code: 3, out: "", err });
  });
});

describe("help", () => {
  test("is what a command without arguments gets, as wrong usage", async () => {
    const { code, out, err } = await run("");
    expect({ code, err }).toEqual({ code: 3, err: "" });
    expect(out).toMatchInlineSnapshot(`
      "Usage: parity [options] [command]

      Is every region of the product healthy, and the same as the baseline?

      Options:
        -h, --help                         display help for command

      Commands:
        validate [options]                 check the config alone: offline, without
                                           credentials
        check [options] [region...]        run the checks from this machine; all
                                           regions that are not planned, or those
                                           named
        compare [options] [region...]      compare regions with the baseline, both
                                           read from this machine
        launch [options] [region...]       ask a region's deployed launch gate for its
                                           verdict
        explain [options] <region> <name>  run one check, or read one fact, and show
                                           all there is to know of it
        help [command]                     display help for command

      Exit codes:
        0  go, all passed
        1  no-go, something failed
        2  undecided, could not tell
        3  wrong usage or config, nothing was run"
    `);
  });

  test.each(["--help", "help", "check --help"])("that is asked for is no mistake: %s", async (args) => {
    const { code, out } = await run(args);
    expect(code).toBe(0);
    expect(out).toContain("Usage: parity");
  });
});

test("where every region is planned, a check says so: nothing is there to run", async () => {
  await folder.write(config.replaceAll('"live"', '"planned"'), "planned.ts");
  const { code, out, err } = await parity("check --config planned.ts", { cwd: folder.path() });
  expect({ code, out }).toEqual({ code: 3, out: "" });
  expect(err).toMatch(/planned/);
  expect(err).not.toMatch(/undefined/);
});
