import { describe, expect, test } from "vitest";
import type { JourneyScript } from "../../shared/checks/journey.ts";
import { Failure } from "../../shared/model/problem.ts";
import { handClock } from "../support/clock.ts";
import { fakeTransport, problemOf, response, runJourney, silence, told } from "../support/engine.ts";

const api = "http://api.acme.example";

/** Runs a journey for so long, and says what came of it. */
async function runFor(ms: number, script: JourneyScript, scope: Parameters<typeof runJourney>[1] = {}) {
  const clock = handClock();
  const running = runJourney(script, { ...scope, clock });
  await clock.advance(ms);
  const result = await running;
  return { result, line: told(result), step: result.steps.at(-1), clock };
}

/** A task that fails so many times before it succeeds. */
function failing(times: number, error: () => unknown) {
  let tries = 0;
  return async () => {
    tries += 1;
    if (tries <= times) throw error();
    return tries;
  };
}

test("what succeeds at once is tried once", async () => {
  const { line, step, clock } = await runFor(0, ({ eventually }) =>
    eventually("found", { within: "10s" }, async () => {}),
  );
  expect([line, clock.waiting()]).toEqual(["pass", 0]);
  expect(step).toEqual({ name: "found", outcome: "pass", durationMs: 0, tries: 1 });
});

describe("what may still come is tried again", () => {
  test("an answer that is not yet as expected", async () => {
    const statuses = [404, 404, 200];
    const { transport, requests } = fakeTransport(() => response({ status: statuses.shift() ?? 500 }));
    const { line, step } = await runFor(
      2000,
      ({ eventually, http }) =>
        eventually("found", { within: "10s", every: "1s" }, () => http.get(api)).then(() => {}),
      { transport },
    );
    expect(line).toBe("pass");
    expect(step).toEqual({ name: "found", outcome: "pass", durationMs: 2000, tries: 3 });
    expect(requests).toHaveLength(3);
  });

  test("an error of the script's own", async () => {
    const task = failing(2, () => new Error("not yet"));
    const { line, step } = await runFor(500, ({ eventually }) =>
      eventually("found", { within: "10s" }, task).then(() => {}),
    );
    expect([line, step?.tries, step?.durationMs]).toEqual(["pass", 3, 500]);
  });

  test("a script's error about what is not there yet", async () => {
    const task = failing(1, () => new TypeError("hits[0] is undefined"));
    const { line } = await runFor(250, ({ eventually }) =>
      eventually("found", { within: "10s" }, task).then(() => {}),
    );
    expect(line).toBe("pass");
  });

  test("a task that throws before it gives a promise", async () => {
    let tries = 0;
    const { line } = await runFor(250, ({ eventually }) =>
      eventually("found", { within: "10s" }, () => {
        tries += 1;
        if (tries === 1) throw new Error("not yet");
        return Promise.resolve();
      }),
    );
    expect([line, tries]).toEqual(["pass", 2]);
  });
});

test("what could not be told is not tried again", async () => {
  const task = failing(9, () => new Failure({ reason: "setup", message: "no secret" }, "unknown"));
  const { line, step } = await runFor(0, ({ eventually }) =>
    eventually("found", { within: "10s" }, task).then(() => {}),
  );
  expect([line, step?.tries]).toEqual(['unknown (setup): in "found": no secret', 1]);
});

describe("when the patience is at its end", () => {
  test("the last failure is told with the number of tries, what was expected, and the step", async () => {
    const { transport } = fakeTransport(() => response({ status: 404 }));
    const { result, line, step } = await runFor(
      1000,
      ({ eventually, http }) => eventually("found", { within: "1s" }, () => http.get(api)).then(() => {}),
      { transport },
    );
    expect(line).toBe('fail (status): in "found": not within 1000 ms (4 tries): status (404) == 2xx');
    expect(problemOf(result)).toMatchObject({ expected: "2xx", actual: "404" });
    expect(step).toEqual({ name: "found", outcome: "fail", durationMs: 1000, tries: 4 });
  });

  test("one try that never answered is told as that", async () => {
    const { transport } = fakeTransport(silence);
    const { line } = await runFor(
      1000,
      ({ eventually, http }) => eventually("found", { within: "1s" }, () => http.get(api)).then(() => {}),
      { transport },
    );
    expect(line).toBe('fail (timeout): in "found": not within 1000 ms (1 try): no answer');
  });

  test("a mistake in the script is not the product's failure", async () => {
    const task = failing(99, () => new TypeError("x is not a function"));
    const { line } = await runFor(1000, ({ eventually }) =>
      eventually("found", { within: "1s" }, task).then(() => {}),
    );
    expect(line).toMatch(/^unknown \(checker\): in "found": .*x is not a function/);
  });

  test("no call to the clock is left over", async () => {
    const task = failing(99, () => new Error("no"));
    const { clock } = await runFor(1000, ({ eventually }) =>
      eventually("found", { within: "1s" }, task).then(() => {}),
    );
    expect(clock.waiting()).toBe(0);
  });
});

test("the check's own time-out ends it, too, and nothing is tried any more", async () => {
  const { transport, requests } = fakeTransport(() => response({ status: 404 }));
  const { line, clock } = await runFor(
    20_000,
    ({ eventually, http }) =>
      eventually("found", { within: "60s", every: "5s" }, () => http.get(api)).then(() => {}),
    { transport },
  );
  expect(line).toBe('fail (timeout): in "found": not done after 20000 ms');
  const asked = requests.length;
  expect(clock.waiting()).toBe(0);
  await clock.advance(60_000);
  expect(requests).toHaveLength(asked);
});

test("what eventually succeeds gives its value to the script", async () => {
  const values: unknown[] = [];
  await runFor(250, async ({ eventually }) => {
    values.push(
      await eventually(
        "found",
        { within: "1s" },
        failing(1, () => new Error("no")),
      ),
    );
  });
  expect(values).toEqual([2]);
});

test.each([
  [{ within: "soon" }, 'eventually("found").within: "soon" is not a duration.'],
  [{ within: "1s", evry: "1s" }, 'eventually("found"): unknown key "evry". Known keys: within, every.'],
])("a patience that makes no sense is unknown, not failed: %j", async (patience, message) => {
  const wrong: { within: "1s" } = JSON.parse(JSON.stringify(patience));
  const { line } = await runFor(0, ({ eventually }) => eventually("found", wrong, async () => {}));
  expect(line).toContain(`unknown (setup): ${message}`);
});
