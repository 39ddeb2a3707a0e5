import { describe, expect, test } from "vitest";
import { fillSecrets, secretNames, secretPlaceholder } from "../../shared/config/secret.ts";

test("a placeholder holds the name and nothing else", () => {
  expect(secretPlaceholder("synthetic-user")).toBe("{secret:synthetic-user}");
});

test.each(["", "a b", "a/b", "a}b", "ä", "a\n", "../x"])("%j is not the name of a secret", (name) => {
  expect(() => secretPlaceholder(name)).toThrow(
    `secret(${JSON.stringify(name)}): a name has letters, digits, "-" and "_" only`,
  );
});

describe("the secrets that a text needs", () => {
  test.each([
    ["nothing here", []],
    ["Bearer {secret:a}", ["a"]],
    ["{secret:a}{secret:b_2}", ["a", "b_2"]],
    ["{secret:}", []],
    ["{secret:a b}", []],
    ["{{secret:a}}", ["a"]],
  ])("%j", (text, names) => {
    expect(secretNames(text)).toEqual(names);
  });
});

test("every placeholder gives way to its value, also when it stands twice", () => {
  const filled = fillSecrets("{secret:a}-{secret:b}-{secret:a}", (name) => name.toUpperCase());
  expect(filled).toBe("A-B-A");
});

test.each(["$&", "$1", "$$", "{secret:a}"])("a value such as %j is taken as it stands", (value) => {
  expect(fillSecrets("<{secret:a}>", () => value)).toBe(`<${value}>`);
});
