/**
 * The policy for tests that need something a machine may lack (a compiler, a server, a network).
 * Skips the running test with the reason as its note, or, where REQUIRE_ALL=1 (CI), fails it with the reason:
 * a machine that promises everything must not turn green by skipping.
 *
 * @param reason why the test cannot run here; `undefined` when it can
 * @param context vitest's test context, whose `skip` ends the test
 */
export function skipUnless(reason: string | undefined, context: { skip(note?: string): void }): void {
  if (reason === undefined) return;
  if (process.env.REQUIRE_ALL === "1")
    throw new Error(`REQUIRE_ALL=1, but this test cannot run here: ${reason}`);
  context.skip(reason);
}
