import { expect, test } from "vitest";
import { ssmService } from "../../sandbox/aws/ssm.ts";
import { readParameter } from "../../shared/aws/secrets.ts";
import { deadRegion, useAws } from "./endpoint.ts";

useAws({ ssm: ssmService({ "eu-west-1": { "/acme/parity/token": "opens sesame" } }) });

test("a secret is read in its own region, decrypted", async () => {
  expect(await readParameter("eu-west-1", "/acme/parity/token")).toBe("opens sesame");
});

test("a secret that is not there is named with the command that makes it", async () => {
  await expect(
    readParameter("ap-southeast-2", "/acme/parity/token"),
  ).rejects.toThrowErrorMatchingInlineSnapshot(
    `[Error: there is no parameter /acme/parity/token in ap-southeast-2: make it with: aws ssm put-parameter --region ap-southeast-2 --type SecureString --name /acme/parity/token --value …]`,
  );
});

test("a region that can't be reached is not a missing secret", async () => {
  await expect(readParameter(deadRegion, "/acme/parity/token")).rejects.toThrowErrorMatchingInlineSnapshot(
    `[Error: parameter /acme/parity/token in dead-region-1: AWS can't be reached (socket hang up)]`,
  );
});
