import type { Clock } from "../clock.ts";
import type { BaselineRead } from "../model/parity.ts";
import { Failure, type Problem } from "../model/problem.ts";
import type { Sheet } from "../model/sheet.ts";

/** The last good sheet of the baseline, read whole, kept in the region itself. */
export interface BaselineCopy {
  readonly load: () => Promise<Sheet | undefined>;
  readonly save: (sheet: Sheet) => Promise<void>;
}

export interface BaselineEdges {
  readonly clock: Clock;
  /** Reads the baseline's sheet now; throws a `Failure` when that can't be had. */
  readonly fetch: () => Promise<Sheet>;
  /** Absent where nothing is kept, as on a laptop. */
  readonly copy?: BaselineCopy | undefined;
  readonly maxAgeMs: number;
  /** Told of trouble with the copy, which stops nothing. */
  readonly onTrouble: (message: string) => void;
}

interface Obtained {
  readonly read: BaselineRead;
  /** Absent where there is nothing fit to compare with. */
  readonly sheet?: Sheet;
}

function problemOf(error: unknown): Problem {
  if (error instanceof Failure) return error.problem;
  return { reason: "checker", message: error instanceof Error ? error.message : String(error) };
}

const textOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** A sheet on which nothing could be read says no more than no sheet at all. */
function requireAnything(sheet: Sheet): Sheet {
  const [first] = sheet.unreadable;
  if (first === undefined || sheet.unreadable.length < sheet.sources.length) return sheet;
  const message = `none of its sources could be read; "${first.source}": ${first.problem.message}`;
  throw new Failure({ ...first.problem, message }, "unknown");
}

/** The baseline's sheet: read now, or else its last good copy with its age, or else the reason why not. */
export async function obtainBaseline(edges: BaselineEdges): Promise<Obtained> {
  const { clock, fetch, copy, maxAgeMs, onTrouble } = edges;
  try {
    const sheet = requireAnything(await fetch());
    if (sheet.unreadable.length === 0) {
      await copy
        ?.save(sheet)
        .catch((error) => onTrouble(`the baseline's copy was not kept: ${textOf(error)}`));
    }
    return { read: { state: "fresh", readAt: sheet.readAt }, sheet };
  } catch (error) {
    const problem = problemOf(error);
    const kept = await copy?.load().catch((trouble) => {
      onTrouble(`the baseline's copy can't be read: ${textOf(trouble)}`);
      return undefined;
    });
    if (kept === undefined) return { read: { state: "baseline-unavailable", problem } };
    const ageMs = clock.now() - Date.parse(kept.readAt);
    const about = { readAt: kept.readAt, ageMs, problem };
    // An age that can't be told is too old.
    if (!(ageMs <= maxAgeMs)) return { read: { state: "baseline-stale", ...about } };
    return { read: { state: "cached", ...about }, sheet: kept };
  }
}
