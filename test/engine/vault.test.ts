import { describe, expect, test } from "vitest";
import type { JourneyScript } from "../../shared/checks/journey.ts";
import { attempt } from "../../shared/engine/attempt.ts";
import { makeVault } from "../../shared/engine/vault.ts";
import type { HttpRequest } from "../../shared/http/http.ts";
import { Failure } from "../../shared/model/problem.ts";
import { handClock } from "../support/clock.ts";
import { attemptScope, fakeTransport, readyHttp, response, runJourney, told } from "../support/engine.ts";

const url = "https://api.acme.example";
const secrets: Record<string, string> = { key: 'p"s/ä &?', token: "t0k3n-of-eu", "a-b_2": "other" };

function vaultOf(read = async (name: string) => secrets[name] ?? "") {
  const names: string[] = [];
  const vault = makeVault((name) => {
    names.push(name);
    return read(name);
  });
  const { transport, requests } = fakeTransport(() => response());
  const send = vault.fill(transport);
  const ask = (parts: Partial<HttpRequest>) =>
    send({ method: "POST", url, signal: new AbortController().signal, ...parts });
  return { vault, ask, requests, names };
}

async function sent(parts: Partial<HttpRequest>) {
  const { ask, requests } = vaultOf();
  await ask(parts);
  return requests[0];
}

describe("a secret takes the place of its placeholder", () => {
  const encoded = encodeURIComponent('p"s/ä &?');

  test("in a URL, encoded", async () => {
    const at = `${url}/{secret:key}/x?k={secret:key}&t={secret:token}`;
    expect((await sent({ url: at }))?.url).toBe(`${url}/${encoded}/x?k=${encoded}&t=t0k3n-of-eu`);
  });

  test("in a header, as it is", async () => {
    const headers = { authorization: "Bearer {secret:token}", "x-other": "plain" };
    expect((await sent({ headers }))?.headers).toEqual({
      authorization: "Bearer t0k3n-of-eu",
      "x-other": "plain",
    });
  });

  test("in a text, as it is, each time it stands there", async () => {
    expect((await sent({ text: "{secret:token} and {secret:token}" }))?.text).toBe(
      "t0k3n-of-eu and t0k3n-of-eu",
    );
  });

  test("in JSON, however deep, and nothing else is changed", async () => {
    const json = {
      a: [{ b: "{secret:key}" }, 1, null, false, undefined],
      c: { d: "x{secret:a-b_2}y" },
      e: "",
    };
    expect((await sent({ json }))?.json).toEqual({
      a: [{ b: 'p"s/ä &?' }, 1, null, false, undefined],
      c: { d: "xothery" },
      e: "",
    });
  });

  test("in the URL, where URL or URLSearchParams encoded the placeholder on its way", async () => {
    const made = new URL("/{secret:key}/x", url);
    made.searchParams.set("t", "{secret:token}");
    expect((await sent({ url: made.href }))?.url).toBe(`${url}/${encoded}/x?t=t0k3n-of-eu`);
  });

  test("in a form, where URLSearchParams encoded the placeholder on its way", async () => {
    const text = new URLSearchParams({ user: "synthetic", password: "{secret:key}" }).toString();
    const form = new URLSearchParams((await sent({ text }))?.text);
    expect(Object.fromEntries(form)).toEqual({ user: "synthetic", password: 'p"s/ä &?' });
  });
});

describe("secrets are fetched", () => {
  test("not at all where none is named", async () => {
    const { ask, names, requests } = vaultOf();
    await ask({ text: "plain" });
    expect([names, requests.length]).toEqual([[], 1]);
  });

  test("once, however many requests need them, also at the same time", async () => {
    const { ask, names } = vaultOf();
    await Promise.all([ask({ text: "{secret:token}" }), ask({ url: `${url}/{secret:token}{secret:key}` })]);
    await ask({ headers: { a: "{secret:key}" } });
    expect(names.sort()).toEqual(["key", "token"]);
  });

  test("again after they could not be read: a passing fault must not spoil the run", async () => {
    let faults = 1;
    const { ask, names } = vaultOf(async () => {
      if (faults-- > 0) throw new Error("throttled");
      return "v4lue";
    });
    await expect(ask({ text: "{secret:token}" })).rejects.toThrow("throttled");
    await ask({ text: "{secret:token}" });
    expect(names).toEqual(["token", "token"]);
  });
});

describe("a secret that can't be read is unknown, and never sent as something else", () => {
  test.each([
    ["refused", async () => Promise.reject(new Error("there is no parameter /acme/token"))],
    [
      "thrown at once",
      () => {
        throw new Error("there is no parameter /acme/token");
      },
    ],
  ])("%s", async (_, read) => {
    const { ask, requests } = vaultOf(read);
    const error = await ask({ text: "{secret:token}" }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Failure);
    expect(error instanceof Failure && { ...error.problem, fault: error.fault }).toEqual({
      reason: "setup",
      message: `secret "token" can't be read: there is no parameter /acme/token`,
      fault: "unknown",
    });
    expect(requests).toEqual([]);
  });

  test("and a check that needs it says so, with its step", async () => {
    const vault = makeVault(() => Promise.reject(new Error("set PARITY_SECRET_TOKEN in the environment")));
    const { transport, requests } = fakeTransport(() => response());
    const result = await runJourney(
      ({ step, http }) => step("log in", () => http.post(url, { text: "{secret:token}" })).then(() => {}),
      { transport: vault.fill(transport) },
    );
    expect(told(result)).toBe(
      `unknown (setup): in "log in": secret "token" can't be read: set PARITY_SECRET_TOKEN in the environment`,
    );
    expect(requests).toEqual([]);
  });

  test("an empty one is not sent: it would test that nobody may log in", async () => {
    const { ask, requests } = vaultOf(async () => "");
    await expect(ask({ text: "{secret:token}" })).rejects.toMatchObject({ fault: "unknown" });
    expect(requests).toEqual([]);
  });

  // The product was never asked, so that its slowness can't be the reason.
  test("one that does not come in time is unknown, too, and not the product's failure", async () => {
    const clock = handClock();
    const vault = makeVault(() => new Promise(() => {}));
    const transport = vault.fill(async () => response());
    const check = readyHttp({ url, headers: { a: "{secret:token}" }, timeout: "5s" });
    const running = attempt("api is up", check, attemptScope({ clock, transport }));
    await clock.advance(5000);
    expect((await running).outcome).toBe("unknown");
  });

  const need: JourneyScript = ({ http }) => http.post(url, { text: "{secret:token}" }).then(() => {});
  const nested: [string, JourneyScript][] = [
    ["in steps", (tools) => tools.step("a", () => tools.step("b", () => tools.step("c", () => need(tools))))],
    ["in a step that polls", (tools) => tools.eventually("a", { within: "60s" }, () => need(tools))],
  ];
  test.each(nested)("nor is it %s", async (_, script) => {
    const clock = handClock();
    const vault = makeVault(() => new Promise(() => {}));
    const running = runJourney(script, { clock, transport: vault.fill(async () => response()) });
    await clock.advance(20_000);
    expect((await running).outcome).toBe("unknown");
  });
});
