import { patternAsText } from "../../shared/config/describe.ts";
import type { ReadyConfig } from "../../shared/config/resolve.ts";
import type { ReadyRegion } from "../../shared/config/resolve-region.ts";
import { json } from "../../shared/model/json.ts";
import type { Sheet } from "../../shared/model/sheet.ts";
import { healthDatapoints, heartbeat } from "../../shared/publish/datapoints.ts";
import { healthLines, parityLines } from "../../shared/publish/log-lines.ts";
import { explainText } from "../../shared/report/explain-text.ts";
import type { Outputs } from "../../shared/report/outputs.ts";
import { healthCode, parityCode } from "../codes.ts";
import { type CommonOptions, type ExitCode, exitCodes, type Terminal, UsageError } from "../io.ts";
import { chooseRegions, requireConfig } from "../load-config.ts";
import { compareLocally } from "../local-parity.ts";
import { openLocalSession } from "../local-session.ts";

type Explained = Outputs["explain"];

/** As JSON sees it: without functions, and without what is undefined. */
function asJson(value: unknown): Explained["logLines"][number] {
  return json.parse(JSON.parse(JSON.stringify(value, patternAsText) ?? "null"));
}

async function explainCheck(
  terminal: Terminal,
  config: ReadyConfig,
  region: ReadyRegion,
  name: string,
): Promise<Explained> {
  const health = await openLocalSession(terminal, config, region).runHealth([name]);
  return {
    schemaVersion: 1,
    command: "explain",
    region: region.name,
    subject: name,
    options: asJson(region.checks.get(name)?.options),
    health,
    logLines: healthLines(health).map(asJson),
    metrics: [...healthDatapoints(health), ...heartbeat(health)].map(asJson),
  };
}

/** The same config with one source alone. */
function narrow(config: ReadyConfig, source: string): ReadyConfig {
  const regions = [...config.regions].map(([name, region]) => {
    const sources = new Map([...region.sources].filter(([key]) => key === source));
    return [name, { ...region, sources }] as const;
  });
  return { ...config, regions: new Map(regions) };
}

const maxNear = 5;

/** The names that begin most like another one. */
function nearNames(names: readonly string[], wanted: string): string[] {
  const alike = (name: string) => {
    const differing = [...name].findIndex((letter, index) => letter !== wanted[index]);
    return differing < 0 ? name.length : differing;
  };
  return [...new Set(names)].sort((a, b) => alike(b) - alike(a)).slice(0, maxNear);
}

async function explainFact(
  terminal: Terminal,
  config: ReadyConfig,
  region: ReadyRegion,
  name: string,
): Promise<Explained> {
  const [source = ""] = name.split("/");
  const { report, own, baseline } = await compareLocally(terminal, narrow(config, source), region.name);
  const find = (sheet: Sheet) => sheet.facts.find(({ id }) => id === name);
  const [here, there] = [find(own), find(baseline)];
  const near =
    here || there
      ? []
      : nearNames(
          [...own.facts, ...baseline.facts].map(({ id }) => id),
          name,
        );
  const parity = { ...report, findings: report.findings.filter(({ fact }) => fact === name) };
  return {
    schemaVersion: 1,
    command: "explain",
    region: region.name,
    subject: name,
    options: asJson(region.sources.get(source)?.options),
    parity,
    ...(here && { here }),
    ...(there && { there }),
    ...(near.length > 0 && { near }),
    logLines: parityLines(parity).map(asJson),
    metrics: [],
  };
}

/** Runs one check, or reads one fact on both sides, and shows all there is to know of it. */
export async function explain(
  terminal: Terminal,
  regionName: string,
  name: string,
  options: CommonOptions,
): Promise<ExitCode> {
  const config = await requireConfig(terminal, options.config);
  const [region] = chooseRegions(config, [regionName]);
  if (!region) throw new UsageError(`${regionName} is not a region`);
  const isFact = region.sources.has(name.split("/")[0] ?? "") && name.includes("/");
  if (!region.checks.has(name) && !isFact) {
    throw new UsageError(
      `"${name}" is neither a check nor a fact of ${region.name}. The checks are: ${[...region.checks.keys()].join(", ")}. A fact is <source>/<name>; the sources are: ${[...region.sources.keys()].join(", ") || "none"}.`,
    );
  }
  if (isFact && region.name === config.baseline) {
    throw new UsageError(`${region.name} is the baseline: explain the fact in another region.`);
  }
  const explained = await (isFact ? explainFact : explainCheck)(terminal, config, region, name);
  if (options.output === "json") terminal.out(JSON.stringify(explained, null, 2));
  else for (const line of explainText(explained, terminal.paintOut)) terminal.out(line);
  const { health, parity } = explained;
  if (health) return healthCode(health);
  const unheard = !explained.here && !explained.there;
  return unheard || !parity ? exitCodes.undecided : parityCode(parity);
}
