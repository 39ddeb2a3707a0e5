import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { parseLoose } from "../../shared/http/body.ts";
import { ask, failureOf } from "../support/send.ts";
import { serve, serveSocket } from "../support/server.ts";

describe("a text is JSON or it is not", () => {
  test.each([
    ['{"a":1}', { a: 1 }],
    ["[1]", [1]],
    ["null", null],
    ["false", false],
    ["0", 0],
    ['""', ""],
    [" 1 ", 1],
    ["", undefined],
    ["ok", undefined],
    ["<html>", undefined],
    ["{'a':1}", undefined],
    ['{"a":1}garbage', undefined],
  ])("%j", (text, value) => {
    expect(parseLoose(text)).toEqual(value);
  });
});

const text = JSON.stringify({ greeting: "grüße", filler: "x".repeat(500) });

describe("a body is decoded", () => {
  test.each([
    ["gzip", gzipSync(text)],
    ["x-gzip", gzipSync(text)],
    ["GZIP", gzipSync(text)],
    ["deflate", deflateSync(text)],
    ["br", brotliCompressSync(text)],
    ["identity", Buffer.from(text)],
  ])("from %s", async (encoding, body) => {
    await using server = await serve((response) =>
      response.writeHead(200, { "content-encoding": encoding }).end(body),
    );
    expect((await ask(server.url)).text).toBe(text);
  });

  test("with an encoding named but nothing in it, as an answer to HEAD or a 204 has", async () => {
    await using server = await serve((response) =>
      response.writeHead(204, { "content-encoding": "gzip" }).end(),
    );
    expect(await ask(server.url)).toMatchObject({ status: 204, text: "" });
  });

  test("with a letter cut in two between two packets", async () => {
    const [first, second] = [Buffer.from("grü").subarray(0, 3), Buffer.from("grü").subarray(3)];
    await using server = await serve((response) => {
      response.write(first);
      setImmediate(() => response.end(second));
    });
    expect((await ask(server.url)).text).toBe("grü");
  });

  // .NET and some file servers send one; fetch and browsers take it for no part of the text.
  test("without its byte-order mark, so that JSON after one is JSON", async () => {
    await using server = await serve((response) => response.end(`\uFEFF{"ok":true}`));
    expect((await ask(server.url)).body).toEqual({ ok: true });
  });
});

describe("a body that can't be decoded is the product's fault, and named", () => {
  test.each([
    ["gzip", "not gzip", "the body is not gzip of at most 1048576 bytes: HOST"],
    ["br", "not brotli", "the body is not br of at most 1048576 bytes: HOST"],
    ["gzip", gzipSync(text).subarray(0, 40), "the body is not gzip of at most 1048576 bytes: HOST"],
    ["zstd", "?", 'the body\'s encoding "zstd" is not known: HOST'],
    ["constructor", "?", 'the body\'s encoding "constructor" is not known: HOST'],
  ])("%s", async (encoding, body, message) => {
    await using server = await serve((response) =>
      response.writeHead(200, { "content-encoding": encoding }).end(body),
    );
    const failure = await failureOf(ask(server.url));
    expect({ ...failure, message: failure.message.replace(new URL(server.url).host, "HOST") }).toEqual({
      fault: "fail",
      reason: "body",
      message,
    });
  });
});

describe("a body longer than it may be is given up", () => {
  test("one of just the limit is read", async () => {
    await using server = await serve((response) => response.end("x".repeat(1000)));
    expect((await ask(server.url, { maxBytes: 1000 })).text).toHaveLength(1000);
  });

  test("one byte more is a failure", async () => {
    await using server = await serve((response) => response.end("x".repeat(1001)));
    const { reason, message } = await failureOf(ask(server.url, { maxBytes: 1000 }));
    expect(reason).toBe("body");
    expect(message).toMatch(/^the body is longer than 1000 bytes: 127\.0\.0\.1:\d+$/);
  });

  test("an endless one is cut off, and the connection closed", async () => {
    await using server = await serveSocket((socket) => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      const pour = () => {
        while (!socket.destroyed && socket.write("x".repeat(1000)));
      };
      socket.on("drain", pour);
      pour();
    });
    expect((await failureOf(ask(server.url, { maxBytes: 10_000 }))).reason).toBe("body");
    await server.released();
  });

  test("a small one that unpacks to a large one is not unpacked", async () => {
    await using server = await serve((response) =>
      response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync("x".repeat(100_000))),
    );
    const { reason, message } = await failureOf(ask(server.url, { maxBytes: 10_000 }));
    expect(reason).toBe("body");
    expect(message).toMatch(/at most 10000 bytes/);
  });
});

describe("a body that breaks off is a failure, however it does", () => {
  test.each([
    ["less than its content-length", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n12345"],
    ["before its last chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n12345\r\n"],
  ])("%s", async (_, answer) => {
    await using server = await serveSocket((socket) => socket.write(answer, () => socket.destroy()));
    const { fault, reason, message } = await failureOf(ask(server.url));
    expect([fault, reason]).toEqual(["fail", "body"]);
    expect(message).toMatch(/^the body broke off after 5 bytes: 127\.0\.0\.1:\d+$/);
  });
});
