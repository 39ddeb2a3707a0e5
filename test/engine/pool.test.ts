import fc from "fast-check";
import { expect, test } from "vitest";
import { pooled } from "../../shared/engine/pool.ts";

test("there are never more than so many at once, all are done, and their order is kept", async () => {
  const delays = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(delays, fc.integer({ min: 1, max: 8 }), async (turns, limit) => {
      let running = 0;
      let most = 0;
      const results = await pooled([...turns.entries()], limit, async ([index, turn]) => {
        running += 1;
        most = Math.max(most, running);
        for (let left = turn; left > 0; left -= 1) await Promise.resolve();
        running -= 1;
        return index;
      });
      expect(results).toEqual([...turns.keys()]);
      expect(most).toBe(Math.min(limit, turns.length));
    }),
    { numRuns: 200 },
  );
});

test("the next one begins as soon as one is done, and waits for no other", async () => {
  const first = Promise.withResolvers<void>();
  const begun: number[] = [];
  const running = pooled([0, 1, 2, 3], 2, async (item) => {
    begun.push(item);
    if (item === 0) await first.promise;
    return item;
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(begun).toEqual([0, 1, 2, 3]);
  first.resolve();
  expect(await running).toEqual([0, 1, 2, 3]);
});

test("a result that is undefined keeps its place", async () => {
  expect(await pooled([1, 2, 3], 2, async (item) => (item === 2 ? undefined : item))).toEqual([
    1,
    undefined,
    3,
  ]);
});
