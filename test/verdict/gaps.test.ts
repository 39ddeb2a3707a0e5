import { expect, test } from "vitest";
import type { Evidence } from "../../shared/verdict/evidence.ts";
import { judge } from "../../shared/verdict/judge.ts";
import { health, perfect, result } from "./evidence.ts";

const pass = (name: string) => result(name, "pass");

test.each<[string, Partial<Evidence>]>([
  ["a round that ran no check", { health: [health([pass("api")]), health([])] }],
  [
    "a check that one round left out",
    { health: [health([pass("api"), pass("login")]), health([pass("api")])] },
  ],
  ["a baseline whose checks nobody asked for", { baselineHealth: undefined }],
])("%s is never go", (_, parts) => {
  expect(judge(perfect(parts)).decision).toBe("undecided");
});

test("a failure that only one round saw is not forgotten by the rounds after it", () => {
  const rounds = [health([result("api", "fail")]), health([pass("api")]), health([pass("api")])];
  expect(judge(perfect({ health: rounds, roundsWanted: 3 })).decision).toBe("no-go");
});

test("a check that failed in one round and could not be told in another has failed", () => {
  const rounds = [health([result("api", "unknown")]), health([result("api", "fail")])];
  expect(judge(perfect({ health: rounds })).decision).toBe("no-go");
});

test("a baseline that fails another check excuses nothing", () => {
  const rounds = [health([result("api", "fail")]), health([result("api", "fail")])];
  const baselineHealth = health([pass("api"), result("login", "fail")], "us");
  expect(judge(perfect({ health: rounds, baselineHealth })).decision).toBe("no-go");
});

test("a baseline that fails a check is no reason against a region that passes it", () => {
  const baselineHealth = health([result("api", "fail"), pass("login")], "us");
  expect(judge(perfect({ baselineHealth })).decision).toBe("go");
});
