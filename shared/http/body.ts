import type { IncomingMessage } from "node:http";
import { brotliDecompressSync, gunzipSync, inflateSync } from "node:zlib";
import type { LooseJson } from "../model/json.ts";
import { bodyFailure } from "./failures.ts";

const decoders: Readonly<Record<string, typeof gunzipSync>> = {
  gzip: gunzipSync,
  "x-gzip": gunzipSync,
  deflate: inflateSync,
  br: brotliDecompressSync,
};

function collect(message: IncomingMessage, host: string, maxBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    message.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length <= maxBytes) return chunks.push(chunk);
      reject(bodyFailure(`the body is longer than ${maxBytes} bytes`, host));
      message.destroy();
      return undefined;
    });
    message.on("end", () => {
      if (message.complete) resolve(Buffer.concat(chunks));
      else reject(bodyFailure(`the body broke off after ${length} bytes`, host));
    });
    message.on("error", (cause) =>
      reject(bodyFailure(`the body broke off after ${length} bytes`, host, cause)),
    );
  });
}

/** UTF-8 without its byte-order mark, which no JSON parser takes. */
const asText = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

/** Reads a body to its end, decoded and never longer than `maxBytes`. */
export async function readBody(message: IncomingMessage, host: string, maxBytes: number): Promise<string> {
  const raw = await collect(message, host, maxBytes);
  const encoding = message.headers["content-encoding"]?.toLowerCase() ?? "identity";
  if (encoding === "identity" || raw.length === 0) return asText(raw);
  const decode = Object.hasOwn(decoders, encoding) ? decoders[encoding] : undefined;
  if (decode === undefined) throw bodyFailure(`the body's encoding "${encoding}" is not known`, host);
  try {
    return asText(decode(raw, { maxOutputLength: maxBytes }));
  } catch (cause) {
    throw bodyFailure(`the body is not ${encoding} of at most ${maxBytes} bytes`, host, cause);
  }
}

/** The text as JSON, or undefined for anything else. */
export function parseLoose(text: string): LooseJson | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
