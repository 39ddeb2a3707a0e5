import type { JsonInput, LooseJson } from "../model/json.ts";

export const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;
export type Method = (typeof methods)[number];

/** A request as a check or source asks for it. Placeholders of secrets may stand anywhere in it. */
export interface HttpRequest {
  readonly method: Method;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as application/json. */
  readonly json?: JsonInput;
  /** Sent as it is. */
  readonly text?: string | undefined;
  /** A longer body is a failure; 1 MiB where nothing is said. */
  readonly maxBytes?: number;
  readonly signal: AbortSignal;
  /** Told what the request waits for before it can be sent, such as a secret; undefined when that came. */
  readonly onWaiting?: (what: string | undefined) => void;
}

export interface HttpResponse {
  readonly status: number;
  /** Names in lower case; repeated headers joined with ", ". */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** The body as JSON; absent where it is empty or not JSON. */
  readonly body: LooseJson | undefined;
  /** From sending the request to the last byte of the body. */
  readonly durationMs: number;
}

/** The edge that carries requests; given to the engine, so that a test may give another. */
export type Transport = (request: HttpRequest) => Promise<HttpResponse>;
