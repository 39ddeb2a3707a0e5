import type { ReadyConfig } from "../config/resolve.ts";
import type { ParityReport, Uncompared } from "../model/parity.ts";
import type { Sheet } from "../model/sheet.ts";
import { toFindings } from "../parity/accept.ts";
import type { Seal } from "../parity/canonical.ts";
import { type Comparison, compare } from "../parity/compare.ts";
import { type BaselineEdges, obtainBaseline } from "./baseline.ts";

export interface ParityScope extends BaselineEdges {
  readonly observer: string;
  /** Reads the region's own sheet. */
  readonly readOwn: () => Promise<Sheet>;
  /** A plain digest, for the names of findings. */
  readonly digest: Seal;
}

function withoutBaseline(own: Sheet): Comparison {
  const uncompared: Uncompared[] = own.unreadable.map(({ source, problem }) => ({
    source,
    region: own.region,
    problem,
  }));
  return { differences: [], uncompared, coverage: { compared: 0, known: own.facts.length } };
}

/** Compares one region with its baseline. Whatever can't be read is in the report, and stops nothing. */
export async function runParity(
  config: ReadyConfig,
  region: string,
  scope: ParityScope,
): Promise<ParityReport> {
  const startedAt = scope.clock.now();
  const [own, baseline] = await Promise.all([scope.readOwn(), obtainBaseline(scope)]);
  const { differences, uncompared, coverage } = baseline.sheet
    ? compare(own, baseline.sheet)
    : withoutBaseline(own);
  const policy = {
    region,
    baseline: config.baseline,
    differences: config.differences,
    waivers: config.waivers,
    now: scope.clock.now(),
  };
  return {
    schemaVersion: 1,
    service: config.service,
    region,
    baseline: config.baseline,
    observer: scope.observer,
    readAt: own.readAt,
    durationMs: scope.clock.now() - startedAt,
    baselineRead: baseline.read,
    findings: toFindings(differences, policy, scope.digest),
    uncompared: [...uncompared],
    coverage,
  };
}
