import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { metrics } from "../../shared/publish/metrics.ts";
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

const checks = `{
  typed: http({ url: vars.api + "/health", expect: { headers: { "content-type": /json/ } } }),
  broken: http({ url: vars.api + "/broken", headers: { authorization: "Bearer " + secret("shop-token") } }),
  order: journey({ severity: "page" }, async ({ step, http, cleanup }) => {
    const made = await step("make", () => http.post(vars.api + "/things"));
    cleanup(() => http.delete(vars.api + "/things/" + made.body.id));
    await step("look", () => http.get(vars.api + "/broken"));
  }),
}`;
const sources = `{
  api: httpJson({ url: vars.api + "/version", kind: "version", facts: ({ version, sizes }) => ({ version, sizes }) }),
  dead: httpJson({ url: vars.api + "/nothing", facts: () => ({}) }),
}`;

async function explain(subject: string, args = "") {
  const file = await folder.write(configOf(product, { checks, sources }));
  const env = { PARITY_SECRET_SHOP_TOKEN: "very-secret" };
  return parity(`explain eu ${subject} --config ${file} ${args}`, { cwd: folder.path(), env });
}

/** The part of the text under one title. */
function section(text: string, title: string): string {
  const [, rest = ""] = text.split(`\n\n${title}\n`);
  return steady(rest.split("\n\n")[0] ?? "").replaceAll(/^ {2}/gm, "");
}

async function explained(subject: string) {
  return outputs.explain.parse(JSON.parse((await explain(subject, "--output json")).out));
}

describe("a check", () => {
  test("is told with its options, secrets as placeholders", async () => {
    const { code, out } = await explain("broken");
    expect(code).toBe(1);
    expect(section(out, "Options in force")).toMatchInlineSnapshot(`
      "{
        "severity": "warn",
        "timeout": 10000,
        "url": "http://<host>/eu/broken",
        "method": "GET",
        "headers": {
          "authorization": "Bearer {secret:shop-token}"
        },
        "expect": {}
      }"
    `);
    expect(out).not.toContain("very-secret");
  });

  test("is told with a pattern as it was written, not as {}", async () => {
    expect(section((await explain("typed")).out, "Options in force")).toContain("/json/");
  });

  test("is told with each step and the result", async () => {
    const { out } = await explain("order");
    expect(section(out, "Steps").replaceAll(/\d+ ms/g, "<n> ms")).toMatchInlineSnapshot(`
      "pass  make  <n> ms
      fail  look  <n> ms"
    `);
    expect(section(out, "Result")).toMatchInlineSnapshot(`
      "eu  order  fail      in "look": status (503) == 2xx  after <n> ms of 10000
      eu  1 check: 1 fail  (seen from here)"
    `);
  });

  test("is run alone", async () => {
    const { health } = await explained("order");
    expect(health?.results.map(({ check }) => check)).toEqual(["order"]);
  });

  test("is told with the line that would be logged and metrics that there are", async () => {
    const { logLines, metrics: points } = await explained("order");
    expect(logLines).toMatchObject([{ type: "check", check: "order", outcome: "fail", level: "ERROR" }]);
    for (const point of points)
      expect(point).toMatchObject({ name: expect.toSatisfy((name) => Object.hasOwn(metrics, name)) });
  });
});

describe("a fact", () => {
  test("that differs is told with both values", async () => {
    const { code, out } = await explain("api/version");
    expect(code).toBe(1);
    expect(section(out, "Result")).toMatchInlineSnapshot(`
      "eu  api/version  "1.9.0"  (us: "2.0.0")
      eu  1 open finding, 0 accepted; 2 of 2 known facts compared (100 %)
      eu  baseline us, read <time>"
    `);
    expect(out).toContain('"1.9.0"');
    expect(out).toContain('"2.0.0"');
  });

  test("that is equal is told with its value, for whoever does not believe it", async () => {
    const { code, out } = await explain("api/sizes");
    expect(code).toBe(0);
    expect(out).toContain("[1,2]");
    expect(section(out, "Result")).toMatch(/equal/);
  });

  test("that neither side has is not equal: the name is wrong", async () => {
    const { code, out } = await explain("api/verison");
    expect(code).toBe(2);
    expect(section(out, "Result")).toContain("neither side has api/verison: is the name right?");
  });

  test("that neither side has is told with the name that was meant", async () => {
    expect(section((await explain("api/verison")).out, "Result")).toContain("api/version");
  });

  test("whose source can't be read is not known", async () => {
    const { code, out } = await explain("dead/locale");
    expect(code).toBe(2);
    expect(section(out, "Result")).toContain("answered 404");
    expect(section(out, "Result")).not.toMatch(/equal|neither/);
  });

  test("is judged by itself: what else differs in its source changes neither result nor exit code", async () => {
    const { parity: report } = await explained("api/sizes");
    expect(report?.findings).toEqual([]);
    expect((await explain("api/sizes")).code).toBe(0);
  });

  test("shows no metric that contradicts the result", async () => {
    const { metrics: points } = await explained("api/sizes");
    expect(points).not.toContainEqual(expect.objectContaining({ name: "FindingsOpen", value: 1 }));
  });
});
