import { expectTypeOf, test } from "vitest";
import { defineConfig, http, journey } from "../../shared/index.ts";

const up = http({ url: "https://api.acme.example" });

test("a var that is in no region is a type error, and one that is in all is a text", () => {
  const us = { aws: "us-east-1", phase: "live" as const, vars: { api: "https://api.acme.example" } };
  defineConfig({
    service: "acme",
    baseline: "us",
    regions: { us },
    checks: ({ vars }) => {
      expectTypeOf(vars.api).toEqualTypeOf<string>();
      // @ts-expect-error no region has such a var
      vars.apii;
      return { up };
    },
  });
});

test("what a config can't hold is a type error where it is written", () => {
  // @ts-expect-error a number is no duration
  http({ url: "https://x.example", timeout: 10 });
  // @ts-expect-error no such key
  http({ url: "https://x.example", metod: "GET" });
  // @ts-expect-error no such severity
  journey({ severity: "high" }, async () => {});
});

test("a part of an answer that was not looked at may be absent, and its type says so", () => {
  journey({}, async ({ http: { get } }) => {
    const { body } = await get("https://x.example");
    // @ts-expect-error body.user may be absent
    body.user.name;
    expectTypeOf(body.user?.name?.first).toBeNullable();
  });
});
