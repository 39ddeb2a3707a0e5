import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { outputs } from "../../shared/report/outputs.ts";
import type { Served } from "../support/server.ts";
import { useConfigFolder } from "./config-file.ts";
import { configOf, startProduct } from "./product.ts";
import { parity, steady } from "./terminal.ts";

const folder = useConfigFolder();
let product: Served;

beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product[Symbol.asyncDispose]());

async function check(checks: string, args = "eu", env: Record<string, string> = {}) {
  const file = await folder.write(configOf(product, { checks }));
  return parity(`check ${args} --config ${file}`, { cwd: folder.path(), env });
}

const up = `up: http({ url: vars.api + "/health", expect: { body: { status: "ok" } } })`;
const broken = `broken: http({ url: vars.api + "/broken", expect: { status: 200 } })`;
const slow = `slow: http({ url: vars.api + "/slow", expect: { within: "1ms" } })`;
const locked = `locked: http({
  url: vars.api + "/private",
  headers: { authorization: "Bearer " + secret("shop-token") },
})`;

describe("the exit code of a check", () => {
  test.each([
    ["0 when all passed", `{ ${up} }`, 0],
    ["0 when one was slow: degraded is not failed", `{ ${up}, ${slow} }`, 0],
    ["1 when one failed", `{ ${up}, ${broken} }`, 1],
    ["2 when one could not be told", `{ ${up}, ${locked} }`, 2],
    [
      "1 when one failed and another could not be told: a known failure outweighs a doubt",
      `{ ${broken}, ${locked} }`,
      1,
    ],
  ])("is %s", async (_, checks, code) => {
    expect(await check(checks)).toMatchObject({ code });
  });
});

test("every check is a line, with its outcome and why, and progress goes elsewhere", async () => {
  const { out, err } = await check(`{ ${up}, ${slow}, ${broken}, ${locked} }`);
  expect(steady(out)).toMatchInlineSnapshot(`
    "eu  up      pass      after <n> ms of 10000
    eu  slow    degraded  latency (<n> ms) <= 1 ms  after <n> ms of 10000
    eu  broken  fail      status (503) == 200  after <n> ms of 10000
    eu  locked  unknown   secret "shop-token" can't be read: set PARITY_SECRET_EU_SHOP_TOKEN or PARITY_SECRET_SHOP_TOKEN in the environment  after <n> ms of 10000
    eu  4 checks: 1 pass, 1 degraded, 1 fail, 1 unknown  (seen from here)"
  `);
  expect(err.split("\n").toSorted().at(-1)).toMatch(/^eu {2}4\/4 {2}\w+: \w+$/);
});

test("JSON holds the same, and nothing else is on standard output", async () => {
  const { out, code } = await check(`{ ${up}, ${broken} }`, "eu us --output json");
  const { reports } = outputs.check.parse(JSON.parse(out));
  const told = reports.map(({ region, observer, results }) => [
    region,
    observer,
    ...results.map((one) => one.outcome),
  ]);
  expect(code).toBe(1);
  expect(told).toEqual([
    ["us", "here", "pass", "fail"],
    ["eu", "here", "pass", "fail"],
  ]);
});

describe("which are run", () => {
  const regionsOf = (json: string) =>
    outputs.check.parse(JSON.parse(json)).reports.map(({ region }) => region);

  test("all regions that are not planned", async () => {
    expect(regionsOf((await check(`{ ${up} }`, "--output json")).out)).toEqual(["us", "eu"]);
  });

  test("a planned one too where it is named", async () => {
    expect(regionsOf((await check(`{ ${up} }`, "br --output json")).out)).toEqual(["br"]);
  });

  test("with --only, the checks with that text in their name, and no others", async () => {
    const { out, code } = await check(
      `{ ${up}, ${broken}, "up again": http({ url: vars.api + "/health" }) }`,
      "eu --only up --output json",
    );
    const [report] = outputs.check.parse(JSON.parse(out)).reports;
    expect(report?.results.map((result) => result.check)).toEqual(["up", "up again"]);
    expect(code).toBe(0);
  });

  test("with --only, a region that has no such check is left out, and its silence decides nothing", async () => {
    const only = `region === "eu" ? { ${up} } : { other: http({ url: vars.api + "/health" }) }`;
    const { out, code } = await check(only, "--only up --output json");
    expect(regionsOf(out)).toEqual(["eu"]);
    expect(code).toBe(0);
  });
});

describe("a secret", () => {
  test("that is not in the environment is named with the variables that may hold it", async () => {
    const { code, out } = await check(`{ ${locked} }`);
    expect(code).toBe(2);
    expect(steady(out)).toContain(
      'secret "shop-token" can\'t be read: set PARITY_SECRET_EU_SHOP_TOKEN or PARITY_SECRET_SHOP_TOKEN in the environment',
    );
  });

  test.each([
    ["of the region", { PARITY_SECRET_EU_SHOP_TOKEN: "sesame", PARITY_SECRET_SHOP_TOKEN: "other" }],
    ["of all regions, where the region has none of its own", { PARITY_SECRET_SHOP_TOKEN: "sesame" }],
  ])("is taken from the variable %s", async (_, env) => {
    expect(await check(`{ ${locked} }`, "eu", env)).toMatchObject({ code: 0 });
  });

  test("of another region is not taken, and a refused one is printed nowhere", async () => {
    const { code, out, err } = await check(`{ ${locked} }`, "eu --output json", {
      PARITY_SECRET_US_SHOP_TOKEN: "sesame",
      PARITY_SECRET_SHOP_TOKEN: "wrong-and-secret",
    });
    expect(code).toBe(1);
    expect(`${out}${err}`).not.toContain("wrong-and-secret");
  });
});
