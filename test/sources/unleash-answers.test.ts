import { describe, expect, test } from "vitest";
import type { Problem } from "../../shared/model/problem.ts";
import { unleash } from "../../shared/sources/unleash/unleash.ts";
import { handClock, settle } from "../support/clock.ts";
import { type Answer, sendJson, serve, serveSocket } from "../support/server.ts";
import { readOne, recorded } from "./support.ts";

const token = "*:development.right";

/** What became of reading flags from a server that answers so, its address put as HOST. */
async function problemOf(answer: Answer): Promise<Pick<Problem, "reason" | "message"> | number> {
  await using server = await serve(answer);
  const read = await readOne(unleash({ url: server.url, token }));
  if ("reason" in read) {
    const { reason, message } = read;
    return { reason, message: message.replaceAll(new URL(server.url).host, "HOST") };
  }
  return read.length;
}

const json =
  (body: unknown, status = 200): Answer =>
  (response) =>
    sendJson(response, body, status);
const text = (body: string, status = 200, headers: Record<string, string> = {}): Answer => {
  return (response) => response.writeHead(status, headers).end(body);
};
const body = JSON.stringify(recorded.segments);

test("an answer is asked for with the token, and read whole", async () => {
  await using server = await serve(json(recorded.segments));
  expect(await readOne(unleash({ url: `${server.url}/`, token }))).toHaveLength(13);
  expect(server.received).toMatchObject([
    {
      method: "GET",
      url: "/api/client/features",
      headers: { authorization: token, "unleash-client-spec": "5.2.0" },
    },
  ]);
});

describe("an answer that says nothing of the flags makes the source unreadable, and says why", () => {
  test.each<[string, Answer, string, string]>([
    [
      "a token of another region",
      json({ message: "no" }, 401),
      "auth",
      "HOST answered 401: is the token one of this region? Those of another one are refused in the same way",
    ],
    [
      "a token that may not read",
      json({}, 403),
      "auth",
      "HOST answered 403: is the token one of this region? Those of another one are refused in the same way",
    ],
    [
      "too many requests",
      text("", 429, { "retry-after": "30" }),
      "rate-limited",
      "HOST answered 429, retry after 30",
    ],
    ["too many requests, no more said", text("", 429), "rate-limited", "HOST answered 429"],
    ["a broken server", json({}, 500), "status", "HOST answered 500"],
    [
      "another address",
      text("", 302, { location: "https://login.example/" }),
      "status",
      "HOST answered 302 to https://login.example/: name that address instead",
    ],
    [
      "a page",
      text("<html>Sign in</html>", 200, { "content-type": "text/html" }),
      "shape",
      "HOST answered 200, but not with JSON (text/html)",
    ],
    ["nothing", text(""), "shape", "HOST answered 200, but not with JSON (no content-type)"],
    [
      "JSON of something else",
      json({ flags: [] }),
      "shape",
      "not an Unleash client features answer: version: Invalid input: expected number, received undefined",
    ],
    [
      "a flag without a state",
      json({ version: 2, features: [{ name: "cart" }] }),
      "shape",
      "not an Unleash client features answer: features.0.enabled: Invalid input: expected boolean, received undefined",
    ],
    [
      "a flag that stands twice",
      json({ version: 2, features: [1, 2].map(() => ({ name: "cart", enabled: true })) }),
      "shape",
      '"cart" stands twice in the answer',
    ],
    [
      "a segment that is not there",
      json({
        version: 2,
        features: [{ name: "c", enabled: true, strategies: [{ name: "d", segments: [7] }] }],
      }),
      "shape",
      "a strategy refers to segment 7, which is not in the answer",
    ],
  ])("%s", async (_, answer, reason, message) => {
    expect(await problemOf(answer)).toEqual({ reason, message });
  });

  test("JSON that is nothing is told in a sentence without a hole", async () => {
    const problem = await problemOf(json(null));
    expect(problem).toMatchObject({ reason: "shape" });
    expect(JSON.stringify(problem)).not.toMatch(/: :/);
  });

  test.each<[string, Answer]>([
    [
      "shorter than announced",
      (response) => {
        response.writeHead(200, { "content-length": body.length });
        response.write(body.slice(0, 500), () => response.destroy());
      },
    ],
    [
      "cut off in the middle",
      (response) => {
        response.writeHead(200, { "content-type": "application/json" });
        response.write(body.slice(0, 500), () => response.destroy());
      },
    ],
  ])("a body %s", async (_, answer) => {
    expect(await problemOf(answer)).toEqual({
      reason: "body",
      message: "the body broke off after 500 bytes: HOST",
    });
  });

  test("no server", async () => {
    const server = await serve(() => {});
    await server[Symbol.asyncDispose]();
    expect(await readOne(unleash({ url: server.url, token }))).toMatchObject({ reason: "connect" });
  });

  test("no HTTP", async () => {
    await using server = await serveSocket((socket) => socket.end("220 mail.example ready\r\n"));
    expect(await readOne(unleash({ url: server.url, token }))).toMatchObject({ reason: "body" });
  });
});

test("a server that never answers is given up after the source's time, and let go", async () => {
  const clock = handClock();
  const { promise: asked, resolve } = Promise.withResolvers<void>();
  await using server = await serve(() => resolve());
  const reading = readOne(unleash({ url: server.url, token, timeout: "3s" }), clock);
  await asked;
  await clock.advance(2999);
  expect(await Promise.race([reading, settle().then(() => "still reading")])).toBe("still reading");
  await clock.advance(1);
  expect(await reading).toEqual({ reason: "timeout", message: "not read after 3000 ms" });
  await server.released();
});
