// One Unleash server in a process of its own: tells its parent the port, and ends with it.
import type { Server } from "node:http";

interface Services {
  configurationRevisionService: { updateMaxRevisionId(): Promise<number> };
}

interface App {
  post(path: string, handler: (request: unknown, response: { end(): void }) => void): void;
}

interface Unleash {
  start(options: {
    server: { host: string; port: number; gracefulShutdownEnable: boolean };
    preRouterHook(app: App, config: unknown, services: Services): void;
  }): Promise<{ server: Server }>;
}

process.once("disconnect", () => process.exit());
if (!process.connected) process.exit();

// A name in a variable: the main install, and so its type check, does not have this package.
const name: string = "unleash-server";
const { start }: Unleash = await import(name);
const { server } = await start({
  server: { host: "127.0.0.1", port: 0, gracefulShutdownEnable: false },
  // The server looks for changes once a second, and answers from its cache until then: a test asks it to
  // look now.
  preRouterHook(app, _config, { configurationRevisionService }) {
    app.post("/test/settle", (_request, response) => {
      void configurationRevisionService.updateMaxRevisionId().then(() => response.end());
    });
  },
});
const address = server.address();
if (address === null || typeof address === "string") throw new Error("no port");
process.send?.(address.port);
