import { expect, test } from "vitest";
import { lambdaService } from "../../sandbox/aws/lambda.ts";
import { jsonError, type Service } from "../../sandbox/aws/service.ts";
import { invoke } from "../../shared/aws/lambda.ts";
import { Failure } from "../../shared/model/problem.ts";
import { deadRegion, useAws } from "./endpoint.ts";

/** What functions return, and what is thrown in others. */
const returned: Readonly<Record<string, string>> = { "acme-sound": '{"got":1}', "acme-empty": "" };
const thrown: Readonly<Record<string, string>> = {
  "acme-broken": JSON.stringify({ errorType: "TypeError", errorMessage: "no region", trace: [] }),
  "acme-killed": JSON.stringify({ errorMessage: "RequestId: 1 Error: Task timed out after 29.00 seconds" }),
  "acme-silent": "null",
};
const functions = lambdaService({
  has: (_, name) => Object.hasOwn({ ...returned, ...thrown }, name),
  async invoke(_, name) {
    const payload = thrown[name];
    return payload === undefined ? { payload: returned[name] ?? "" } : { payload, error: "Unhandled" };
  },
});

let requests = 0;
/** What Lambda answers in place of the function, by function. */
const refusals: Readonly<Record<string, ReturnType<typeof jsonError>>> = {
  "acme-busy": jsonError(429, "TooManyRequestsException", { Type: "User", message: "Rate Exceeded." }),
  "acme-private": jsonError(403, "AccessDeniedException", {
    Message:
      "User: arn:aws:sts::000000000000:assumed-role/x is not authorized to perform: lambda:InvokeFunction",
  }),
  "acme-ill": jsonError(500, "ServiceException", { Type: "Service", Message: "An error occurred." }),
};
const lambda: Service = (request) => {
  requests += 1;
  const name = /functions\/([^/]+)\//.exec(request.path)?.[1] ?? "";
  if (name === "acme-hanging") return new Promise(() => {});
  return refusals[name] ?? functions(request);
};
useAws({ lambda });

const target = (functionName: string, awsRegion = "eu-west-1") => ({
  functionName,
  awsRegion,
  deployCommand: "npm run deploy -- --stage eu",
});

async function problemOf(asked: Promise<unknown>) {
  const error = await asked.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Failure)) throw new Error(`not a Failure: ${error}`);
  return { fault: error.fault, ...error.problem };
}

test("an answer is what the function returned, parsed", async () => {
  expect(await invoke(target("acme-sound"), {})).toEqual({ got: 1 });
});

test("an answer that is no JSON is undefined, for the caller's schema to refuse", async () => {
  expect(await invoke(target("acme-empty"), {})).toBeUndefined();
});

test.each([
  [
    "acme-nothing",
    "function acme-nothing not found in eu-west-1: deploy it with: npm run deploy -- --stage eu",
  ],
  ["acme-busy", "function acme-busy is throttled in eu-west-1: try again later"],
  ["acme-broken", "function acme-broken failed: TypeError: no region"],
  ["acme-killed", "function acme-killed failed: RequestId: 1 Error: Task timed out after 29.00 seconds"],
  ["acme-silent", "function acme-silent failed: Unhandled"],
  ["acme-ill", "function acme-ill in eu-west-1: ServiceException: An error occurred."],
])("%s: we could not tell, because %s", async (name, message) => {
  expect(await problemOf(invoke(target(name), {}))).toMatchObject({ fault: "unknown", message });
});

test("a refusal for want of a right names the function and the right", async () => {
  const { message } = await problemOf(invoke(target("acme-private"), {}));
  expect(message).toContain("function acme-private in eu-west-1 may not be invoked");
  expect(message).toContain("not authorized to perform: lambda:InvokeFunction");
});

test("a region that can't be reached is named", async () => {
  expect((await problemOf(invoke(target("acme-sound", deadRegion), {}))).message).toMatchInlineSnapshot(
    `"function acme-sound in dead-region-1: AWS can't be reached (socket hang up)"`,
  );
});

test("an invocation is sent once, also when it fails: twice would run twice", async () => {
  requests = 0;
  await problemOf(invoke(target("acme-ill"), {}));
  await problemOf(invoke(target("acme-busy"), {}));
  expect(requests).toBe(2);
});

test("an invocation that outlasts this run says whose time was up", async () => {
  const { message } = await problemOf(invoke(target("acme-hanging"), {}, AbortSignal.timeout(50)));
  expect(message).toBe("function acme-hanging did not answer before this run's time was up");
});
