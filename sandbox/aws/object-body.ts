import { crc32 } from "node:zlib";
import type { AwsRequest } from "./service.ts";

/** An object's content with the CRC-32 its sender announced, if any: four bytes in base64. */
export type ObjectBody = { bytes: Buffer; announced: string | undefined };

/**
 * The content of a PutObject request. The SDK sends what it has in memory as it is, with the checksum in
 * a header; streams it sends as `aws-chunked`: chunks of `<size in hex>[;extension]\r\n<bytes>\r\n`, then
 * trailing headers (docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html).
 */
export function objectBody({ headers, body }: AwsRequest): ObjectBody {
  if (!headers["content-encoding"]?.includes("aws-chunked")) {
    const announced = headers["x-amz-checksum-crc32"];
    return { bytes: body, announced: Array.isArray(announced) ? announced[0] : announced };
  }
  const chunks: Buffer[] = [];
  let at = 0;
  for (;;) {
    const lineEnd = body.indexOf("\r\n", at);
    const size = Number.parseInt(body.toString("latin1", at, lineEnd), 16);
    if (lineEnd < 0 || !(size > 0)) break;
    chunks.push(body.subarray(lineEnd + 2, lineEnd + 2 + size));
    at = lineEnd + 2 + size + 2;
  }
  const trailer = body.toString("latin1", at);
  return { bytes: Buffer.concat(chunks), announced: /^x-amz-checksum-crc32:(\S+)/m.exec(trailer)?.[1] };
}

/** CRC-32 as S3 writes it: four bytes, most significant first, in base64. */
export function checksum(bytes: Buffer): string {
  const four = Buffer.alloc(4);
  four.writeUInt32BE(crc32(bytes));
  return four.toString("base64");
}
