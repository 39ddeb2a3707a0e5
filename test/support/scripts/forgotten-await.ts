// Run as a process of its own: what nobody awaits must not take the others' results with it.
import { runChecks } from "../../../shared/engine/run-checks.ts";
import { Failure } from "../../../shared/model/problem.ts";
import { attemptScope, readyJourney } from "../engine.ts";

const refused = () => Promise.reject(new Failure({ reason: "connect", message: "no connection" }));
const url = "https://api.acme.example";

const checks = new Map([
  [
    "a request that nobody awaits",
    readyJourney(async ({ http }) => {
      void http.get(url);
    }),
  ],
  [
    "a step that nobody awaits",
    readyJourney(async ({ step, http }) => {
      void step("get", () => http.get(url));
    }),
  ],
  [
    "a step that fails while another is awaited",
    readyJourney(async ({ step, http }) => {
      const first = step("first", () => http.get(url));
      await step("second", () => http.get(url));
      await first;
    }),
  ],
]);

const { results } = await runChecks(checks, { ...attemptScope({ transport: refused }), service: "acme" });
await new Promise((resolve) => setImmediate(resolve));
process.stdout.write(JSON.stringify(results.map(({ outcome }) => outcome)));
