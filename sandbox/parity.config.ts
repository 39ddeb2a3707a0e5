import { defineConfig, http, httpJson, journey, unleash } from "region-parity";

// The product of the sandbox: three regions of it on this machine, with faults planted in two.
const port = Number(process.env.SANDBOX_PORT ?? 4700);
const product = (offset: number) => {
  const api = `http://127.0.0.1:${port + offset}`;
  return { api };
};

export default defineConfig({
  service: "acme",
  baseline: "us",
  regions: {
    us: { aws: "us-east-1", phase: "live", vars: product(1) },
    eu: { aws: "eu-west-1", phase: "live", vars: product(2) },
    au: { aws: "ap-southeast-2", phase: "dark", vars: product(3) },
  },
  checks: ({ vars, secret }) => ({
    "api is up": http({
      url: `${vars.api}/health`,
      expect: { status: 200, body: { status: "ok" }, within: "800ms" },
    }),
    conversation: journey(
      { severity: "page", timeout: "20s" },
      async ({ step, http, eventually, cleanup }) => {
        const login = await step("log in", () =>
          http.post(`${vars.api}/login`, { json: { user: "synthetic", password: secret("synthetic-user") } }),
        );
        const headers = { authorization: `Bearer ${login.body.token}` };
        const created = await step("create", () =>
          http.post(`${vars.api}/conversations`, { headers, json: { text: "hello from a synthetic user" } }),
        );
        cleanup(() => http.delete(`${vars.api}/conversations/${created.body.id}`, { headers }));
        await eventually("searchable", { within: "10s", every: "100ms" }, () =>
          http.get(`${vars.api}/search?q=hello`, {
            headers,
            expect: { body: { hits: [{ id: created.body.id }] } },
          }),
        );
      },
    ),
  }),
  sources: ({ vars, secret }) => ({
    flags: unleash({ url: vars.api, token: secret("unleash-token") }),
    api: httpJson({
      url: `${vars.api}/version`,
      kind: "version",
      facts: ({ version }) => ({ version }),
    }),
    settings: httpJson({
      url: `${vars.api}/settings`,
      facts: ({ region, uploads, webhooks, sessionMinutes, locales }) => ({
        region,
        uploads,
        webhooks,
        sessionMinutes,
        locales,
      }),
    }),
  }),
  differences: [{ fact: "flags/eu-privacy-banner", regions: ["eu"], why: "GDPR notice, EU only" }],
  waivers: [
    {
      fact: "flags/whatsapp",
      region: "au",
      reason: "Meta approval pending",
      owner: "channels",
      until: "2030-01-31",
    },
  ],
  launch: { rounds: 2, pause: "500ms" },
});
