import { describe, expect, test } from "vitest";
import { type ExpectationInput, expectation, judgeResponse } from "../../shared/checks/contract/expect.ts";
import type { HttpResponse } from "../../shared/http/http.ts";
import { response } from "../support/engine.ts";

function told(answer: HttpResponse, wanted: ExpectationInput): string {
  const judgement = judgeResponse(answer, expectation.parse(wanted));
  if (judgement.outcome === "pass") return "pass";
  return `${judgement.outcome} (${judgement.problem.reason}): ${judgement.problem.message}`;
}

describe("the status", () => {
  test.each([
    [200, {}, "pass"],
    [204, {}, "pass"],
    [299, {}, "pass"],
    [199, {}, "fail (status): status (199) == 2xx"],
    [302, {}, "fail (status): status (302) == 2xx"],
    [503, { status: 200 }, "fail (status): status (503) == 200"],
    [200, { status: 200 }, "pass"],
    [201, { status: 200 }, "fail (status): status (201) == 200"],
    [204, { status: [200, 204] }, "pass"],
    [500, { status: [200, 204] }, "fail (status): status (500) == 200 or 204"],
    [404, { status: 404 }, "pass"],
    [200, { status: 404 }, "fail (status): status (200) == 404"],
    [401, {}, "fail (auth): status (401) == 2xx"],
    [403, { status: 200 }, "fail (auth): status (403) == 200"],
    [429, {}, "fail (rate-limited): status (429) == 2xx"],
    [401, { status: 401 }, "pass"],
  ])("%i held against %j: %s", (status, wanted, line) => {
    expect(told(response({ status }), wanted)).toBe(line);
  });

  test("what was wanted and what came is also there for machines", () => {
    const judgement = judgeResponse(response({ status: 503 }), { status: [200, 204] });
    expect(judgement).toEqual({
      outcome: "fail",
      problem: {
        reason: "status",
        message: "status (503) == 200 or 204",
        expected: "200 or 204",
        actual: "503",
      },
    });
  });
});

describe("a header", () => {
  const headers = { "content-type": "application/json; charset=utf-8", "x-empty": "", region: "eu" };
  test.each([
    [{ region: "eu" }, "pass"],
    [{ Region: "eu" }, "pass"],
    [{ region: "EU" }, "fail (header): header region (eu) == EU"],
    [{ region: "e" }, "fail (header): header region (eu) == e"],
    [{ region: /^e/ }, "pass"],
    [{ region: /^u/ }, "fail (header): header region (eu) matches /^u/"],
    [{ "content-type": /json/ }, "pass"],
    [{ "x-empty": "" }, "pass"],
    [{ "x-empty": /./ }, "fail (header): header x-empty () matches /./"],
    [{ "x-none": "" }, "fail (header): header x-none (absent) == "],
    [{ "x-none": /.*/ }, "fail (header): header x-none (absent) matches /.*/"],
    [{ "x-none": "undefined" }, "fail (header): header x-none (absent) == undefined"],
    [{ region: "eu", "X-None": "1" }, "fail (header): header X-None (absent) == 1"],
  ])("%o: %s", (wanted, line) => {
    expect(told(response({ headers }), { headers: wanted })).toBe(line);
  });

  // A Lambda keeps its config between runs, and a pattern with "g" or "y" keeps where it last stopped.
  test.each([/eu/g, /eu/y])("held against %s gives the same answer every time", (pattern) => {
    const wanted = expectation.parse({ headers: { region: pattern } });
    const outcomes = [1, 2, 3].map(() => judgeResponse(response({ headers }), wanted).outcome);
    expect(outcomes).toEqual(["pass", "pass", "pass"]);
  });

  test("is not looked for in what every object has", () => {
    expect(told(response({ headers }), { headers: { constructor: /./ } })).toBe(
      "fail (header): header constructor (absent) matches /./",
    );
  });
});

describe("a slow answer", () => {
  test.each([
    [800, "pass"],
    [800.4, "pass"],
    [801, "degraded (latency): latency (801 ms) <= 800 ms"],
    [5000, "degraded (latency): latency (5000 ms) <= 800 ms"],
  ])("of %d ms, where 800 are allowed: %s", (durationMs, line) => {
    expect(told(response({ durationMs }), { within: "800ms" })).toBe(line);
  });

  test("is not slow where no limit is named", () => {
    expect(told(response({ durationMs: 60_000 }), {})).toBe("pass");
  });

  test("that is also wrong is a failure", () => {
    expect(told(response({ status: 500, durationMs: 5000 }), { within: "1s" })).toBe(
      "fail (status): status (500) == 2xx",
    );
  });
});

test("of several things that do not hold, the status is told before a header, and that before the body", () => {
  const wanted = { status: 200, headers: { a: "1" }, body: { b: 2 } };
  expect(told(response({ status: 500, json: {} }), wanted)).toBe("fail (status): status (500) == 200");
  expect(told(response({ json: {} }), wanted)).toBe("fail (header): header a (absent) == 1");
  expect(told(response({ json: {}, headers: { a: "1" } }), wanted)).toBe(
    "fail (body): body.b (nothing) == 2",
  );
});
