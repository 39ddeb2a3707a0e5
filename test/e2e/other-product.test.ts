import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { outputs } from "../../shared/report/outputs.ts";
import { parity } from "../support/sandbox.ts";

/** How the region's flag server answers; the baseline's is always well. */
let answerFlags: (response: ServerResponse) => void;
const flags = { version: 2, features: [{ name: "dark-mode", enabled: true, strategies: [] }] };
const well = (response: ServerResponse) => void response.end(JSON.stringify(flags));

function shop(ours: boolean): Server {
  return createServer((request, response) => {
    if (request.url === "/up") return response.end("fine");
    if (request.url === "/build.json") return response.end(JSON.stringify({ build: { number: 41 } }));
    return ours ? answerFlags(response) : well(response);
  });
}

let folder = "";
let file = "";
const servers = [shop(false), shop(true)];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "shop-"));
  file = join(folder, "shop.config.ts");
  const ports: number[] = [];
  for (const server of servers) {
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    if (typeof address === "object" && address) ports.push(address.port);
  }
  await writeFile(
    file,
    `import { defineConfig, http, httpJson, unleash } from "region-parity";
    export default defineConfig({
      service: "shop",
      baseline: "home",
      regions: {
        home: { aws: "us-west-2", phase: "live", vars: { url: "http://127.0.0.1:${ports[0]}" } },
        away: { aws: "eu-central-1", phase: "dark", vars: { url: "http://127.0.0.1:${ports[1]}" } },
      },
      checks: ({ vars }) => ({ up: http({ url: \`\${vars.url}/up\` }) }),
      sources: ({ vars }) => ({
        build: httpJson({ url: \`\${vars.url}/build.json\`, kind: "version", facts: ({ build }) => ({ number: build?.number }) }),
        flags: unleash({ url: vars.url, token: "any", timeout: "500ms" }),
      }),
      launch: { rounds: 1 },
    });`,
  );
});
afterAll(async () => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  await rm(folder, { recursive: true });
});

describe("another product, with its config elsewhere", () => {
  test("is checked, compared and launched without touching the checker", async () => {
    answerFlags = well;
    const run = (...args: string[]) => parity([...args, "--config", file], {}, folder);
    expect((await run("validate")).exitCode).toBe(0);
    expect((await run("check")).exitCode).toBe(0);
    expect(await run("compare", "away")).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining("2 of 2 known facts compared (100 %)"),
    });
    expect((await run("launch", "away", "--here")).stdout).toContain("away  GO  (dark)");
  });

  test.each([
    ["401", "auth", (r: ServerResponse): void => void r.writeHead(401).end("{}")],
    ["429", "rate-limited", (r: ServerResponse): void => void r.writeHead(429, { "retry-after": "7" }).end()],
    [
      "HTML",
      "shape",
      (r: ServerResponse): void => void r.writeHead(200, { "content-type": "text/html" }).end("<p>"),
    ],
    ["another shape", "shape", (r: ServerResponse): void => void r.end('{"features":1}')],
    [
      "a truncated body",
      "body",
      (r: ServerResponse): void =>
        void r.writeHead(200, { "content-length": "99" }).write("{", () => r.destroy()),
    ],
    ["nothing, ever", "timeout", (): void => undefined],
  ] as const)(
    "a flag server that answers %s is unreadable (%s), and the rest is compared",
    async (_, reason, answer) => {
      answerFlags = answer;
      const { exitCode, stdout } = await parity([
        "launch",
        "away",
        "--here",
        "--output",
        "json",
        "--config",
        file,
      ]);
      const [report] = outputs.launch.parse(JSON.parse(stdout)).reports;
      expect([exitCode, report?.verdict.decision]).toEqual([2, "undecided"]);
      expect(report?.parity?.uncompared).toMatchObject([
        { source: "flags", region: "away", problem: { reason } },
      ]);
      expect(report?.parity).toMatchObject({ findings: [], coverage: { compared: 1, known: 2 } });
      expect(report?.health[0]?.results.map(({ outcome }) => outcome)).toEqual(["pass"]);
    },
  );
});
