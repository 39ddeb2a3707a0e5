import { systemClock } from "../shared/clock.ts";
import { openSession, type Session } from "../shared/engine/session.ts";
import { send } from "../shared/http/send.ts";
import { checkLine } from "../shared/publish/log-lines.ts";
import { secretPath } from "../shared/stack/names.ts";
import { home } from "./home.ts";
import { writeLine } from "./log.ts";

/** A session with this region's product. Each check's result is logged at once, so that none is lost. */
export function openHomeSession(deadline: AbortSignal): Session {
  const { config, region } = home;
  return openSession(config, region, {
    observer: region.name,
    clock: systemClock,
    transport: send,
    // Loaded on first use: a config without secrets starts without this client.
    readSecret: async (name) => {
      const { readParameter } = await import("../shared/aws/secrets.ts");
      return readParameter(region.aws, secretPath(config.service, region.name, name));
    },
    deadline,
    onResult: (result) => writeLine(checkLine(config.service, result)),
  });
}
