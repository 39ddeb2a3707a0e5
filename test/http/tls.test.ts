import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { networkFailure } from "../../shared/http/failures.ts";
import { ask, failureOf } from "../support/send.ts";
import { serve, serveTls } from "../support/server.ts";

const folder = new URL("../fixtures/tls/", import.meta.url);
const read = (name: string) => readFile(new URL(name, folder), "utf8");
const selfSigned = async () => ({
  key: await read("self-signed.key.pem"),
  cert: await read("self-signed.cert.pem"),
});

test("a certificate that nobody vouches for is not taken, and the request is never sent", async () => {
  await using server = await serveTls(await selfSigned(), (response) => response.end());
  const { message, ...rest } = await failureOf(ask(server.url));
  expect(rest).toEqual({ fault: "fail", reason: "tls" });
  expect(message.replace(/:\d+ /, ":PORT ")).toMatchInlineSnapshot(
    `"the TLS handshake failed: 127.0.0.1:PORT (DEPTH_ZERO_SELF_SIGNED_CERT)"`,
  );
  expect(server.received).toEqual([]);
  await server.released();
});

test("TLS spoken to a server that speaks none is a matter of TLS", async () => {
  await using server = await serve((response) => response.end());
  expect(await failureOf(ask(server.url.replace("http:", "https:")))).toMatchObject({
    fault: "fail",
    reason: "tls",
  });
});

test("plain HTTP spoken to a server that wants TLS is no pass", async () => {
  await using server = await serveTls(await selfSigned(), (response) => response.end());
  expect(await failureOf(ask(server.url.replace("https:", "http:")))).toMatchObject({ fault: "fail" });
});

describe("what Node's errors say, by their code", () => {
  test.each([
    ["ENOTFOUND", "dns"],
    ["EAI_AGAIN", "dns"],
    ["ECONNREFUSED", "connect"],
    ["EHOSTUNREACH", "connect"],
    ["ENETUNREACH", "connect"],
    ["ETIMEDOUT", "connect"],
    ["ECONNRESET", "connect"],
    ["EPIPE", "connect"],
    ["CERT_HAS_EXPIRED", "tls"],
    ["CERT_NOT_YET_VALID", "tls"],
    ["CERT_REVOKED", "tls"],
    ["CERT_UNTRUSTED", "tls"],
    ["CERT_SIGNATURE_FAILURE", "tls"],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", "tls"],
    ["SELF_SIGNED_CERT_IN_CHAIN", "tls"],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "tls"],
    ["UNABLE_TO_GET_ISSUER_CERT", "tls"],
    ["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "tls"],
    ["INVALID_CA", "tls"],
    ["INVALID_PURPOSE", "tls"],
    ["ERR_TLS_CERT_ALTNAME_INVALID", "tls"],
    ["ERR_SSL_WRONG_VERSION_NUMBER", "tls"],
    ["EPROTO", "tls"],
    ["HPE_INVALID_CONSTANT", "body"],
  ])("%s is a matter of %s", (code, reason) => {
    const { problem, fault } = networkFailure(Object.assign(new Error("?"), { code }), "api.acme.example");
    expect([fault, problem.reason]).toEqual(["fail", reason]);
    expect(problem.message).toContain("api.acme.example");
    expect(problem.message).toContain(code);
  });

  test.each(["EMFILE", "ENOMEM", "ENOBUFS"])("%s is this machine's own trouble: unknown", (code) => {
    const { fault } = networkFailure(Object.assign(new Error("?"), { code }), "api.acme.example");
    expect(fault).toBe("unknown");
  });
});
