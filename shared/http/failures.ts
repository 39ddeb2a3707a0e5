import { Failure, type Reason } from "../model/problem.ts";

/** Codes of Node, of OpenSSL's X.509 check and of getaddrinfo, by what they are a matter of. */
const reasonByCode: readonly (readonly [pattern: RegExp, reason: Reason])[] = [
  [/^(ENOTFOUND|EAI_\w+)$/, "dns"],
  [/^(CERT_|CRL_|UNABLE_TO_|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH|HOSTNAME_)/, "tls"],
  [/^(DEPTH_ZERO|SELF_SIGNED|ERR_TLS_|ERR_SSL_|EPROTO$)/, "tls"],
  [/^HPE_/, "body"],
];

/** The request itself can't be sent: a mistake in the check, such as a line break in a secret. */
const unsendable = /^ERR_(INVALID_(CHAR|HTTP_TOKEN|URL|PROTOCOL|ARG_\w+)|UNESCAPED_CHARACTERS)$/;

/** This machine has run out of something: it says nothing of the product. */
const ownTrouble = /^(EMFILE|ENFILE|ENOBUFS|ENOMEM)$/;

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}

function reasonOf(code: string): Reason {
  return reasonByCode.find(([pattern]) => pattern.test(code))?.[1] ?? "connect";
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
  const text = error instanceof Error ? error.message : String(error);
  if (unsendable.test(code)) {
    return new Failure({ reason: "setup", message: `the request can't be sent: ${text}` }, "unknown", {
      cause: error,
    });
  }
  if (ownTrouble.test(code)) {
    const message = `this machine ran out of resources: ${code}`;
    return new Failure({ reason: "checker", message }, "unknown", { cause: error });
  }
  const reason = reasonOf(code);
  const detail = code || text;
  const sentence = brokenCodes.includes(code) ? "the connection broke off" : sentences[reason];
  const message = `${sentence ?? "the request failed"}: ${host} (${detail})`;
  return new Failure({ reason, message, actual: detail }, "fail", { cause: error });
}

export function bodyFailure(message: string, host: string, cause?: unknown): Failure {
  return new Failure({ reason: "body", message: `${message}: ${host}` }, "fail", { cause });
}
