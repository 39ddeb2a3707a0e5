import { describe, expect, test } from "vitest";
import { ask, failureOf } from "../support/send.ts";
import { sendJson, serve, serveSocket } from "../support/server.ts";

async function told(url: string, asking = ask(url)) {
  const { fault, reason, message } = await failureOf(asking);
  return `${fault} (${reason}): ${message.replaceAll(new URL(url).host, "HOST")}`;
}

test("a port where nobody listens is named, with what the network said", async () => {
  const server = await serve((response) => response.end());
  await server[Symbol.asyncDispose]();
  expect(await told(server.url)).toMatchInlineSnapshot(
    `"fail (connect): no connection: HOST (ECONNREFUSED)"`,
  );
});

test("a name that nobody knows is a matter of DNS", async () => {
  const failure = await failureOf(ask("http://does-not-exist.invalid/"));
  expect(failure).toMatchObject({ fault: "fail", reason: "dns" });
  expect(failure.message).toMatch(
    /^the name could not be resolved: does-not-exist\.invalid \((ENOTFOUND|EAI_AGAIN)\)$/,
  );
});

test("a connection closed before any answer was not refused: it broke off", async () => {
  await using server = await serveSocket((socket) => socket.destroy());
  expect(await told(server.url)).toMatchInlineSnapshot(
    `"fail (connect): the connection broke off: HOST (ECONNRESET)"`,
  );
  await server.released();
});

test("a connection reset before any answer broke off, too", async () => {
  await using server = await serveSocket((socket) => socket.resetAndDestroy());
  expect(await told(server.url)).toMatchInlineSnapshot(
    `"fail (connect): the connection broke off: HOST (ECONNRESET)"`,
  );
});

describe("an answer that is not HTTP is told as that", () => {
  test.each([
    ["another protocol", "SSH-2.0-OpenSSH_9.6\r\n"],
    ["a broken status line", "HTTP/1.1 abc\r\n\r\n"],
    ["a broken header", "HTTP/1.1 200 OK\r\nno colon here\r\n\r\n"],
    ["a broken chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"],
  ])("%s", async (_, answer) => {
    await using server = await serveSocket((socket) => socket.write(answer));
    expect(await failureOf(ask(server.url))).toMatchObject({ fault: "fail", reason: "body" });
    await server.released();
  });
});

test("a server that changes the protocol unasked gives no answer to wait for", {
  timeout: 2000,
}, async () => {
  await using server = await serveSocket((socket) =>
    socket.write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n"),
  );
  await failureOf(ask(server.url));
  await server.released();
});

describe("a request that is given up is one that got no answer in time", () => {
  test("before it was sent: nothing is sent", async () => {
    await using server = await serve((response) => response.end());
    expect(await told(server.url, ask(server.url, { signal: AbortSignal.abort() }))).toMatchInlineSnapshot(
      `"fail (timeout): no answer in time: HOST"`,
    );
    expect(server.received).toEqual([]);
  });

  test("while the server thinks", async () => {
    const stop = new AbortController();
    await using server = await serve(() => stop.abort());
    expect(await told(server.url, ask(server.url, { signal: stop.signal }))).toMatchInlineSnapshot(
      `"fail (timeout): no answer in time: HOST"`,
    );
    await server.released();
  });

  test("while the body is on its way", async () => {
    const stop = new AbortController();
    await using server = await serveSocket((socket) => {
      socket.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n12345", () =>
        setImmediate(() => stop.abort()),
      );
    });
    expect(await told(server.url, ask(server.url, { signal: stop.signal }))).toMatchInlineSnapshot(
      `"fail (timeout): no answer in time: HOST"`,
    );
    await server.released();
  });
});

test("an error answer is an answer", async () => {
  await using server = await serve((response) => sendJson(response, { error: "down" }, 503));
  expect(await ask(server.url)).toMatchObject({ status: 503, body: { error: "down" } });
});

describe("a request that can't be sent is a mistake in the check, and no failure of the product", () => {
  // A secret that was stored with the line's end is the usual way to such a header.
  test.each([
    ["a line break in a header", { headers: { authorization: "Bearer abc\n" } }],
    ["a letter in a header that none can hold", { headers: { "x-name": "smörgås ✓" } }],
    ["a header's name with a blank", { headers: { "x name": "a" } }],
  ])("%s", async (_, parts) => {
    await using server = await serve((response) => response.end());
    expect(await failureOf(ask(server.url, parts))).toMatchObject({ fault: "unknown", reason: "setup" });
    expect(server.received).toEqual([]);
  });

  test.each(["undefined/next", "", "/relative", "http://", "ftp://x.example/", "mailto:a@x.example"])(
    "the address %j",
    async (url) => {
      expect(await failureOf(ask(url))).toMatchObject({ fault: "unknown", reason: "setup" });
    },
  );
});
