import type { HttpResponse } from "../../http/http.ts";
import type { LooseJson } from "../../model/json.ts";
import { Failure, type Reason } from "../../model/problem.ts";
import type { SourceContext } from "./source.ts";

/** Flag documents are long: 32 MiB. */
const maxBytes = 32 * 1024 * 1024;

function unreadable(reason: Reason, message: string): Failure {
  return new Failure({ reason, message }, "unknown");
}

function refused({ status, headers }: HttpResponse, host: string): Failure {
  if (status === 401 || status === 403) {
    const hint = "is the token one of this region? Those of another one are refused in the same way";
    return unreadable("auth", `${host} answered ${status}: ${hint}`);
  }
  if (status === 429) {
    const after = headers["retry-after"];
    return unreadable("rate-limited", `${host} answered 429${after ? `, retry after ${after}` : ""}`);
  }
  const to = headers.location === undefined ? "" : ` to ${headers.location}: name that address instead`;
  return unreadable("status", `${host} answered ${status}${to}`);
}

/** Reads a JSON document. Anything but a 2xx with JSON in it is a `Failure` that says what came instead. */
export async function getJson(
  { request, signal }: SourceContext,
  url: string,
  headers: Readonly<Record<string, string>>,
): Promise<LooseJson> {
  const { host } = new URL(url);
  const response = await request({ method: "GET", url, headers, signal, maxBytes });
  if (response.status < 200 || response.status > 299) throw refused(response, host);
  if (response.body !== undefined) return response.body;
  const type = response.headers["content-type"] ?? "no content-type";
  throw unreadable("shape", `${host} answered ${response.status}, but not with JSON (${type})`);
}
