import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { expectation, judgeResponse } from "../../shared/checks/contract/expect.ts";
import type { JsonInput } from "../../shared/model/json.ts";
import { response } from "../support/engine.ts";

function told(actual: unknown, body: JsonInput): string {
  const judgement = judgeResponse(response({ json: actual }), expectation.parse({ body }));
  return judgement.outcome === "pass" ? "pass" : judgement.problem.message;
}

describe("what is named must be there; what is not named is not looked at", () => {
  test.each<[unknown, JsonInput, string]>([
    [{ status: "ok", more: 1 }, { status: "ok" }, "pass"],
    [{ status: "down" }, { status: "ok" }, 'body.status ("down") == "ok"'],
    [{}, { status: "ok" }, 'body.status (nothing) == "ok"'],
    [{ a: { b: { c: 1, d: 2 } } }, { a: { b: { c: 1 } } }, "pass"],
    [{ a: { b: { c: 2 } } }, { a: { b: { c: 1 } } }, "body.a.b.c (2) == 1"],
    [{ a: 5 }, { a: { b: 1 } }, 'body.a (5) == {"b":1}'],
    [{ a: null }, { a: { b: 1 } }, 'body.a (null) == {"b":1}'],
    [{}, {}, "pass"],
    [[], {}, "body ([]) == {}"],
    ["text", "text", "pass"],
    ["text", "tex", 'body ("text") == "tex"'],
  ])("%j held against %j: %s", (actual, wanted, line) => {
    expect(told(actual, wanted)).toBe(line);
  });
});

describe("null, false, zero and the empty text are values like any other", () => {
  const empties = [null, false, 0, ""];
  test.each(empties)("%j is %j", (value) => {
    expect(told({ value }, { value })).toBe("pass");
    expect(told(value, value)).toBe("pass");
    expect(told([value], [value])).toBe("pass");
  });

  test.each(empties)("%j is none of the others, and not absent", (value) => {
    for (const other of empties.filter((one) => one !== value)) {
      expect(told({ value: other }, { value })).toBe(
        `body.value (${JSON.stringify(other)}) == ${JSON.stringify(value)}`,
      );
      expect(told(other, value)).not.toBe("pass");
    }
    expect(told({}, { value })).toBe(`body.value (nothing) == ${JSON.stringify(value)}`);
    expect(told([], [value])).toBe(`body ([]) has [${JSON.stringify(value)}]`);
  });

  test("a number is not its text", () => {
    expect(told({ count: "1" }, { count: 1 })).toBe('body.count ("1") == 1');
  });
});

describe("in a list, each item named must be somewhere", () => {
  test.each<[unknown, JsonInput, string]>([
    [[1, 2, 3], [3, 1], "pass"],
    [[1, 2, 3], [4], "body ([1,2,3]) has [4]"],
    [[1, 2, 3], [], "pass"],
    [{ hits: [{ id: 1 }, { id: 2, more: 0 }] }, { hits: [{ id: 2 }] }, "pass"],
    [{ hits: [] }, { hits: [{ id: 2 }] }, 'body.hits ([]) has [{"id":2}]'],
    [{ hits: [{ id: 1 }] }, { hits: [{ id: 1 }, { id: 2 }] }, 'body.hits ([{"id":1}]) has [{"id":2}]'],
    [{ hits: { id: 2 } }, { hits: [{ id: 2 }] }, 'body.hits ({"id":2}) has [{"id":2}]'],
    [{}, { hits: [] }, "body.hits (nothing) has []"],
    [[[1], [2]], [[2]], "pass"],
  ])("%j held against %j: %s", (actual, wanted, line) => {
    expect(told(actual, wanted)).toBe(line);
  });
});

test("a body that is no JSON says what it is instead", () => {
  const wanted = expectation.parse({ body: { ok: true } });
  const html = response({ text: "<html></html>", headers: { "content-type": "text/html" } });
  expect(judgeResponse(html, wanted)).toMatchObject({
    outcome: "fail",
    problem: { reason: "body", message: "body (text/html, 13 characters) is JSON" },
  });
  expect(judgeResponse(response(), wanted)).toMatchObject({
    problem: { message: "body (no content-type, 0 characters) is JSON" },
  });
});

test("a long value is shown in part", () => {
  expect(told({ a: "x".repeat(500) }, { a: "y" })).toBe(`body.a ("${"x".repeat(119)}…) == "y"`);
});

test("every JSON value holds against itself, and against itself with more around it", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (any) => {
      const value: JsonInput = JSON.parse(JSON.stringify(any));
      expect(told(value, value)).toBe("pass");
      expect(told({ value, more: 1 }, { value })).toBe("pass");
      expect(told([0, value], [value])).toBe("pass");
    }),
  );
});

describe("an expectation that came out undefined is a mistake, and no free pass", () => {
  test("inside the body", () => {
    expect(expectation.safeParse({ body: { hits: [{ id: undefined }] } }).success).toBe(false);
  });

  test("as the body itself", () => {
    expect(expectation.safeParse({ body: undefined }).success).toBe(false);
  });

  test("and the sentence says where in the body", () => {
    const message = expectation.safeParse({ body: { hits: [{ id: undefined }] } }).error?.issues[0];
    expect(`${message?.path.join(".")} ${message?.message}`).toMatch(/hits.*id/);
  });
});
