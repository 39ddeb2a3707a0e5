import { parseJson } from "../read-body.ts";
import { type FunctionAddress, functionAddress } from "./function-address.ts";
import { type AwsRequest, jsonError, type Reply, type Service } from "./service.ts";

/** What one invocation came to. `error` is set where the handler threw, or was ended. */
export type Invocation = { payload: string; error?: "Unhandled" };

/** What runs the functions. */
export type Invoker = {
  has(awsRegion: string, functionName: string): boolean;
  invoke(awsRegion: string, functionName: string, event: unknown): Promise<Invocation>;
};

// Lambda's quotas, in bytes (docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html).
// An answer may be 100 bytes longer than a synchronous request.
const requestLimit = 6_291_456;
const eventLimit = 1_048_576;
const responseLimit = 6_291_556;

/** Lambda's Invoke: `RequestResponse`, `Event` and `DryRun`. An event that fails is not tried again. */
export function lambdaService(invoker: Invoker): Service {
  return async (request) => {
    const [, encoded] = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/.exec(request.path) ?? [];
    if (!encoded || request.method !== "POST") {
      return jsonError(501, "NotImplemented", { Message: `The sandbox's Lambda has Invoke alone.` });
    }
    const address = functionAddress(
      decodeURIComponent(encoded),
      request.query.get("Qualifier"),
      request.region,
    );
    return refuse(invoker, address, request) ?? (await run(invoker, address, request));
  };
}

function refuse(invoker: Invoker, address: FunctionAddress, request: AwsRequest): Reply | undefined {
  const { region, body } = request;
  if (address.region !== region) {
    const message = `Functions from '${address.region}' are not reachable in this region ('${region}')`;
    return jsonError(404, "ResourceNotFoundException", { Type: "User", Message: message });
  }
  const published = address.qualifier === undefined || address.qualifier === "$LATEST";
  if (!published || !invoker.has(region, address.name)) {
    const message = `Function not found: ${address.arn}`;
    return jsonError(404, "ResourceNotFoundException", { Type: "User", Message: message });
  }
  if (body.length > requestLimit) {
    const message = `Request must be smaller than ${requestLimit} bytes for the InvokeFunction operation`;
    return jsonError(413, "RequestTooLargeException", { Type: "User", Message: message });
  }
  if (isEvent(request) && body.length > eventLimit) {
    const message = `${body.length} byte payload is too large for the Event invocation type (limit ${eventLimit} bytes)`;
    return jsonError(413, "RequestTooLargeException", { Type: "User", Message: message });
  }
  if (body.length > 0 && parseJson(body.toString()) === undefined) {
    const message = "Could not parse request body into json: the payload is not JSON";
    return jsonError(400, "InvalidRequestContentException", { Type: "User", Message: message });
  }
  return undefined;
}

async function run(invoker: Invoker, { name }: FunctionAddress, request: AwsRequest): Promise<Reply> {
  if (request.headers["x-amz-invocation-type"] === "DryRun") return { status: 204 };
  const event = request.body.length > 0 ? parseJson(request.body.toString()) : {};
  const invocation = invoker.invoke(request.region, name, event);
  if (isEvent(request)) {
    invocation.catch(() => undefined);
    return { status: 202 };
  }
  const { payload, error } = limitResponse(await invocation);
  const headers = { "content-type": "application/json", "x-amz-executed-version": "$LATEST" };
  return {
    status: 200,
    headers: error ? { ...headers, "x-amz-function-error": error } : headers,
    body: payload,
  };
}

function limitResponse(invocation: Invocation): Invocation {
  if (Buffer.byteLength(invocation.payload) <= responseLimit) return invocation;
  const errorMessage = `Response payload size exceeded maximum allowed payload size (${responseLimit} bytes).`;
  return {
    error: "Unhandled",
    payload: JSON.stringify({ errorType: "Function.ResponseSizeTooLarge", errorMessage }),
  };
}

function isEvent({ headers }: AwsRequest): boolean {
  return headers["x-amz-invocation-type"] === "Event";
}
