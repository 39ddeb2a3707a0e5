import { defineConfig, http, httpJson, journey, unleash } from "region-parity";

// An example to begin with: the product "acme" in three regions. Put your own in its place, and ask
// `npx parity validate` whether it is right.
export default defineConfig({
  service: "acme",
  baseline: "us",
  regions: {
    us: {
      aws: "us-east-1",
      phase: "live",
      vars: { api: "https://api.acme.example", flags: "https://flags.acme.example" },
    },
    eu: {
      aws: "eu-west-1",
      phase: "live",
      vars: { api: "https://api.eu.acme.example", flags: "https://flags.eu.acme.example" },
    },
    au: {
      aws: "ap-southeast-2",
      phase: "dark",
      vars: { api: "https://api.au.acme.example", flags: "https://flags.au.acme.example" },
    },
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
          http.post(`${vars.api}/login`, {
            json: { user: "synthetic", password: secret("synthetic-user") },
          }),
        );
        const headers = { authorization: `Bearer ${login.body.token}` };
        const created = await step("create", () =>
          http.post(`${vars.api}/conversations`, { headers, json: { text: "hello from a synthetic user" } }),
        );
        cleanup(() => http.delete(`${vars.api}/conversations/${created.body.id}`, { headers }));
        await eventually("searchable", { within: "10s" }, () =>
          http.get(`${vars.api}/search?q=hello`, {
            headers,
            expect: { body: { hits: [{ id: created.body.id }] } },
          }),
        );
      },
    ),
  }),
  sources: ({ vars, secret }) => ({
    flags: unleash({ url: vars.flags, token: secret("unleash-token") }),
    api: httpJson({
      url: `${vars.api}/version`,
      kind: "version",
      facts: (body) => ({ version: body.version }),
    }),
  }),
  differences: [{ fact: "flags/eu-privacy-banner", regions: ["eu"], why: "GDPR notice, EU only" }],
  waivers: [
    {
      fact: "flags/whatsapp",
      region: "au",
      reason: "Meta approval pending",
      owner: "channels",
      until: "2027-01-31",
    },
  ],
});
