import { readFile } from "node:fs/promises";

// PKWARE's APPNOTE.TXT, 4.3.12 and 4.3.16: how the central directory and its end are marked.
const endMark = 0x06054b50;
const entryLength = 46;

/** The names of the files in a zip, as its central directory lists them. */
export async function zipNames(path: string): Promise<string[]> {
  const zip = await readFile(path);
  let end = zip.length - 22;
  while (end > 0 && zip.readUInt32LE(end) !== endMark) end -= 1;
  const names: string[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [name, extra, comment] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset));
    const start = at + entryLength;
    names.push(zip.toString("utf8", start, start + (name ?? 0)));
    at = start + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return names;
}
