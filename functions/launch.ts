import { systemClock } from "../shared/clock.ts";
import { describeConfig } from "../shared/config/describe.ts";
import { digest } from "../shared/digest.ts";
import { runLaunch } from "../shared/engine/run-launch.ts";
import type { LaunchReport } from "../shared/model/verdict.ts";
import { verdictLine } from "../shared/publish/log-lines.ts";
import { askBaselineHealth } from "./baseline.ts";
import { compareHome } from "./compare.ts";
import { makeDoor } from "./door.ts";
import { launchEvent } from "./events.ts";
import { home } from "./home.ts";
import { writeLine } from "./log.ts";
import { publishHealth, publishParity } from "./publish.ts";
import { openHomeSession } from "./session.ts";

async function publishLaunch({ health, parity }: LaunchReport): Promise<string[]> {
  const last = health.at(-1);
  const [checks, comparison] = await Promise.all([
    last ? publishHealth(last) : [],
    parity ? publishParity(parity) : [],
  ]);
  return [...checks, ...comparison];
}

/** The launch gate: checks here and at the baseline, parity, several rounds, one verdict. */
export const handler = makeDoor(launchEvent, async ({ publish }, { signal }): Promise<LaunchReport> => {
  const session = openHomeSession(signal);
  const report = await runLaunch(home.config, home.region, {
    observer: home.region.name,
    configDigest: digest(describeConfig(home.config)),
    clock: systemClock,
    deadline: signal,
    runHealth: () => session.runHealth(),
    runBaselineHealth: () => askBaselineHealth(signal),
    runParity: () => compareHome(session, signal),
  });
  writeLine(verdictLine(report));
  // Whoever asked wants the verdict, also when CloudWatch does not take the numbers.
  const problems = publish ? await publishLaunch(report) : [];
  const basis = [...report.verdict.basis, ...problems];
  return { ...report, verdict: { ...report.verdict, basis } };
});
