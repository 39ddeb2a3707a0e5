import { type HttpRequest, type HttpResponse, methods } from "../../shared/http/http.ts";
import { send } from "../../shared/http/send.ts";
import { Failure, type Problem } from "../../shared/model/problem.ts";

/** Sends over the real transport; a GET where nothing is said. */
export function ask(url: string, parts: Partial<HttpRequest> = {}): Promise<HttpResponse> {
  return send({ method: methods[0], url, signal: new AbortController().signal, ...parts });
}

/** Whose fault it is that no answer came, and why. */
export async function failureOf(
  asking: Promise<unknown>,
): Promise<Pick<Problem, "reason" | "message"> & { readonly fault: string }> {
  try {
    await asking;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const { reason, message } = error.problem;
    return { fault: error.fault, reason, message };
  }
  throw new Error("an answer came");
}
