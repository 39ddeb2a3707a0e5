import { describe, expect, test } from "vitest";
import { run } from "./child.ts";
import { outside, useConfigFolder } from "./config-file.ts";
import { parity } from "./terminal.ts";

// Vitest loads modules in its own way: how Node loads a config, and what it says, a real process shows.

const folder = useConfigFolder(outside);
const shown = (text: string) =>
  text.replaceAll(folder.path(), "<folder>").replaceAll(/config-\d+/g, "config");

async function validate(text: string, name?: string) {
  const file = await folder.write(text, name);
  const { code, out, err } = await run(["validate", "--config", file], { cwd: folder.path() });
  return { code, out: shown(out), err: shown(err) };
}

describe.concurrent("a config that can't be loaded is one mistake, and no stack:", () => {
  test.each([
    [
      "it throws",
      `\n\nthrow new Error("FLAGS_URL is not set");`,
      "config.ts: threw while it was loaded: FLAGS_URL is not set (line 3)",
    ],
    ["it throws no error", "throw undefined;", "config.ts: threw while it was loaded: undefined"],
    [
      "it exports nothing",
      "export const config = {};",
      "config.ts: has no default export. End it with: export default defineConfig({ … })",
    ],
    [
      "it imports what this package does not have",
      `import { htp } from "region-parity";\nexport default htp;`,
      "config.ts: threw while it was loaded: The requested module 'region-parity' does not provide an export named 'htp' (line 1)",
    ],
    [
      "it imports a file that is not there",
      `import x from "./nothing.ts";\nexport default x;`,
      "config.ts: threw while it was loaded: Cannot find module '<folder>/nothing.ts' imported from <folder>/config.ts",
    ],
  ])("%s", async (_, text, line) => {
    expect(await validate(text)).toEqual({ code: 3, out: "", err: `${line}\n1 mistake` });
  });

  test.each([
    ["a syntax error", "const a = 1;\nconst b: = 2;\nexport default b;", 2],
    ["TypeScript that must be compiled, not stripped", "const a = 1;\nexport default a;\nenum B { c }", 3],
  ])("it has %s, whose line is named", async (_, text, line) => {
    const { code, out, err } = await validate(text);
    expect({ code, out }).toEqual({ code: 3, out: "" });
    expect(err).toMatch(new RegExp(`^config\\.ts: [^\\n]+\\(line ${line}\\)\\n1 mistake$`));
  });

  test("it is a folder", async () => {
    const { code, err } = await run(["check", "--config", "."], { cwd: folder.path() });
    expect(code).toBe(3);
    expect(err).toMatch(/is a folder/);
  });
});

describe("a config that is not there", () => {
  test.each([
    ["as the option names it", "validate --config none.ts", {}],
    ["as PARITY_CONFIG names it", "validate", { PARITY_CONFIG: "none.ts" }],
  ])("%s is named with the folder that was looked in", async (_, args, env) => {
    const { code, err } = await parity(args, { cwd: folder.path(), env });
    expect({ code, err: shown(err) }).toEqual({
      code: 3,
      err: "none.ts: there is no such file in <folder>. Is the path right?",
    });
  });

  test("in a folder without any config says where to go", async () => {
    const { code, err } = await parity("validate", { cwd: folder.path() });
    expect(code).toBe(3);
    expect(shown(err)).toMatchInlineSnapshot(
      `"parity.config.ts: there is no such file in <folder>. Go to its folder, or name it with --config."`,
    );
  });
});

test("a config outside of the checkout finds this package, though no node_modules holds it", async () => {
  const text = `import { defineConfig, http } from "region-parity";
    export default defineConfig({
      service: "acme", baseline: "us", regions: { us: { aws: "us-east-1", phase: "live" } },
      checks: () => ({ up: http({ url: "https://acme.example" }) }),
    });`;
  const file = await folder.write(text);
  const { code, err, out } = await run(["validate", "--config", `${folder.path()}/${file}`]);
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(shown(out)).toContain("<folder>/config.ts is right");
});
