import type { ReadyConfig } from "../../shared/config/resolve.ts";
import type { ReadyRegion } from "../../shared/config/resolve-region.ts";
import { json } from "../../shared/model/json.ts";
import { healthDatapoints, heartbeat, parityDatapoints } from "../../shared/publish/datapoints.ts";
import { healthLines, parityLines } from "../../shared/publish/log-lines.ts";
import { explainText } from "../../shared/report/explain-text.ts";
import type { Outputs } from "../../shared/report/outputs.ts";
import { healthCode, parityCode } from "../codes.ts";
import { type ExitCode, type Terminal, UsageError } from "../io.ts";
import { chooseRegions, requireConfig } from "../load-config.ts";
import { compareLocally } from "../local-parity.ts";
import { openLocalSession } from "../local-session.ts";
import type { CommonOptions } from "../program.ts";

type Explained = Outputs["explain"];

/** As JSON sees it: without functions, and without what is undefined. */
function asJson(value: unknown): Explained["logLines"][number] {
  return json.parse(JSON.parse(JSON.stringify(value) ?? "null"));
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

async function explainFact(
  terminal: Terminal,
  config: ReadyConfig,
  region: ReadyRegion,
  name: string,
): Promise<Explained> {
  const [source = ""] = name.split("/");
  const only = (one: ReadyRegion): ReadyRegion => ({
    ...one,
    sources: new Map([...one.sources].filter(([key]) => key === source)),
  });
  const narrowed = { ...config, regions: new Map([...config.regions].map(([key, one]) => [key, only(one)])) };
  const report = await compareLocally(terminal, narrowed, only(region));
  const findings = report.findings.filter(({ fact }) => fact === name);
  const parity = { ...report, findings };
  return {
    schemaVersion: 1,
    command: "explain",
    region: region.name,
    subject: name,
    options: asJson(region.sources.get(source)?.options),
    parity,
    logLines: parityLines(parity).map(asJson),
    metrics: parityDatapoints(report).map(asJson),
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
  return health ? healthCode(health) : parity ? parityCode(parity) : 2;
}
