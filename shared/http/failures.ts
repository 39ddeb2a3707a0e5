import { Failure, type Reason } from "../model/problem.ts";

const reasonByCode: Readonly<Record<string, Reason>> = {
  ENOTFOUND: "dns",
  EAI_AGAIN: "dns",
  ECONNREFUSED: "connect",
  EHOSTUNREACH: "connect",
  ENETUNREACH: "connect",
  EADDRNOTAVAIL: "connect",
  ETIMEDOUT: "connect",
  ECONNRESET: "connect",
  EPIPE: "connect",
  CERT_HAS_EXPIRED: "tls",
  CERT_NOT_YET_VALID: "tls",
  DEPTH_ZERO_SELF_SIGNED_CERT: "tls",
  SELF_SIGNED_CERT_IN_CHAIN: "tls",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "tls",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "tls",
  EPROTO: "tls",
};

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}

function reasonOf(code: string): Reason {
  if (code.startsWith("HPE_")) return "body";
  if (code.startsWith("ERR_TLS_") || code.startsWith("ERR_SSL_")) return "tls";
  return reasonByCode[code] ?? "connect";
}

const brokenCodes = ["ECONNRESET", "EPIPE"];

const sentences: Partial<Record<Reason, string>> = {
  dns: "the name could not be resolved",
  connect: "no connection",
  tls: "the TLS handshake failed",
  body: "the answer is not HTTP",
};

/** Turns an error of Node's network layer into a failure that names the host and what went wrong. */
export function networkFailure(error: unknown, host: string): Failure {
  if (error instanceof Failure) return error;
  const code = codeOf(error);
  const reason = reasonOf(code);
  const detail = code || (error instanceof Error ? error.message : String(error));
  const sentence = brokenCodes.includes(code) ? "the connection broke off" : sentences[reason];
  const message = `${sentence ?? "the request failed"}: ${host} (${detail})`;
  return new Failure({ reason, message, actual: detail }, "fail", { cause: error });
}

export function bodyFailure(message: string, host: string, cause?: unknown): Failure {
  return new Failure({ reason: "body", message: `${message}: ${host}` }, "fail", { cause });
}
