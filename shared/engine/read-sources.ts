import { type Clock, stopReason } from "../clock.ts";
import type { Transport } from "../http/http.ts";
import { mapJsonTexts } from "../model/json.ts";
import { Failure, mapTexts, type Problem } from "../model/problem.ts";
import type { RawAspect, RawFact, Unreadable } from "../model/sheet.ts";
import type { ReadySource } from "../sources/contract/source.ts";

export interface ReadScope {
  readonly clock: Clock;
  readonly transport: Transport;
  readonly redact: (text: string) => string;
  /** Aborted when the whole run's time is up. */
  readonly deadline: AbortSignal;
}

/** What the sources of one region gave. A source is either read whole, or unreadable. */
export interface Reading {
  readonly facts: ReadonlyMap<string, readonly RawFact[]>;
  readonly unreadable: readonly Unreadable[];
}

function problemOf(error: unknown): Problem {
  if (error instanceof Failure) return error.problem;
  const text = error instanceof Error ? error.message : String(error);
  return { reason: "shape", message: `the answer could not be understood: ${text}` };
}

function twice(facts: readonly RawFact[]): string | undefined {
  const names = new Set<string>();
  return facts.find(({ name }) => names.size === names.add(name).size)?.name;
}

async function readOne(source: ReadySource, scope: ReadScope): Promise<readonly RawFact[]> {
  const stop = new AbortController();
  const { promise: late, reject } = Promise.withResolvers<never>();
  late.catch(() => {});
  const expire = (problem: Problem) => {
    reject(new Failure(problem, "unknown"));
    stop.abort();
  };
  const onDeadline = () => expire({ reason: "deadline", message: stopReason(scope.deadline) });
  const cancel = scope.clock.after(source.timeout, () =>
    expire({ reason: "timeout", message: `not read after ${source.timeout} ms` }),
  );
  if (scope.deadline.aborted) onDeadline();
  scope.deadline.addEventListener("abort", onDeadline, { once: true });
  try {
    const reading = source.read({ signal: stop.signal, request: scope.transport });
    const facts = await Promise.race([reading, late]);
    const double = twice(facts);
    if (double === undefined) return facts;
    throw new Failure({ reason: "shape", message: `"${double}" stands twice in the answer` }, "unknown");
  } finally {
    cancel();
    scope.deadline.removeEventListener("abort", onDeadline);
  }
}

type Aspects = Readonly<Record<string, RawAspect>>;

/** A product may give back what it was sent: no secret goes from an answer into a sheet. */
function redactFact({ name, kind, aspects, rules }: RawFact, redact: (text: string) => string): RawFact {
  const clean = (all: Aspects): Aspects =>
    Object.fromEntries(
      Object.entries(all).map(([key, aspect]) => [
        key,
        { ...aspect, value: mapJsonTexts(aspect.value, redact) },
      ]),
    );
  const fact = { name: redact(name), kind, aspects: clean(aspects) };
  return rules ? { ...fact, rules: rules.map(clean) } : fact;
}

/** Reads all sources side by side. One that fails is data, and stops no other. */
export async function readSources(
  sources: ReadonlyMap<string, ReadySource>,
  scope: ReadScope,
): Promise<Reading> {
  const read = await Promise.all(
    [...sources].map(async ([name, source]) => {
      try {
        const facts = await readOne(source, scope);
        return { name, facts: facts.map((fact) => redactFact(fact, scope.redact)) };
      } catch (error) {
        return { name, problem: mapTexts(problemOf(error), scope.redact) };
      }
    }),
  );
  return {
    facts: new Map(read.flatMap(({ name, facts }) => (facts ? [[name, facts]] : []))),
    unreadable: read
      .flatMap(({ name, problem }) => (problem ? [{ source: name, problem }] : []))
      .sort((a, b) => a.source.localeCompare(b.source)),
  };
}
