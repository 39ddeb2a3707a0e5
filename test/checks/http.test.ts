import { describe, expect, test } from "vitest";
import type { http } from "../../shared/checks/http.ts";
import { attempt } from "../../shared/engine/attempt.ts";
import { send } from "../../shared/http/send.ts";
import { handClock } from "../support/clock.ts";
import { attemptScope, readyHttp, told } from "../support/engine.ts";
import { sendJson, serve } from "../support/server.ts";

const scope = () => attemptScope({ transport: send });
const run = (options: Parameters<typeof http>[0]) => attempt("api is up", readyHttp(options), scope());

test("an answer as expected passes, with what was tested and for how long", async () => {
  await using server = await serve((response) => sendJson(response, { status: "ok", build: 7 }));
  const result = await run({ url: `${server.url}/health`, expect: { status: 200, body: { status: "ok" } } });
  expect(result).toEqual({
    outcome: "pass",
    check: "api is up",
    kind: "http",
    region: "eu",
    observer: "eu",
    severity: "warn",
    startedAt: "2026-11-23T12:04:10.000Z",
    durationMs: 0,
    budgetMs: 10_000,
    steps: [],
    leaks: [],
  });
  expect(server.received).toMatchObject([{ method: "GET", url: "/health" }]);
  await server.released();
});

test("method, headers and body are those of the config", async () => {
  await using server = await serve((response) => response.writeHead(201).end());
  const json = { text: "hello", tags: ["a", null] };
  await run({ url: `${server.url}/posts`, method: "PUT", headers: { "x-tenant": "7" }, json });
  expect(server.received).toMatchObject([
    { method: "PUT", url: "/posts", headers: { "x-tenant": "7" }, body: JSON.stringify(json) },
  ]);
});

describe("what is wrong with an answer", () => {
  test.each([
    [503, {}, {}, "fail (status): status (503) == 2xx"],
    [404, {}, { status: 200 }, "fail (status): status (404) == 200"],
    [401, {}, {}, "fail (auth): status (401) == 2xx"],
    [
      200,
      { status: "starting" },
      { body: { status: "ok" } },
      'fail (body): body.status ("starting") == "ok"',
    ],
    [
      200,
      {},
      { headers: { "cache-control": "no-store" } },
      "fail (header): header cache-control (absent) == no-store",
    ],
  ])("%i %j held against %j", async (status, body, wanted, line) => {
    await using server = await serve((response) => sendJson(response, body, status));
    expect(told(await run({ url: server.url, expect: wanted }))).toBe(line);
  });
});

test("a page that says 200 to everything does not hold against a JSON body", async () => {
  await using server = await serve((response) =>
    response.writeHead(200, { "content-type": "text/html" }).end("<html>Not found</html>"),
  );
  expect(told(await run({ url: `${server.url}/health`, expect: { body: { status: "ok" } } }))).toBe(
    "fail (body): body (text/html, 22 characters) is JSON",
  );
});

test("a server that is not there fails the check", async () => {
  const server = await serve((response) => response.end());
  await server[Symbol.asyncDispose]();
  expect(told(await run({ url: server.url }))).toMatch(
    /^fail \(connect\): no connection: 127\.0\.0\.1:\d+ \(ECONNREFUSED\)$/,
  );
});

test("a server that says nothing fails the check when its time is up, and is let go", async () => {
  const clock = handClock();
  const arrived = Promise.withResolvers<void>();
  await using server = await serve(() => arrived.resolve());
  const running = attempt("slow", readyHttp({ url: server.url, timeout: "5s" }), { ...scope(), clock });
  await arrived.promise;
  await clock.advance(5000);
  const result = await running;
  expect(told(result)).toBe("fail (timeout): not done after 5000 ms");
  expect(result).toMatchObject({ durationMs: 5000, budgetMs: 5000 });
  await server.released();
});

test("two bodies for one request are a mistake: one of them would not be sent", () => {
  expect(() => readyHttp({ url: "https://x.example", json: { a: 1 }, text: "a=1" })).toThrow();
});
