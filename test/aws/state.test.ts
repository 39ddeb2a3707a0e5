import { expect, test } from "vitest";
import { s3Service } from "../../sandbox/aws/s3.ts";
import { loadState, saveState } from "../../shared/aws/state.ts";
import { deadRegion, useAws } from "./endpoint.ts";

const s3 = s3Service({ "acme-parity-eu-state": "eu-west-1", "acme-dead": deadRegion });
/** Set while somebody else is just writing the same key: S3 asks to try again (API_PutObject, If-None-Match). */
let conflicts = 0;

useAws({
  s3(request) {
    if (request.method !== "PUT" || conflicts === 0) return s3(request);
    conflicts -= 1;
    const body =
      "<Error><Code>ConditionalRequestConflict</Code><Message>The conditional request cannot succeed due to a conflicting operation against this resource.</Message></Error>";
    return { status: 409, headers: { "content-type": "application/xml" }, body };
  },
});

const bucket = { awsRegion: "eu-west-1", bucket: "acme-parity-eu-state" };

test("a text that was kept comes back as it was", async () => {
  const text = JSON.stringify({ name: "Zürich", lines: "a\nb" });
  expect(await saveState(bucket, "sheet.json", text)).toBe(true);
  expect(await loadState(bucket, "sheet.json")).toBe(text);
});

test("nothing kept yet is undefined and no error", async () => {
  expect(await loadState(bucket, "never-kept")).toBeUndefined();
});

test("a text is replaced by a later one, unless it may only be new", async () => {
  await saveState(bucket, "sheet.json", "first");
  expect(await saveState(bucket, "sheet.json", "second")).toBe(true);
  expect(await saveState(bucket, "sheet.json", "third", { onlyNew: true })).toBe(false);
  expect(await loadState(bucket, "sheet.json")).toBe("second");
});

test("of several that keep a new text at once one wins, and all read the winner's", async () => {
  const rivals = ["a", "b", "c", "d"];
  const won = await Promise.all(rivals.map((text) => saveState(bucket, "key", text, { onlyNew: true })));
  expect(won.filter(Boolean)).toHaveLength(1);
  expect(await loadState(bucket, "key")).toBe(rivals[won.indexOf(true)]);
});

test("a new text that meets another's in the making is kept at the next try", async () => {
  conflicts = 1;
  expect(await saveState(bucket, "contested", "text", { onlyNew: true })).toBe(true);
  expect(await loadState(bucket, "contested")).toBe("text");
});

test.each([
  [
    "is not there",
    { awsRegion: "eu-west-1", bucket: "nobody" },
    "NoSuchBucket: The specified bucket does not exist",
  ],
  [
    "can't be reached",
    { awsRegion: deadRegion, bucket: "acme-dead" },
    "AWS can't be reached (socket hang up)",
  ],
])("a bucket that %s is an error that names key, bucket and cause", async (_, place, cause) => {
  await expect(loadState(place, "key")).rejects.toThrow(`key can't be read from ${place.bucket}: ${cause}`);
  await expect(saveState(place, "key", "text")).rejects.toThrow(
    `key can't be kept in ${place.bucket}: ${cause}`,
  );
});
