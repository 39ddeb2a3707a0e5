import { describe, expect, test } from "vitest";
import type { SourceSpec } from "../../shared/sources/contract/source.ts";
import { httpJson } from "../../shared/sources/http-json.ts";
import { sendJson, serve } from "../support/server.ts";
import { readOne } from "./support.ts";

type Options = Parameters<typeof httpJson>[0];

async function read(body: unknown, facts: Options["facts"], parts: Partial<Options> = {}) {
  await using server = await serve((response) => sendJson(response, body));
  return await readOne(httpJson({ url: `${server.url}/version`, facts, ...parts }));
}

describe("facts of any JSON document", () => {
  test("are those that facts() picks, by the names it gives them", async () => {
    const body = { version: "1.2.0", build: { commit: "abc" }, more: true };
    expect(await read(body, ({ version, build }) => ({ version, commit: build?.commit }))).toEqual([
      { name: "version", kind: "setting", aspects: { value: { value: "1.2.0" } } },
      { name: "commit", kind: "setting", aspects: { value: { value: "abc" } } },
    ]);
  });

  test("are of the kind that the config says", async () => {
    expect(await read({ v: 1 }, ({ v }) => ({ v }), { kind: "version" })).toMatchObject([
      { kind: "version" },
    ]);
  });

  test.each<[string, unknown]>([
    ["a nested object", { a: { b: [1, { c: null }] } }],
    ["a list", ["de", "fr"]],
    ["nothing, said as null", null],
    ["zero", 0],
    ["an empty text", ""],
    ["no", false],
  ])("may be %s", async (_, value) => {
    expect(await read({ value }, (body) => ({ value: body.value }))).toMatchObject([
      { aspects: { value: { value } } },
    ]);
  });

  test("are asked for with the headers of the config", async () => {
    await using server = await serve((response) => sendJson(response, { v: 1 }));
    const headers = { authorization: "Bearer x" };
    await readOne(httpJson({ url: server.url, headers, facts: ({ v }) => ({ v }) }));
    expect(server.received).toMatchObject([{ method: "GET", headers }]);
  });
});

describe("a document that does not hold them makes the source unreadable", () => {
  test("a fact that is not there is named", async () => {
    expect(await read({ name: "acme" }, ({ version }) => ({ version }))).toEqual({
      reason: "shape",
      message: '"version" is not in the answer: facts() returned undefined for it',
    });
  });

  test("one fact that is not there hides the others: part is worse than none", async () => {
    expect(await read({ a: 1 }, ({ a, b }) => ({ a, b }))).toMatchObject({ reason: "shape" });
  });

  test("a fact with a hole inside is named, and shown with its hole", async () => {
    const problem = await read({ a: 1 }, ({ a, b }) => ({ both: { a, b } }));
    expect(problem).toMatchObject({ reason: "shape" });
    expect(problem).toHaveProperty("message", expect.stringMatching(/both.*\bb\b.*undefined/));
  });

  test("facts() that throws is told with what it threw", async () => {
    const problem = await read(null, ({ version }) => ({ version }));
    expect(problem).toMatchObject({ reason: "shape" });
    expect(problem).toHaveProperty(
      "message",
      expect.stringContaining("Cannot destructure property 'version'"),
    );
  });

  test.each<[string, () => unknown]>([
    ["a promise", async () => ({ version: 1 })],
    ["a text", () => "version"],
    ["a list", () => ["version"]],
    ["nothing", () => undefined],
    ["not one fact", () => ({})],
  ])("facts() that gives %s gives no facts", async (_, facts) => {
    await using server = await serve((response) => sendJson(response, { version: 1 }));
    const spec: SourceSpec = Reflect.apply(httpJson, undefined, [{ url: server.url, facts }]);
    expect(await readOne(spec)).toMatchObject({ reason: "shape" });
  });

  test("a status that is no success counts, whatever the body", async () => {
    await using server = await serve((response) => sendJson(response, { version: "1" }, 503));
    const spec = httpJson({ url: server.url, facts: ({ version }) => ({ version }) });
    expect(await readOne(spec)).toMatchObject({ reason: "status" });
  });
});
