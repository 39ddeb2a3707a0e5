import { Agent } from "node:http";
import { Readable } from "node:stream";
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { expect, test } from "vitest";
import { s3Service } from "../../sandbox/aws/s3.ts";
import { awsWith } from "./aws.ts";

const Bucket = "acme-parity-eu-state";

async function s3(region = "eu-west-1") {
  const options = (await awsWith({ s3: s3Service({ [Bucket]: "eu-west-1" }) }))(region);
  return { options, client: new S3Client(options) };
}

async function read(client: S3Client, Key: string): Promise<string | undefined> {
  const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
  return Body?.transformToString();
}

test.each(["sheet.json", "baseline/us east.json", "a//b/ü+ö?.json"])(
  "an object named %s comes back",
  async (Key) => {
    const { client } = await s3();
    const put = await client.send(new PutObjectCommand({ Bucket, Key, Body: '{"flags":[]}' }));
    expect(await read(client, Key)).toBe('{"flags":[]}');
    expect(put.ETag).toMatch(/^"[0-9a-f]{32}"$/);
  },
);

test("a stream, which the SDK sends in chunks, comes back without the chunks' own bytes", async () => {
  const { client } = await s3();
  const Body = Readable.from([Buffer.from("a".repeat(70_000)), Buffer.from("\r\n0\r\n"), Buffer.from("z")]);
  await client.send(new PutObjectCommand({ Bucket, Key: "stream", Body, ContentLength: 70_006 }));
  const { ContentEncoding, ChecksumCRC32, ...got } = await client.send(
    new GetObjectCommand({ Bucket, Key: "stream", ChecksumMode: "ENABLED" }),
  );
  expect(await got.Body?.transformToString()).toBe(`${"a".repeat(70_000)}\r\n0\r\nz`);
  expect(ContentEncoding).toBeUndefined();
  expect(ChecksumCRC32).toMatch(/^[\w+/]{6}==$/);
});

test("a head tells what the object is, without its content", async () => {
  const { client } = await s3();
  const Metadata = { "read-at": "2026-11-23" };
  const put = { Bucket, Key: "sheet", Body: "{}", ContentType: "application/json", Metadata };
  const { ETag } = await client.send(new PutObjectCommand(put));
  expect(await client.send(new HeadObjectCommand({ Bucket, Key: "sheet" }))).toMatchObject({
    ContentLength: 2,
    ContentType: "application/json",
    ETag,
    LastModified: expect.any(Date),
    Metadata,
  });
});

test("an object that is not there is NoSuchKey to a get, and NotFound to a head, which has no body", async () => {
  const { client } = await s3();
  await expect(client.send(new GetObjectCommand({ Bucket, Key: "none" }))).rejects.toMatchObject({
    name: "NoSuchKey",
    message: "The specified key does not exist.",
    $metadata: { httpStatusCode: 404 },
  });
  await expect(client.send(new HeadObjectCommand({ Bucket, Key: "none" }))).rejects.toMatchObject({
    name: "NotFound",
    $metadata: { httpStatusCode: 404 },
  });
});

test("a bucket that is not there is NoSuchBucket", async () => {
  const { client } = await s3();
  const put = new PutObjectCommand({ Bucket: "somebody-elses", Key: "k", Body: "{}" });
  await expect(client.send(put)).rejects.toMatchObject({
    name: "NoSuchBucket",
    $metadata: { httpStatusCode: 404 },
  });
});

test("a bucket is reached through its own region alone", async () => {
  const { client } = await s3("us-east-1");
  await expect(read(client, "k")).rejects.toMatchObject({
    name: "PermanentRedirect",
    $metadata: { httpStatusCode: 301 },
  });
});

test("a write that expects the object to be new, or unchanged, is refused when it is not", async () => {
  const { client } = await s3();
  const put = (Body: string, when: { IfMatch?: string; IfNoneMatch?: string }) =>
    client.send(new PutObjectCommand({ Bucket, Key: "state", Body, ...when }));
  const { ETag = "" } = await put("1", { IfNoneMatch: "*" });
  await put("2", { IfMatch: ETag });
  const refused = { name: "PreconditionFailed", $metadata: { httpStatusCode: 412 } };
  await expect(put("3", { IfMatch: ETag })).rejects.toMatchObject(refused);
  await expect(put("3", { IfNoneMatch: "*" })).rejects.toMatchObject(refused);
  expect(await read(client, "state")).toBe("2");
});

test("content that does not have the checksum it was sent with is refused", async () => {
  const { client } = await s3();
  const put = new PutObjectCommand({ Bucket, Key: "k", Body: "{}", ChecksumCRC32: "AAAAAA==" });
  await expect(client.send(put)).rejects.toMatchObject({ name: "BadDigest" });
});

test("a bucket named in the host is the one named in the path", async () => {
  const { options, client } = await s3();
  const hosts: string[] = [];
  const httpAgent = new Agent({
    lookup: (host, _options, found) => {
      hosts.push(host);
      found(null, [{ address: "127.0.0.1", family: 4 }]);
    },
  });
  const endpoint = options.endpoint.replace("127.0.0.1", "localhost");
  const byHost = new S3Client({ ...options, endpoint, requestHandler: { httpAgent } });
  await byHost.send(new PutObjectCommand({ Bucket, Key: "a/b", Body: "by host" }));
  expect(hosts).toEqual([`${Bucket}.localhost`]);
  expect(await read(client, "a/b")).toBe("by host");
});

test("what the sandbox cannot do is said, not pretended", async () => {
  const { client } = await s3();
  await expect(client.send(new DeleteObjectCommand({ Bucket, Key: "k" }))).rejects.toMatchObject({
    name: "NotImplemented",
  });
});
