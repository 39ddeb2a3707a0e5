import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { outputs } from "../../shared/report/outputs.ts";
import { until } from "../sandbox/until.ts";
import type { Served } from "../support/server.ts";
import { run, start } from "./child.ts";
import { outside, useConfigFolder } from "./config-file.ts";
import { configOf, startProduct } from "./product.ts";

const folder = useConfigFolder(outside);
let product: Served;

beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product[Symbol.asyncDispose]());

const up = `up: http({ url: vars.api + "/health" })`;
const broken = `broken: http({ url: vars.api + "/broken" })`;
const hanging = `hanging: journey({ timeout: "60s" }, async ({ step, http, cleanup }) => {
  const made = await step("make", () => http.post(vars.api + "/things"));
  cleanup(() => http.delete(vars.api + "/things/" + made.body.id));
  await step("wait", () => http.get(vars.api + "/silence"));
})`;
const forgetful = (forgotten: string) => `forgetful: journey({}, async ({ step, http }) => {
  ${forgotten};
  await step("look", () => http.get(vars.api + "/health"));
})`;

async function check(checks: string, prelude = "") {
  const file = await folder.write(prelude + configOf(product, { checks }));
  return start(["check", "eu", "--output", "json", "--config", file], { cwd: folder.path() });
}

const reportOf = (out: string) => outputs.check.parse(JSON.parse(out)).reports[0];
const asked = (path: string) => product.received.filter(({ method, url }) => `${method} ${url}` === path);

describe("a run from a shell", () => {
  test.each([
    ["0 where all passed", `{ ${up} }`, 0],
    ["1 where one failed", `{ ${up}, ${broken} }`, 1],
  ])("ends with %s, its JSON alone on standard output and progress beside it", async (_, checks, code) => {
    const ran = await (await check(checks)).ended;
    expect(ran.code).toBe(code);
    expect(reportOf(ran.out)?.region).toBe("eu");
    expect(ran.err).toMatch(/^eu {2}1\/\d {2}/);
  });

  test("ends with 3 where the command is wrong, with nothing on standard output", async () => {
    expect(await run(["check", "mars"], { cwd: folder.path() })).toMatchObject({ code: 3, out: "" });
  });

  test("keeps its JSON alone on standard output, also where a config prints something", async () => {
    const { out, err } = await (await check(`{ ${up} }`, 'console.log("loading");\n')).ended;
    expect(reportOf(out)?.region).toBe("eu");
    expect(err).toContain("loading");
  });

  test("has no colours where nobody looks", async () => {
    const file = await folder.write(configOf(product, { checks: `{ ${up}, ${broken} }` }));
    const { out, err } = await run(["check", "eu", "--config", file], { cwd: folder.path() });
    expect(out + err).not.toContain("\u001b[");
  });
});

describe("Ctrl-C", () => {
  test("cuts off what runs, cleans up and reports it as not told", async () => {
    const { child, ended } = await check(`{ ${hanging}, ${up} }`);
    await until(() => asked("GET /eu/silence")[0]);
    child.kill("SIGINT");
    const { code, out, err } = await ended;
    expect(code).toBe(2);
    expect(reportOf(out)?.results).toMatchObject([
      { check: "hanging", outcome: "unknown", problem: { reason: "deadline", step: "wait" }, leaks: [] },
      { check: "up", outcome: "pass" },
    ]);
    expect(asked("DELETE /eu/things/7")).toHaveLength(1);
    expect(err).toContain("interrupted: stopping, cleaning up and reporting");
  });

  test("is not said to be the run's time: it was a person who stopped it", async () => {
    const before = asked("GET /eu/silence").length;
    const { child, ended } = await check(`{ ${hanging} }`);
    await until(() => asked("GET /eu/silence")[before]);
    child.kill("SIGINT");
    const [result] = reportOf((await ended).out)?.results ?? [];
    expect(result).toMatchObject({ problem: { message: expect.stringMatching(/interrupted/) } });
  });
});

describe("what must not take the whole run with it:", () => {
  test.each([
    ["a step", 'step("forgotten", async () => { throw new Error("nobody waits for me"); })'],
    ["a request", 'http.get(vars.api + "/broken")'],
    ["a promise", 'Promise.reject(new Error("nobody waits for me"))'],
  ])("%s that a journey forgot to wait for", async (_, forgotten) => {
    const { out, err } = await (await check(`{ ${forgetful(forgotten)}, ${up} }`)).ended;
    expect(err).not.toContain("Node.js v");
    expect(reportOf(out)?.results).toMatchObject([{ check: "forgetful" }, { check: "up", outcome: "pass" }]);
  });

  test("a fault that nobody can catch is never told as a failure of the product", async () => {
    const uncaught = 'setTimeout(() => { throw new Error("nobody catches me"); }, 0)';
    const { code, err } = await (await check(`{ ${forgetful(uncaught)}, ${up} }`)).ended;
    expect(code).toBe(2);
    expect(err).toContain("nobody catches me");
  });

  test("a reader that has gone, as in parity check | head -1", async () => {
    const { child, ended } = await check(`{ ${up} }`);
    child.stdout?.destroy();
    const { code, err } = await ended;
    expect(err).not.toContain("EPIPE");
    expect(code).toBe(0);
  });
});
