import { GetParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { expect, test } from "vitest";
import { ssmService } from "../../sandbox/aws/ssm.ts";
import { awsWith } from "./aws.ts";

const Name = "/acme/parity/unleash-token";

async function get(region: string, name: string, WithDecryption = true) {
  const options = await awsWith({ ssm: ssmService({ "eu-west-1": { [Name]: "eu-token" } }) });
  const { Parameter } = await new SSMClient(options(region)).send(
    new GetParameterCommand({ Name: name, WithDecryption }),
  );
  return Parameter;
}

test("a secret comes in the clear to who asks for it so, and to nobody else", async () => {
  expect(await get("eu-west-1", Name)).toMatchObject({
    ARN: `arn:aws:ssm:eu-west-1:000000000000:parameter${Name}`,
    Name,
    Type: "SecureString",
    Value: "eu-token",
    Version: 1,
  });
  expect((await get("eu-west-1", Name, false))?.Value).not.toContain("eu-token");
});

test.each([
  ["that was never put", "eu-west-1", "/acme/parity/other"],
  ["of another region", "us-east-1", Name],
])("a parameter %s is not found", async (_, region, name) => {
  await expect(get(region, name)).rejects.toMatchObject({
    name: "ParameterNotFound",
    $metadata: { httpStatusCode: 400 },
  });
});
