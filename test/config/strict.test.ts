import { describe, expect, test } from "vitest";
import * as z from "zod";
import { strict } from "../../shared/config/strict.ts";

const point = strict({ x: z.number(), y: z.number() });
const messages = (value: unknown) => point.safeParse(value).error?.issues.map(({ message }) => message) ?? [];

test("an object with the keys it knows is let through", () => {
  expect(messages({ x: 1, y: 2 })).toEqual([]);
});

describe("everything else is one sentence with the keys it knows", () => {
  test.each([
    [{ x: 1, y: 2, z: 3 }, 'unknown key "z". Known keys: x, y.'],
    [{ x: 1, y: 2, z: 3, w: 4 }, 'unknown keys "z", "w". Known keys: x, y.'],
    [undefined, "is missing. It takes these keys: x, y."],
    [null, "null is not an object. It takes these keys: x, y."],
    ["x", '"x" is not an object. It takes these keys: x, y.'],
    [[1, 2], "[1,2] is not an object. It takes these keys: x, y."],
  ])("%j", (value, message) => {
    expect(messages(value)).toEqual([message]);
  });

  test("a function is not called undefined", () => {
    expect(messages(() => 1)[0]).not.toMatch(/^undefined is/);
  });
});

test("a wrong value inside keeps the sentence of its own schema", () => {
  const named = strict({ x: z.number({ error: "is no number." }) });
  expect(named.safeParse({ x: "one" }).error?.issues[0]?.message).toBe("is no number.");
});
