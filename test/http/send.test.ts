import { describe, expect, test } from "vitest";
import { methods } from "../../shared/http/http.ts";
import { ask } from "../support/send.ts";
import { sendJson, serve } from "../support/server.ts";

test.each(methods)("%s reaches the server as it was asked for", async (method) => {
  await using server = await serve((response) => response.writeHead(204).end());
  const { status } = await ask(`${server.url}/a/b?c=d%20e`, { method, headers: { "x-one": "1" } });
  expect(status).toBe(204);
  expect(server.received).toMatchObject([{ method, url: "/a/b?c=d%20e", headers: { "x-one": "1" } }]);
});

test("a request says who sends it, and that it is not to be kept alive", async () => {
  await using server = await serve((response) => response.end());
  await ask(server.url);
  expect(server.received[0]?.headers).toMatchObject({
    "user-agent": "region-parity/1",
    accept: "*/*",
    connection: "close",
  });
  await server.released();
});

describe("a body is sent with its type and its length in bytes", () => {
  test.each([
    ["json", { json: { text: "grüße" } }, "application/json", '{"text":"grüße"}'],
    ["json that is null", { json: null }, "application/json", "null"],
    ["json without what is absent", { json: { a: undefined, b: 0 } }, "application/json", '{"b":0}'],
    ["a text", { text: "grüße" }, "text/plain; charset=utf-8", "grüße"],
    ["an empty text", { text: "" }, "text/plain; charset=utf-8", ""],
  ])("%s", async (_, parts, type, body) => {
    await using server = await serve((response) => response.end());
    await ask(server.url, { method: "POST", ...parts });
    expect(server.received).toMatchObject([
      { body, headers: { "content-type": type, "content-length": String(Buffer.byteLength(body)) } },
    ]);
  });

  test("none has no type, and a length of none", async () => {
    await using server = await serve((response) => response.end());
    await ask(server.url, { method: "POST" });
    expect(server.received[0]?.headers).not.toHaveProperty("content-type");
    expect(server.received[0]?.headers).toMatchObject({ "content-length": "0" });
  });

  test("the type that a header names wins, however it is spelt", async () => {
    await using server = await serve((response) => response.end());
    const headers = { "Content-Type": "application/x-www-form-urlencoded", "User-Agent": "me" };
    await ask(server.url, { method: "POST", headers, text: "a=1" });
    expect(server.received[0]?.headers).toMatchObject({
      "content-type": "application/x-www-form-urlencoded",
      "user-agent": "me",
    });
  });
});

describe("an answer is given whole", () => {
  test("status, headers in lower case, text, JSON and the time it took", async () => {
    await using server = await serve((response) => {
      response.setHeader("X-Two", ["a", "b"]);
      response.setHeader("Set-Cookie", ["a=1", "b=2"]);
      sendJson(response, { ok: true }, 418);
    });
    const { headers, durationMs, ...rest } = await ask(server.url);
    expect(rest).toEqual({ status: 418, text: '{"ok":true}', body: { ok: true } });
    expect(headers).toMatchObject({
      "x-two": "a, b",
      "set-cookie": "a=1, b=2",
      "content-type": "application/json",
    });
    expect(durationMs).toBeGreaterThan(0);
  });

  test("a redirect is the answer, and is not followed", async () => {
    await using server = await serve((response) => response.writeHead(302, { location: "/other" }).end());
    const { status, headers } = await ask(server.url);
    expect([status, headers.location]).toEqual([302, "/other"]);
    expect(server.received).toHaveLength(1);
  });

  test("a HEAD has no body to wait for", async () => {
    await using server = await serve((response) =>
      response.writeHead(200, { "content-length": "500" }).end(),
    );
    expect(await ask(server.url, { method: "HEAD" })).toMatchObject({ status: 200, text: "" });
  });
});

test("every request has a connection of its own, and none is left open", async () => {
  const ports = new Set<number | undefined>();
  await using server = await serve((response) => {
    ports.add(response.socket?.remotePort);
    response.end();
  });
  await Promise.all([ask(server.url), ask(server.url)]);
  await ask(server.url);
  expect(ports.size).toBe(3);
  await server.released();
});
