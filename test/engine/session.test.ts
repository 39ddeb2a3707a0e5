import { describe, expect, test } from "vitest";
import { http } from "../../shared/checks/http.ts";
import { resolveConfig } from "../../shared/config/resolve.ts";
import type { Scope } from "../../shared/config/scope.ts";
import { openSession, type SessionEdges } from "../../shared/engine/session.ts";
import { httpJson } from "../../shared/sources/http-json.ts";
import { right } from "../support/config.ts";
import { attemptScope, fakeTransport, response } from "../support/engine.ts";

const config = {
  ...right,
  checks: ({ vars, secret }: Scope) => ({
    open: http({ url: `${vars.api}/open` }),
    keyed: http({ url: `${vars.api}/keyed`, headers: { key: secret("key") } }),
  }),
  sources: ({ vars, secret }: Scope) => ({
    api: httpJson({
      url: `${vars.api}/version`,
      headers: { key: secret("key") },
      facts: ({ version }) => ({ version }),
    }),
  }),
};

function session(edges: Partial<SessionEdges> = {}) {
  const resolved = resolveConfig(config);
  const region = resolved.ok && resolved.config.regions.get("eu");
  if (!resolved.ok || !region) throw new Error("the config is wrong");
  const { transport, requests } = fakeTransport(() => response({ json: { version: "4.12.0 of v4lue" } }));
  const asked: string[] = [];
  const { clock, deadline, observer } = attemptScope();
  const opened = openSession(resolved.config, region, {
    clock,
    deadline,
    observer,
    transport,
    readSecret: async (name) => {
      asked.push(name);
      return "v4lue";
    },
    ...edges,
  });
  return { ...opened, requests, asked };
}

test("health runs all checks of the region, and says where and from where", async () => {
  const { runHealth, requests } = session({ observer: "here" });
  const report = await runHealth();
  expect(report).toMatchObject({ schemaVersion: 1, service: "acme", region: "eu", observer: "here" });
  expect(report.results.map(({ check, outcome }) => `${check}: ${outcome}`)).toEqual([
    "open: pass",
    "keyed: pass",
  ]);
  expect(requests.map(({ url }) => url).sort()).toEqual([
    "https://api.eu.acme.example/keyed",
    "https://api.eu.acme.example/open",
  ]);
});

test("health runs those that are named, and no other", async () => {
  const { runHealth, requests } = session();
  expect((await runHealth(["keyed"])).results.map(({ check }) => check)).toEqual(["keyed"]);
  expect(requests).toHaveLength(1);
});

test("checks and sources of one run fetch a secret once", async () => {
  const { runHealth, readSheet, asked, requests } = session();
  await Promise.all([runHealth(), readSheet((text) => text)]);
  expect(asked).toEqual(["key"]);
  expect(requests.map(({ headers }) => headers?.key)).toContain("v4lue");
});

test("every result is told as it comes", async () => {
  const heard: string[] = [];
  await session({ onResult: ({ check }) => heard.push(check) }).runHealth();
  expect(heard.sort()).toEqual(["keyed", "open"]);
});

describe("a secret that the product gives back", () => {
  test("is in no fact of the sheet", async () => {
    const sheet = await session().readSheet((text) => text);
    expect(sheet.facts).toHaveLength(1);
    expect(JSON.stringify(sheet)).not.toContain("v4lue");
  });
});

test("a run whose time is up has a result for every check, and an unreadable source", async () => {
  const { runHealth, readSheet } = session({ deadline: AbortSignal.abort() });
  expect((await runHealth()).results.map(({ outcome }) => outcome)).toEqual(["unknown", "unknown"]);
  expect((await readSheet((text) => text)).unreadable).toMatchObject([{ source: "api" }]);
});
