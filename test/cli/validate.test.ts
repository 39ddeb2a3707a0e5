import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { outputs } from "../../shared/report/outputs.ts";
import { useConfigFolder } from "./config-file.ts";
import { parity } from "./terminal.ts";

const folder = useConfigFolder();

async function validate(text: string, more = "") {
  const file = await folder.write(text);
  const { code, out, err } = await parity(`validate --config ${file} ${more}`, { cwd: folder.path() });
  return { code, out, err: err.replaceAll(file, "config.ts").replaceAll(folder.path(), "<folder>") };
}

const right = `import { defineConfig, http } from "region-parity";
export default defineConfig({
  service: "acme",
  baseline: "us",
  regions: {
    us: { aws: "us-east-1", phase: "live", vars: { api: "https://api.acme.example" } },
    eu: { aws: "eu-west-1", phase: "planned", vars: { api: "https://api.eu.acme.example" } },
  },
  checks: ({ vars }) => ({ up: http({ url: vars.api }) }),
});`;

const wrong = `import { defineConfig, http } from "region-parity";
export default {
  service: "Acme Inc.",
  baseline: "usa",
  regions: {
    us: { aws: "us-east-1", phase: "live", vars: { api: "https://api.acme.example" } },
    eu: { aws: "europe", phase: "soon", vars: { api: "htp://api" } },
  },
  checks: ({ vars }) => ({ up: http({ url: vars.api, timeout: "10 sec", expect: { statsu: 200 } }) }),
  wavers: [],
};`;

describe("a config that is right", () => {
  test("is told by region, from a folder of its own and without credentials", async () => {
    const { code, out, err } = await validate(right);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out.replace(/config-\d+/, "config")).toMatchInlineSnapshot(`
      "us  us-east-1  baseline, live  1 check, 0 sources
      eu  eu-west-1  planned  1 check, 0 sources
      config.ts is right"
    `);
  });

  test("is told as JSON alone", async () => {
    const { out, err } = await validate(right, "--output json");
    const output = outputs.validate.parse(JSON.parse(out));
    expect(output).toMatchObject({ ok: true, mistakes: [], regions: [{ name: "us", baseline: true }, {}] });
    expect(err).toBe("");
  });

  test("is the example that comes with the product", async () => {
    const root = resolve(import.meta.dirname, "../..");
    expect(await parity("validate", { cwd: root })).toMatchObject({ code: 0, err: "" });
  });

  test("is named by PARITY_CONFIG where no option names it, and the option goes first", async () => {
    const env = { PARITY_CONFIG: await folder.write(right) };
    const cwd = folder.path();
    expect(await parity("validate", { env, cwd })).toMatchObject({ code: 0 });
    expect(await parity("validate --config none.ts", { env, cwd })).toMatchObject({ code: 3 });
  });
});

describe("a config with mistakes", () => {
  test("is told every one of them, each with its way out", async () => {
    const { code, out, err } = await validate(wrong);
    expect({ code, out }).toEqual({ code: 3, out: "" });
    expect(err).toMatchInlineSnapshot(`
      "config.ts: service: "Acme Inc." is not a service name of at most 20 letters. Write it like "acme".
      config.ts: regions.eu.aws: "europe" is not an AWS region. Write it like "eu-west-1".
      config.ts: regions.eu.phase: "soon" is not one of "planned", "dark", "live".
      config.ts: regions.eu.vars.api: "htp://api" is not a URL. Use http:// or https://.
      config.ts: unknown key "wavers". Known keys: service, baseline, regions, checks, sources, differences, waivers, schedule, launch, baselineMaxAge.
      config.ts: baseline: "usa" is not a region. The regions are: us, eu.
      config.ts: checks.up.timeout: "10 sec" is not a duration. Write a number and ms, s, m, h or d, like "800ms" or "10s". (in us)
      config.ts: checks.up.expect: unknown key "statsu". Known keys: status, headers, body, within. (in us)
      8 mistakes"
    `);
  });

  test("is told as JSON, with the same exit code", async () => {
    const { code, out } = await validate(wrong, "--output json");
    const output = outputs.validate.parse(JSON.parse(out));
    expect(code).toBe(3);
    expect(output).toMatchObject({ ok: false, regions: [] });
    expect(output.mistakes.map(({ path }) => path)).toContain("regions.eu.vars.api");
  });

  test.each(["check", "compare", "launch eu", "explain eu up"])(
    "stops %s before anything is run",
    async (command) => {
      const file = await folder.write(wrong);
      const { code, out, err } = await parity(`${command} --config ${file}`, { cwd: folder.path() });
      expect({ code, out }).toEqual({ code: 3, out: "" });
      expect(err).toContain(`${file}: regions.eu.phase: "soon" is not one of "planned", "dark", "live".`);
      expect(err).toContain(`${file}: unknown key "wavers".`);
    },
  );
});
