import { CloudWatchClient, PutMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import { GetParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { expect, test } from "vitest";
import { ssmService } from "../../sandbox/aws/ssm.ts";
import { stsService } from "../../sandbox/aws/sts.ts";
import { awsWith } from "./aws.ts";

test("a request without a signature is refused", async () => {
  const options = await awsWith({});
  const response = await fetch(`${options("eu-west-1").endpoint}/bucket/key`);
  expect(response.status).toBe(403);
  expect(response.headers.get("x-amzn-errortype")).toBe("MissingAuthenticationTokenException");
});

test("a request into a dead region loses its connection", async () => {
  const options = await awsWith({ ssm: ssmService({}) });
  const asked = new SSMClient(options("dead-region-1")).send(new GetParameterCommand({ Name: "/a" }));
  await expect(asked).rejects.toMatchObject({ code: "ECONNRESET" });
});

test("a service that the sandbox does not have is named, with those it has", async () => {
  const options = await awsWith({ ssm: ssmService({}) });
  const put = new PutMetricDataCommand({ Namespace: "Parity", MetricData: [{ MetricName: "m", Value: 1 }] });
  await expect(new CloudWatchClient(options("eu-west-1")).send(put)).rejects.toMatchObject({
    name: "NotImplemented",
    message: "The sandbox has no monitoring: it has ssm.",
  });
});

test("a fault of the sandbox's own is an answer that says so", async () => {
  const options = await awsWith({
    ssm: () => {
      throw new Error("oops");
    },
  });
  const asked = new SSMClient(options("eu-west-1")).send(new GetParameterCommand({ Name: "/a" }));
  await expect(asked).rejects.toMatchObject({ name: "SandboxFault", message: "Error: oops" });
});

test("everybody is the same caller", async () => {
  const options = await awsWith({ sts: stsService });
  const authorization =
    "AWS4-HMAC-SHA256 Credential=AKID/20261123/eu-west-1/sts/aws4_request, SignedHeaders=host";
  const body = new URLSearchParams({ Action: "GetCallerIdentity", Version: "2011-06-15" });
  const response = await fetch(options("eu-west-1").endpoint, {
    method: "POST",
    headers: { authorization },
    body,
  });
  expect(await response.text()).toContain("<Account>000000000000</Account>");
});
