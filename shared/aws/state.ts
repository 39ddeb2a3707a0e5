import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { awsErrorText, errorName, perRegion } from "./clients.ts";

const clientOf = perRegion(
  (region) =>
    new S3Client({
      region,
      maxAttempts: 2,
      requestHandler: { requestTimeout: 2000, throwOnRequestTimeout: true, connectionTimeout: 1000 },
    }),
);

/** A region's own bucket, in which the checker keeps what it must remember. */
export interface StateBucket {
  readonly awsRegion: string;
  readonly bucket: string;
}

/** The text kept under a key, or undefined when there is none. */
export async function loadState(
  { awsRegion, bucket }: StateBucket,
  key: string,
): Promise<string | undefined> {
  try {
    const object = await clientOf(awsRegion).send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    return await object.Body?.transformToString();
  } catch (cause) {
    if (errorName(cause) === "NoSuchKey") return undefined;
    throw new Error(`${key} can't be read from ${bucket}: ${awsErrorText(cause)}`, { cause });
  }
}

/** S3 asks to try again where another conditional write of the same key is under way (API: PutObject). */
async function sendTwice(client: S3Client, command: PutObjectCommand): Promise<void> {
  try {
    await client.send(command);
  } catch (error) {
    if (errorName(error) !== "ConditionalRequestConflict") throw error;
    await client.send(command);
  }
}

/** Keeps a text under a key. With `onlyNew`, false when there is one already, which then stays. */
export async function saveState(
  { awsRegion, bucket }: StateBucket,
  key: string,
  text: string,
  { onlyNew = false } = {},
): Promise<boolean> {
  const command = new PutObjectCommand({
    Bucket: bucket,
    Key: key,
    Body: text,
    ContentType: "application/json",
    ...(onlyNew && { IfNoneMatch: "*" }),
  });
  try {
    await sendTwice(clientOf(awsRegion), command);
    return true;
  } catch (cause) {
    if (onlyNew && errorName(cause) === "PreconditionFailed") return false;
    throw new Error(`${key} can't be kept in ${bucket}: ${awsErrorText(cause)}`, { cause });
  }
}
