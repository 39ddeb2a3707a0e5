import { createHash } from "node:crypto";
import { checksum, objectBody } from "./object-body.ts";
import type { AwsRequest, Reply, Service } from "./service.ts";

type StoredObject = { bytes: Buffer; etag: string; crc32: string; headers: Record<string, string> };
type Bucket = { region: string; objects: Map<string, StoredObject> };

/**
 * S3's GetObject, HeadObject and PutObject, in path style (`/bucket/key`) and in virtual-host style
 * (`bucket.localhost`). The SDK chooses path style by itself when the endpoint is an IP address.
 * @param buckets name to AWS region; no others can be made
 */
export function s3Service(buckets: Readonly<Record<string, string>>): Service {
  const stored = new Map<string, Bucket>(
    Object.entries(buckets).map(([name, region]) => [name, { region, objects: new Map() }]),
  );
  return (request) => {
    const { name, key } = objectAddress(request);
    const bucket = stored.get(name);
    if (!bucket) return failure(404, "NoSuchBucket", "The specified bucket does not exist");
    if (bucket.region !== request.region) {
      const message = `The bucket you are attempting to access must be addressed using the specified endpoint.`;
      return failure(301, "PermanentRedirect", message, { "x-amz-bucket-region": bucket.region });
    }
    if (key === "") return failure(501, "NotImplemented", "The sandbox's S3 has objects alone.");
    if (request.method === "PUT") return putObject(bucket, key, request);
    if (request.method === "GET" || request.method === "HEAD") return getObject(bucket, key, request);
    return failure(501, "NotImplemented", `The sandbox's S3 has no ${request.method}.`);
  };
}

function objectAddress({ headers, path }: AwsRequest): { name: string; key: string } {
  const [, inHost] = /^(.+)\.(?:localhost|127\.0\.0\.1)(?::\d+)?$/.exec(headers.host ?? "") ?? [];
  const [, inPath = "", rest = ""] = /^\/([^/]*)\/?(.*)$/.exec(path) ?? [];
  return inHost
    ? { name: inHost, key: decodeURIComponent(path.slice(1)) }
    : { name: inPath, key: decodeURIComponent(rest) };
}

function putObject({ objects }: Bucket, key: string, request: AwsRequest): Reply {
  const { bytes, announced } = objectBody(request);
  const crc32 = checksum(bytes);
  if (announced !== undefined && announced !== crc32) {
    return failure(400, "BadDigest", "The CRC32 you specified did not match the calculated checksum.");
  }
  const { "if-match": ifMatch, "if-none-match": ifNoneMatch } = request.headers;
  const before = objects.get(key);
  if (ifMatch !== undefined && !before) return noSuchKey();
  if ((ifMatch !== undefined && before?.etag !== ifMatch) || (ifNoneMatch === "*" && before)) {
    const message = "At least one of the pre-conditions you specified did not hold";
    return failure(412, "PreconditionFailed", message);
  }
  const etag = `"${createHash("md5").update(bytes).digest("hex")}"`;
  objects.set(key, { bytes, etag, crc32, headers: keptHeaders(request) });
  return { status: 200, headers: { etag, "x-amz-checksum-crc32": crc32 } };
}

function getObject({ objects }: Bucket, key: string, { headers }: AwsRequest): Reply {
  const found = objects.get(key);
  if (!found) return noSuchKey();
  const { bytes, etag, crc32, headers: kept } = found;
  if (headers["if-none-match"] === etag) return { status: 304, headers: { etag } };
  const proof = headers["x-amz-checksum-mode"] === "ENABLED" ? { "x-amz-checksum-crc32": crc32 } : {};
  return { status: 200, headers: { ...kept, ...proof, etag }, body: bytes };
}

function keptHeaders({ headers }: AwsRequest): Record<string, string> {
  const kept: Record<string, string> = { "last-modified": new Date().toUTCString() };
  for (const [name, value] of Object.entries(headers)) {
    if (typeof value !== "string") continue;
    if (name === "content-type" || name === "cache-control" || name.startsWith("x-amz-meta-"))
      kept[name] = value;
    const encoding = name === "content-encoding" ? value.replace(/\s*aws-chunked\s*,?\s*/, "") : "";
    if (encoding) kept[name] = encoding;
  }
  return kept;
}

function noSuchKey(): Reply {
  return failure(404, "NoSuchKey", "The specified key does not exist.");
}

function failure(status: number, code: string, message: string, headers: Record<string, string> = {}): Reply {
  const error = `<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  return {
    status,
    headers: { ...headers, "content-type": "application/xml" },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n${error}`,
  };
}
