import { systemClock } from "../shared/clock.ts";
import type { ReadyConfig } from "../shared/config/resolve.ts";
import type { ReadyRegion } from "../shared/config/resolve-region.ts";
import { openSession, type Session, type SessionEdges } from "../shared/engine/session.ts";
import { send } from "../shared/http/send.ts";
import type { Terminal } from "./io.ts";

/** The observer's name for everything that is seen from the machine of whoever typed the command. */
export const here = "here";

const variableName = (...words: readonly string[]) =>
  ["PARITY_SECRET", ...words].join("_").toUpperCase().replaceAll("-", "_");

/** A secret from the environment: one for this region, or one for all. */
function readVariable(env: Terminal["env"], region: string, name: string): string {
  const candidates = [variableName(region, name), variableName(name)];
  const found = candidates.map((candidate) => env[candidate]).find(Boolean);
  if (found) return found;
  throw new Error(`set ${candidates.join(" or ")} in the environment`);
}

/** A session with a region's product, from this machine. */
export function openLocalSession(
  terminal: Terminal,
  config: ReadyConfig,
  region: ReadyRegion,
  onResult?: SessionEdges["onResult"],
): Session {
  return openSession(config, region, {
    observer: here,
    clock: systemClock,
    transport: send,
    readSecret: async (name) => readVariable(terminal.env, region.name, name),
    deadline: terminal.interrupted,
    ...(onResult && { onResult }),
  });
}
