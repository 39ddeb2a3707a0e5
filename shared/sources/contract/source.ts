import type * as z from "zod";
import { type Prepared, prepare } from "../../config/prepare.ts";
import type { HttpRequest, HttpResponse } from "../../http/http.ts";
import type { RawFact } from "../../model/sheet.ts";

/** What one reading of a source may use. */
export interface SourceContext {
  /** Aborted when the source's time is up. */
  readonly signal: AbortSignal;
  /** Sends a request on a connection of its own. Throws a `Failure` when no response comes. */
  readonly request: (request: HttpRequest) => Promise<HttpResponse>;
}

export interface CommonSourceOptions {
  /** Milliseconds. */
  readonly timeout: number;
}

/** A kind of source: its name, its strict options and how its facts are read. */
export interface SourceKind<Schema extends z.ZodType<CommonSourceOptions>> {
  readonly kind: string;
  readonly options: Schema;
  /** Throws a `Failure` for an answer that can't be trusted: part of the facts is worse than none. */
  read(options: z.output<Schema>, context: SourceContext): Promise<readonly RawFact[]>;
}

/** A source whose options were found right: what the engine reads. */
export interface ReadySource extends CommonSourceOptions {
  readonly kind: string;
  /** The options in force, defaults filled in, for `explain`. */
  readonly options: unknown;
  read(context: SourceContext): Promise<readonly RawFact[]>;
}

/** A source as the config names it; its options are looked at when the config is loaded. */
export interface SourceSpec {
  readonly role: "source";
  readonly prepare: () => Prepared<ReadySource>;
}

/** Makes the function that a config calls to declare a source of this kind. */
export function defineSource<Schema extends z.ZodType<CommonSourceOptions>>(kind: SourceKind<Schema>) {
  return (input: z.input<Schema>): SourceSpec => ({
    role: "source",
    prepare: () =>
      prepare(kind.options, input, (options) => ({
        kind: kind.kind,
        timeout: options.timeout,
        options,
        read: (context) => kind.read(options, context),
      })),
  });
}
