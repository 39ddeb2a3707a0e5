import { describe, expect, test } from "vitest";
import { attempt } from "../../shared/engine/attempt.ts";
import { makeVault } from "../../shared/engine/vault.ts";
import { attemptScope, fakeTransport, readyHttp, response, runJourney } from "../support/engine.ts";
import { runScript } from "../support/run-script.ts";

const url = "https://api.acme.example";

/** A vault that has fetched these secrets. */
async function vaultWith(secrets: Record<string, string>) {
  const vault = makeVault(async (name) => secrets[name] ?? "");
  const send = vault.fill(async () => response());
  const text = Object.keys(secrets)
    .map((name) => `{secret:${name}}`)
    .join();
  await send({ method: "POST", url, text, signal: new AbortController().signal });
  return vault;
}

describe("a secret is taken out of a text", () => {
  const value = 'pässword "1" & ✓/?';
  const base64 = Buffer.from(value).toString("base64");
  test.each([
    ["as it is", value],
    ["as it stands in JSON", JSON.stringify({ echo: value })],
    ["as it stands in a URL", encodeURIComponent(value)],
    ["as it stands in a form", new URLSearchParams({ echo: value }).toString()],
    ["in base64", base64],
    ["in base64 without its padding", base64.replace(/=+$/, "")],
    ["in the base64 of URLs", Buffer.from(value).toString("base64url")],
    ["in basic authorization, behind a user's name", Buffer.from(`synthetic:${value}`).toString("base64")],
    ["twice", `${value} and ${value}`],
  ])("%s", async (_, text) => {
    const { redact } = await vaultWith({ key: value });
    const clean = redact(`before ${text} after`);
    expect(clean).toContain("{secret:key}");
    expect(clean.startsWith("before ")).toBe(true);
    expect(clean.endsWith(" after")).toBe(true);
    for (const form of [value, JSON.stringify(value).slice(1, -1), encodeURIComponent(value), base64]) {
      expect(clean).not.toContain(form);
    }
  });

  test("and what is no secret stays", async () => {
    const { redact } = await vaultWith({ key: "s3cr3t" });
    expect(redact("status (503) == 200")).toBe("status (503) == 200");
  });

  test("before it was fetched there is nothing to take out", () => {
    const vault = makeVault(async () => "s3cr3t");
    expect(vault.redact("s3cr3t")).toBe("s3cr3t");
  });

  test("a very short one is left alone: it would eat innocent text", async () => {
    const { redact } = await vaultWith({ key: "200" });
    expect(redact("status (503) == 200")).toBe("status (503) == 200");
  });
});

describe("of two secrets, one of which begins with the other, no tail is left", () => {
  test.each([
    [{ short: "hunter", long: "hunter2-and-more" }],
    [{ long: "hunter2-and-more", short: "hunter" }],
  ])("%j", async (secrets) => {
    const { redact } = await vaultWith(secrets);
    expect(redact("echo: hunter2-and-more")).toBe("echo: {secret:long}");
  });
});

describe("what a product echoes is not told", () => {
  const secret = "s3cr3t-0123456789-abcdefghijklmnopqrstuvwxyz";
  const echoing = (body: unknown, value = secret) => {
    const vault = makeVault(async () => value);
    const { transport } = fakeTransport(() => response({ json: body }));
    return { transport: vault.fill(transport), redact: vault.redact };
  };
  const run = (body: unknown, value = secret) =>
    attempt(
      "x",
      readyHttp({ url, headers: { a: "{secret:key}" }, expect: { body: { echo: "hello" } } }),
      attemptScope(echoing(body, value)),
    );

  test("in message, expected or actual", async () => {
    const result = await run({ echo: `you said ${secret}` });
    expect(result).toMatchObject({
      problem: {
        message: 'body.echo ("you said {secret:key}") == "hello"',
        actual: '"you said {secret:key}"',
      },
    });
  });

  test.each([
    ["a token", secret],
    ["a passphrase", "correct horse battery staple, correct horse"],
    ["a text with quotes", 'say "hello" and "good bye" and "so on"'],
  ])("not even the part of it that a long text is cut off in: %s", async (_, value) => {
    const result = await run({ echo: `${"x".repeat(90)}${value}` }, value);
    const told = JSON.stringify(result);
    expect(told).not.toContain(value.slice(0, 4));
    expect(told).not.toContain(JSON.stringify(value).slice(1, 5));
  });

  test("in an error of the script's own, nor in a clean-up's", async () => {
    const result = await runJourney(async ({ http, cleanup }) => {
      await http.post(url, { text: "{secret:key}" });
      cleanup(() => Promise.reject(new Error(`no ${secret}`)));
      throw new Error(`got ${secret}`);
    }, echoing({}));
    expect(JSON.stringify(result)).not.toContain(secret);
    expect(result).toMatchObject({ problem: { message: "got {secret:key}" } });
    expect(result.leaks).toMatchObject([{ message: "clean-up failed: no {secret:key}" }]);
  });
});

// A script may well throw the whole text of an answer, and that may be anything.
test("a text of a million letters is redacted, and holds up nothing", async () => {
  expect(await runScript(new URL("../support/scripts/long-text.ts", import.meta.url))).toBe("xx{secret:key}");
});
