import { isoTime } from "../clock.ts";
import type { ReadyConfig } from "../config/resolve.ts";
import type { ReadyRegion } from "../config/resolve-region.ts";
import type { Sheet } from "../model/sheet.ts";
import { canonicalFacts, type Seal } from "../parity/canonical.ts";
import { makeTokenizer } from "../parity/tokens.ts";
import { type ReadScope, readSources } from "./read-sources.ts";

/** Reads all sources of one region and makes its sheet: canonical, with what is sensitive sealed. */
export async function readSheet(
  config: ReadyConfig,
  region: ReadyRegion,
  scope: ReadScope,
  seal: Seal,
): Promise<Sheet> {
  const readAt = isoTime(scope.clock.now());
  const reading = await readSources(region.sources, scope);
  const tokenize = makeTokenizer([...config.regions.values()], region.name);
  // In the config's order, whichever source answered first.
  const facts = [...region.sources.keys()].flatMap((source) =>
    canonicalFacts(source, reading.facts.get(source) ?? [], tokenize, seal),
  );
  return {
    schemaVersion: 1,
    service: config.service,
    region: region.name,
    readAt,
    sources: [...region.sources.keys()],
    facts,
    unreadable: [...reading.unreadable],
  };
}
