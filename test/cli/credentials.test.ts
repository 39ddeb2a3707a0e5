import { expect, test } from "vitest";
import { run } from "./child.ts";
import { useConfigFolder } from "./config-file.ts";

const folder = useConfigFolder();

test("without AWS credentials, a launch could not tell, and says how to log in", async () => {
  const config = `import { defineConfig, http } from "region-parity";
    export default defineConfig({
      service: "acme", baseline: "us", regions: { us: { aws: "us-east-1", phase: "live" } },
      checks: () => ({ up: http({ url: "https://acme.example" }) }),
    });`;
  const args = ["launch", "us", "--config", await folder.write(config)];
  // No profile, no role of a machine, and nobody to ask at the address where Lambda should be.
  const env = { HOME: folder.path(), AWS_EC2_METADATA_DISABLED: "true", AWS_ENDPOINT_URL: "http://127.0.0.1:1" };
  const { code, out } = await run(args, { cwd: folder.path(), env });
  expect(code).toBe(2);
  expect(out).toMatchInlineSnapshot();
});
