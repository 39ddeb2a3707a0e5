import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { styleText } from "node:util";
import type { LaunchReport } from "../shared/model/verdict.ts";
import { launchText } from "../shared/report/launch-text.ts";
import { outputs } from "../shared/report/outputs.ts";
import type { Tone } from "../shared/report/paint.ts";
import { expected } from "./expected.ts";
import { PortTaken } from "./listen.ts";
import { portCount, type RegionName, regionNames } from "./regions.ts";
import type { Sandbox } from "./sandbox.ts";
import { buildAndStart, configFile, defaultPort } from "./start.ts";

const cli = resolve(import.meta.dirname, "../cli/main.ts");
const portsTried = 20;

async function startAnywhere(): Promise<Sandbox> {
  for (let attempt = 0; attempt < portsTried; attempt += 1) {
    try {
      return await buildAndStart(defaultPort + attempt * portCount);
    } catch (error) {
      if (!(error instanceof PortTaken)) throw error;
    }
  }
  throw new Error(`no ${portCount} free ports in a row from ${defaultPort} on`);
}

interface Answer {
  readonly exitCode: number;
  readonly stdout: string;
}

function parity(args: readonly string[], env: Sandbox["env"]): Promise<Answer> {
  const options = { env: { ...process.env, ...env, PARITY_CONFIG: configFile } };
  return new Promise((done) => {
    const child = execFile(process.execPath, [cli, ...args], options, (_, stdout) =>
      done({ exitCode: child.exitCode ?? -1, stdout }),
    );
    child.stderr?.pipe(process.stderr);
  });
}

const colours = { good: "green", bad: "red", doubt: "yellow", quiet: "gray", title: "bold" } as const;
const paint = (tone: Tone, text: string) => styleText(colours[tone], text, { stream: process.stdout });

function blockerFacts({ verdict }: LaunchReport): string[] {
  return verdict.blockers
    .map((blocker) => (blocker.kind === "finding" ? blocker.finding.fact : blocker.result.check))
    .sort();
}

/** What is not as it should be in one region's answer. */
function deviations(region: RegionName, exitCode: number, report: LaunchReport): string[] {
  const wanted = expected[region];
  const accepted = report.verdict.accepted.map(({ fact }) => fact).sort();
  const pairs = [
    ["exit code", wanted.exitCode, exitCode],
    ["decision", wanted.decision, report.verdict.decision],
    ["blockers", wanted.blockers.join(", "), blockerFacts(report).join(", ")],
    ["accepted", wanted.accepted.join(", "), accepted.join(", ")],
  ] as const;
  return pairs
    .filter(([, want, got]) => want !== got)
    .map(([what, want, got]) => `${region}: ${what} is "${got}" and should be "${want}"`);
}

async function launchRegion(region: RegionName, sandbox: Sandbox): Promise<string[]> {
  console.log(paint("title", `$ parity launch ${region}`));
  const { exitCode, stdout } = await parity(["launch", region, "--output", "json"], sandbox.env);
  const [report] = outputs.launch.parse(JSON.parse(stdout)).reports;
  if (!report) return [`${region}: no report: ${stdout}`];
  for (const line of launchText(report, paint)) console.log(line);
  console.log(paint("quiet", `exit code ${exitCode}\n`));
  return deviations(region, exitCode, report);
}

function printMetrics(sandbox: Sandbox): void {
  console.log(paint("title", "Metrics written to CloudWatch"));
  for (const { awsRegion, namespace, name, value, unit, dimensions } of sandbox.metrics()) {
    const named = `${namespace} ${name}{Region=${dimensions.Region}}`;
    console.log(`  ${awsRegion.padEnd(14)}  ${named.padEnd(48)}  ${value} ${unit}`);
  }
}

const sandbox = await startAnywhere();
try {
  const wrong: string[] = [];
  for (const region of regionNames) wrong.push(...(await launchRegion(region, sandbox)));
  printMetrics(sandbox);
  if (sandbox.metrics().length === 0) wrong.push("no metric was written");
  for (const line of wrong) console.error(paint("bad", line));
  if (wrong.length === 0)
    console.log(paint("good", "\nThe planted faults were found, all of them and nothing else."));
  process.exitCode = wrong.length === 0 ? 0 : 1;
} finally {
  await sandbox.stop();
}
