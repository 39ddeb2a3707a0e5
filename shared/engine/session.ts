import type { Clock } from "../clock.ts";
import type { ReadyConfig } from "../config/resolve.ts";
import type { ReadyRegion } from "../config/resolve-region.ts";
import type { Transport } from "../http/http.ts";
import type { CheckResult, HealthReport } from "../model/health.ts";
import type { Sheet } from "../model/sheet.ts";
import type { Seal } from "../parity/canonical.ts";
import { readSheet } from "./read-sheet.ts";
import { runChecks } from "./run-checks.ts";
import { makeVault, type ReadSecret } from "./vault.ts";

/** What a door brings with it. */
export interface SessionEdges {
  /** From where the product is seen: a region's name, or "here". */
  readonly observer: string;
  readonly clock: Clock;
  readonly transport: Transport;
  /** Reads a secret of the session's region. */
  readonly readSecret: ReadSecret;
  /** Aborted when the run's time is up. */
  readonly deadline: AbortSignal;
  readonly onResult?: (result: CheckResult) => void;
}

/** All that can be asked of one region's product in one run. Its secrets are fetched once. */
export interface Session {
  /** Runs the region's checks, or those named. */
  readonly runHealth: (only?: readonly string[]) => Promise<HealthReport>;
  readonly readSheet: (seal: Seal) => Promise<Sheet>;
}

export function openSession(config: ReadyConfig, region: ReadyRegion, edges: SessionEdges): Session {
  const vault = makeVault(edges.readSecret);
  const { clock, deadline, observer, onResult } = edges;
  const scope = { clock, deadline, transport: vault.fill(edges.transport), redact: vault.redact };
  return {
    runHealth(only) {
      const chosen = [...region.checks].filter(([name]) => only?.includes(name) ?? true);
      return runChecks(new Map(chosen), {
        ...scope,
        service: config.service,
        region: region.name,
        observer,
        ...(onResult && { onResult }),
      });
    },
    readSheet: (seal) => readSheet(config, region, scope, seal),
  };
}
