import { expect, onTestFinished, test } from "vitest";
import { searchLagMs } from "../../sandbox/product/conversations.ts";
import { secrets } from "../../sandbox/product/secrets.ts";
import { startProduct } from "../../sandbox/product/server.ts";
import type { RegionName } from "../../sandbox/regions.ts";
import { until } from "./until.ts";

const hosts = { us: "http://us.acme.example", eu: "http://eu.acme.example", au: "http://au.acme.example" };

async function product(region: RegionName) {
  const { url, stop } = await startProduct({ region, port: 0, hosts });
  onTestFinished(stop);
  const ask = async (method: string, path: string, init: { token?: string; body?: unknown } = {}) => {
    const headers = init.token ? { authorization: `Bearer ${init.token}` } : {};
    const body = init.body === undefined ? null : JSON.stringify(init.body);
    const response = await fetch(url + path, { method, headers, body });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : undefined };
  };
  return { url, ask };
}

async function loggedIn(region: RegionName) {
  const { url, ask } = await product(region);
  const password = secrets[region]["synthetic-user"];
  const { body } = await ask("POST", "/login", { body: { user: "synthetic", password } });
  return { url, ask, token: String(body.token) };
}

test.each(["us", "eu", "au"] as const)("%s is healthy and knows where it is", async (region) => {
  const { ask } = await product(region);
  expect(await ask("GET", "/health")).toMatchObject({ status: 200, body: { status: "ok", region } });
});

test.each([
  ["us", "4.12.0"],
  ["eu", "4.11.2"],
  ["au", "4.12.0"],
] as const)("%s runs %s", async (region, version) => {
  const { ask } = await product(region);
  const { body } = await ask("GET", "/version");
  expect(body).toEqual({ service: "acme-api", version, commit: "9f2c1e7", region });
});

test.each(["us", "au"] as const)("the settings of %s name its own hosts", async (region) => {
  const { url, ask } = await product(region);
  expect((await ask("GET", "/settings")).body).toEqual({
    region,
    uploads: `${url}/uploads`,
    webhooks: `${url}/webhooks`,
    sessionMinutes: 30,
    locales: ["en", "de", "fr"],
  });
});

test("the webhooks of the EU are sent to the US", async () => {
  const { url, ask } = await product("eu");
  const { body } = await ask("GET", "/settings");
  expect(body).toMatchObject({ uploads: `${url}/uploads`, webhooks: "http://us.acme.example/webhooks" });
});

test("nobody logs in with another region's password", async () => {
  const { ask } = await product("eu");
  const login = { user: "synthetic", password: secrets.us["synthetic-user"] };
  expect(await ask("POST", "/login", { body: login })).toMatchObject({ status: 401 });
  expect(await ask("POST", "/login")).toMatchObject({ status: 401 });
});

test("a conversation lives from its creation to its deletion", async () => {
  const { ask, token } = await loggedIn("eu");
  const created = await ask("POST", "/conversations", { token, body: { text: "hello" } });
  expect(created).toMatchObject({ status: 201, body: { id: expect.any(String), text: "hello" } });
  const path = `/conversations/${created.body.id}`;
  expect(await ask("GET", path)).toMatchObject({ status: 200, body: created.body });
  expect(await ask("DELETE", path, { token })).toMatchObject({ status: 204, body: undefined });
  expect(await ask("GET", path)).toMatchObject({ status: 404 });
  expect(await ask("DELETE", path, { token })).toMatchObject({ status: 404 });
});

test("who is not logged in may read a conversation, and no more", async () => {
  const { ask } = await product("us");
  for (const [method, path] of [
    ["POST", "/conversations"],
    ["DELETE", "/conversations/1"],
    ["GET", "/search?q=a"],
  ] as const) {
    expect(await ask(method, path, { token: "guess" })).toMatchObject({ status: 401 });
  }
});

test.each(["us", "eu", "au"] as const)(
  "in %s a conversation is found once the index has it",
  async (region) => {
    const { ask, token } = await loggedIn(region);
    const createdAt = performance.now();
    const { body } = await ask("POST", "/conversations", { token, body: { text: "needle in hay" } });
    const search = () => ask("GET", "/search?q=needle", { token });
    expect(await search()).toMatchObject({ status: 200, body: { hits: [] } });
    const { hits } = await until(async () => {
      const found = await search();
      return found.body.hits.length > 0 ? found.body : undefined;
    });
    expect(hits).toEqual([{ id: body.id }]);
    expect(performance.now() - createdAt).toBeGreaterThanOrEqual(searchLagMs[region]);
  },
);

test("the index of the US is the quickest, Australia's the slowest", () => {
  expect(searchLagMs).toEqual({ us: 300, eu: 450, au: 600 });
});

test.each([
  ["DELETE", "/health", 405],
  ["GET", "/login", 405],
  ["PUT", "/conversations/1", 405],
  ["GET", "/", 404],
  ["POST", "/conversations/1/replies", 404],
])("%s %s is refused in JSON", async (method, path, status) => {
  const { ask } = await product("us");
  const answer = await ask(method, path);
  expect(answer).toMatchObject({ status, body: { message: expect.any(String) } });
  expect(answer.headers.has("allow")).toBe(status === 405);
});
