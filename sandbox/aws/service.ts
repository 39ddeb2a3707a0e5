import type { IncomingHttpHeaders } from "node:http";

/** A signed request, as one of the pocket services sees it. */
export type AwsRequest = {
  /** AWS region, from the signature's scope. */
  region: string;
  method: string;
  /** As sent: percent-encoded, without the query. */
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  /** As sent: compressed or chunk-encoded, where the headers say so. */
  body: Buffer;
};

/** What a service answers. */
export type Reply = { status: number; headers?: Record<string, string>; body?: string | Buffer };

/** One AWS service: the request, to the answer that AWS would give. */
export type Service = (request: AwsRequest) => Reply | Promise<Reply>;

/** An error of the services that speak JSON. `x-amzn-errortype` is what the SDK reads the name from. */
export function jsonError(status: number, name: string, body: Record<string, string>): Reply {
  return {
    status,
    headers: { "content-type": "application/json", "x-amzn-errortype": name },
    body: JSON.stringify(body),
  };
}
