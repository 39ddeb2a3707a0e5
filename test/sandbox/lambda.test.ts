import { InvokeCommand, type InvokeCommandInput, LambdaClient } from "@aws-sdk/client-lambda";
import { expect, test } from "vitest";
import { type Invocation, lambdaService } from "../../sandbox/aws/lambda.ts";
import { awsWith } from "./aws.ts";

async function lambda(answer: (event: unknown) => Invocation | Promise<Invocation>) {
  const options = await awsWith({
    lambda: lambdaService({
      has: (region, name) => region === "eu-west-1" && name === "acme-parity-eu-health",
      invoke: async (_region, _name, event) => answer(event),
    }),
  });
  return async (input: Omit<InvokeCommandInput, "FunctionName">, FunctionName = "acme-parity-eu-health") => {
    const reply = await new LambdaClient(options("eu-west-1")).send(
      new InvokeCommand({ FunctionName, ...input }),
    );
    return { reply, payload: reply.Payload && Buffer.from(reply.Payload).toString() };
  };
}

const echo = (event: unknown) => ({ payload: JSON.stringify({ event }) });
const arn = "arn:aws:lambda:eu-west-1:000000000000:function:acme-parity-eu-health";

test.each([
  ["its name", "acme-parity-eu-health"],
  ["its name and version", "acme-parity-eu-health:$LATEST"],
  ["its account and name", "000000000000:function:acme-parity-eu-health"],
  ["its ARN", arn],
])("a function answers to %s", async (_, name) => {
  const invoke = await lambda(echo);
  const { reply, payload } = await invoke({ Payload: JSON.stringify({ round: 1 }) }, name);
  expect(reply).toMatchObject({ StatusCode: 200, ExecutedVersion: "$LATEST" });
  expect(reply.FunctionError).toBeUndefined();
  expect(payload).toBe('{"event":{"round":1}}');
});

test("no payload is an empty event", async () => {
  const invoke = await lambda(echo);
  expect((await invoke({})).payload).toBe('{"event":{}}');
});

test("an event is accepted before it is handled, and its failure reaches nobody", async () => {
  const invoke = await lambda(() => Promise.reject(new Error("later")));
  const { reply } = await invoke({ InvocationType: "Event" });
  expect(reply.StatusCode).toBe(202);
});

test("a handler that threw is a success with a function error", async () => {
  const failure = { errorType: "TypeError", errorMessage: "no", trace: ["TypeError: no"] };
  const invoke = await lambda(() => ({ payload: JSON.stringify(failure), error: "Unhandled" }));
  const { reply, payload } = await invoke({});
  expect(reply).toMatchObject({ StatusCode: 200, FunctionError: "Unhandled" });
  expect(JSON.parse(payload ?? "")).toEqual(failure);
});

test.each([
  [
    "acme-parity-eu-facts",
    "Function not found: arn:aws:lambda:eu-west-1:000000000000:function:acme-parity-eu-facts",
  ],
  ["acme-parity-eu-health:live", `Function not found: ${arn}:live`],
  [
    "arn:aws:lambda:us-east-1:000000000000:function:acme-parity-us-facts",
    "Functions from 'us-east-1' are not reachable in this region ('eu-west-1')",
  ],
])("%s is not found", async (name, message) => {
  const invoke = await lambda(echo);
  await expect(invoke({}, name)).rejects.toMatchObject({
    name: "ResourceNotFoundException",
    message,
    $metadata: { httpStatusCode: 404 },
  });
});

test("a payload over 6 MB is refused", async () => {
  const invoke = await lambda(echo);
  const Payload = JSON.stringify("x".repeat(6 * 1024 * 1024));
  await expect(invoke({ Payload })).rejects.toMatchObject({
    name: "RequestTooLargeException",
    message: "Request must be smaller than 6291456 bytes for the InvokeFunction operation",
    $metadata: { httpStatusCode: 413 },
  });
});

test("an event over 1 MB is refused", async () => {
  const invoke = await lambda(echo);
  const Payload = JSON.stringify("x".repeat(1024 * 1024));
  await expect(invoke({ Payload, InvocationType: "Event" })).rejects.toMatchObject({
    name: "RequestTooLargeException",
    $metadata: { httpStatusCode: 413 },
  });
});

test("an answer over 6 MB is a function error", async () => {
  const invoke = await lambda(() => ({ payload: JSON.stringify("x".repeat(7 * 1024 * 1024)) }));
  const { reply, payload } = await invoke({});
  expect(reply.FunctionError).toBe("Unhandled");
  expect(JSON.parse(payload ?? "")).toMatchObject({ errorType: "Function.ResponseSizeTooLarge" });
});

test("a payload that is not JSON is refused", async () => {
  const invoke = await lambda(echo);
  await expect(invoke({ Payload: "{" })).rejects.toMatchObject({
    name: "InvalidRequestContentException",
    $metadata: { httpStatusCode: 400 },
  });
});
