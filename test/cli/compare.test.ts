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

const checks = `{ up: http({ url: vars.api + "/health" }) }`;
const settings = `settings: httpJson({ url: vars.api + "/settings", facts: ({ locale }) => ({ locale }) })`;
const api = `api: httpJson({ url: vars.api + "/version", kind: "version", facts: ({ version }) => ({ version }) })`;
const dead = `dead: httpJson({ url: vars.api + "/nothing", facts: () => ({}) })`;
const waiver = (until: string) =>
  `waivers: [{ fact: "api/version", region: "eu", reason: "freeze", owner: "platform", until: "${until}" }],`;

async function compare(sources: string, more = "", args = "eu") {
  const file = await folder.write(configOf(product, { checks, sources, more }));
  return parity(`compare ${args} --config ${file}`, { cwd: folder.path() });
}

describe("the exit code of a comparison", () => {
  test.each([
    ["0 when both are the same", `{ ${settings} }`, "", 0],
    ["1 when something differs", `{ ${settings}, ${api} }`, "", 1],
    ["0 when somebody has accepted what differs", `{ ${settings}, ${api} }`, waiver("2999-12-31"), 0],
    ["1 when the acceptance has run out", `{ ${settings}, ${api} }`, waiver("2020-01-31"), 1],
    ["2 when a source could not be read", `{ ${settings}, ${dead} }`, "", 2],
    ["1 when one source differs and another could not be read", `{ ${api}, ${dead} }`, "", 1],
    ["2 when nothing could be read", `{ ${dead} }`, "", 2],
    ["2 when there is nothing to compare", "{}", "", 2],
  ])("is %s", async (_, sources, more, code) => {
    expect(await compare(sources, more)).toMatchObject({ code });
  });
});

describe("the text tells", () => {
  test("what differs and what could not be read", async () => {
    const { out } = await compare(`{ ${settings}, ${api}, ${dead} }`);
    expect(steady(out)).toMatchInlineSnapshot(`
      "eu  api/version  "1.9.0"  (us: "2.0.0")
      eu  dead  unreadable (status)  <host> answered 404
      us  dead  unreadable (status)  <host> answered 404
      eu  1 open finding, 0 accepted; 2 of 2 known facts compared (100 %)
      eu  baseline us, read <time>"
    `);
  });

  test("an acceptance in force, and how long it lasts", async () => {
    const { out } = await compare(`{ ${api} }`, waiver("2999-12-31"));
    expect(steady(out)).toMatchInlineSnapshot(`
      "eu  api/version  "1.9.0"  (us: "2.0.0")  waived until 2999-12-31 by platform: freeze
      eu  0 open findings, 1 accepted; 1 of 1 known fact compared (100 %)
      eu  baseline us, read <time>"
    `);
  });

  test("an acceptance that has run out, and whom to ask", async () => {
    const { out } = await compare(`{ ${api} }`, waiver("2020-01-31"));
    expect(steady(out)).toMatchInlineSnapshot(`
      "eu  api/version  "1.9.0"  (us: "2.0.0")  waiver expired on 2020-01-31, ask platform: freeze
      eu  1 open finding, 0 accepted; 1 of 1 known fact compared (100 %)
      eu  baseline us, read <time>"
    `);
  });
});

test("without names, every region but the baseline and the planned ones is compared", async () => {
  const { out } = await compare(`{ ${settings} }`, "", "--output json");
  const { reports } = outputs.compare.parse(JSON.parse(out));
  expect(reports.map(({ region, baseline, observer }) => [region, baseline, observer])).toEqual([
    ["eu", "us", "here"],
  ]);
});

test("a baseline that can't be read leaves the region untold, not different", async () => {
  const sources = `{ api: httpJson({ url: vars.api.replace("/us", "/away") + "/version", facts: ({ version }) => ({ version }) }) }`;
  const { code, out } = await compare(sources);
  expect(code).toBe(2);
  expect(steady(out)).toMatchInlineSnapshot(`
    "eu  0 open findings, 0 accepted; 0 of 1 known fact compared (0 %)
    eu  baseline-unavailable: us: none of its sources could be read; "api": <host> answered 404"
  `);
});
