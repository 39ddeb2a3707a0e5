import { describe, expect, test } from "vitest";
import { attempt } from "../../shared/engine/attempt.ts";
import { settle } from "../support/clock.ts";
import { attemptScope, fakeTransport, readyJourney, response, runJourney, told } from "../support/engine.ts";

const api = "http://api.acme.example";

describe("a journey that tested nothing is no pass", () => {
  test("because its script is empty", async () => {
    const result = await runJourney(async () => {});
    expect(result.outcome).toBe("unknown");
  });

  test("because the list it goes through is empty", async () => {
    const result = await runJourney(async ({ step, http }) => {
      const locales: string[] = [];
      for (const locale of locales) await step(locale, () => http.get(`${api}/${locale}`));
    });
    expect(result.outcome).toBe("unknown");
  });
});

describe("a journey that forgot to await is no pass, for nobody knows how it would have ended", () => {
  const slow = () => {
    const { promise, resolve } = Promise.withResolvers<ReturnType<typeof response>>();
    return { ...fakeTransport(() => promise), answer: () => resolve(response()) };
  };

  test("a step", async () => {
    const { transport, answer } = slow();
    const result = await runJourney(
      async ({ step, http }) => {
        void step("create", () => http.post(api));
      },
      { transport },
    );
    answer();
    await settle();
    expect(result.outcome).not.toBe("pass");
    expect(told(result)).toContain("create");
  });

  test("a request", async () => {
    const { transport, answer } = slow();
    const result = await runJourney(
      async ({ http }) => {
        void http.post(api);
      },
      { transport },
    );
    answer();
    await settle();
    expect(result.outcome).not.toBe("pass");
  });

  test("a step inside a step", async () => {
    const { transport, answer } = slow();
    const result = await runJourney(
      async ({ step, http }) => {
        await step("outer", async () => {
          void step("inner", () => http.post(api));
        });
      },
      { transport },
    );
    answer();
    await settle();
    expect(result.outcome).not.toBe("pass");
  });
});

test("a pass never has a failed step in it, unless the script caught the failure itself", async () => {
  const { transport } = fakeTransport(() => response({ status: 500 }));
  const result = await runJourney(
    async ({ step, http }) => {
      await step("create", () => http.post(api)).catch(() => {});
    },
    { transport },
  );
  expect(result.steps).toMatchObject([{ outcome: "fail" }]);
  expect(result.outcome).toBe("pass");
});

test("a journey's check keeps nothing from one run to the next", async () => {
  const statuses = [500, 200, 500];
  const check = readyJourney(({ step, http }) => step("get", () => http.get(api)).then(() => {}));
  const { transport } = fakeTransport(() => response({ status: statuses.shift() ?? 0 }));
  const outcomes: string[] = [];
  for (const _ of [1, 2, 3]) outcomes.push((await attempt("x", check, attemptScope({ transport }))).outcome);
  expect(outcomes).toEqual(["fail", "pass", "fail"]);
});
