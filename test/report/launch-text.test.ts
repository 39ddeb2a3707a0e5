import { describe, expect, test } from "vitest";
import { launchText } from "../../shared/report/launch-text.ts";
import { plain } from "../../shared/report/paint.ts";
import type { Evidence } from "../../shared/verdict/evidence.ts";
import { finding, health, launched, parity, perfect, result } from "../verdict/evidence.ts";

const problem = { reason: "connect", message: "no answer from acme-parity-us-facts" } as const;

const text = (evidence: Evidence) => `\n${launchText(launched(evidence), plain).join("\n")}\n`;

describe("the text of a verdict", () => {
  test("that is go", () => {
    expect(text(perfect())).toMatchInlineSnapshot(`
      "
      eu  GO  (live)

      Checks, last of 2 rounds
        eu  api    pass      after 5 ms of 1000
        eu  login  pass      after 5 ms of 1000
        eu  2 checks: 2 pass

      The same checks at the baseline
        us  api    pass      after 5 ms of 1000
        us  login  pass      after 5 ms of 1000
        us  2 checks: 2 pass

      Rests on
        2 rounds of 2 checks, run from eu
        baseline us, read 12:00:00Z
        3 of 3 known facts compared (100 %)
      "
    `);
  });

  test("that is go with gaps that somebody accepted, and a check that is slow", () => {
    const slow = health([result("api", "degraded"), result("login", "pass")]);
    const findings = [
      finding("flags/banner", { kind: "intended", why: "GDPR notice, EU only" }),
      finding("flags/whatsapp", {
        kind: "waived",
        reason: "Meta approval",
        owner: "channels",
        until: "2027-01-31",
      }),
    ];
    expect(text(perfect({ health: [slow, slow], parity: parity({ findings }) }))).toMatchInlineSnapshot(`
      "
      eu  GO  (live, 2 accepted gaps)

      Accepted
        eu  flags/banner  enabled: false  (us: true)  intended: GDPR notice, EU only
        eu  flags/whatsapp  enabled: false  (us: true)  waived until 2027-01-31 by channels: Meta approval

      Degraded
        eu  api  status (503) == 200  after 5 ms of 1000

      Checks, last of 2 rounds
        eu  api    degraded  status (503) == 200  after 5 ms of 1000
        eu  login  pass      after 5 ms of 1000
        eu  2 checks: 1 pass, 1 degraded

      The same checks at the baseline
        us  api    pass      after 5 ms of 1000
        us  login  pass      after 5 ms of 1000
        us  2 checks: 2 pass

      Rests on
        2 rounds of 2 checks, run from eu
        baseline us, read 12:00:00Z
        3 of 3 known facts compared (100 %)
      "
    `);
  });

  test("that is no-go, with what stands in the way first", () => {
    const first = health([result("api", "pass"), result("login", "pass")]);
    const second = health([result("api", "fail"), result("login", "pass")]);
    const findings = [
      finding("flags/new-cart"),
      finding("flags/chat", { kind: "expired-waiver", reason: "legal", owner: "chat", until: "2026-10-31" }),
    ];
    expect(text(perfect({ health: [first, second], parity: parity({ findings }) }))).toMatchInlineSnapshot(`
      "
      eu  NO-GO  (live, 3 blockers)

      Blockers
        eu  api  fail  status (503) == 200  after 5 ms of 1000  (in 1 of 2 rounds)
        eu  flags/new-cart  enabled: false  (us: true)
        eu  flags/chat  enabled: false  (us: true)  waiver expired on 2026-10-31, ask chat: legal

      Checks, last of 2 rounds
        eu  api    fail      status (503) == 200  after 5 ms of 1000
        eu  login  pass      after 5 ms of 1000
        eu  2 checks: 1 pass, 1 fail

      The same checks at the baseline
        us  api    pass      after 5 ms of 1000
        us  login  pass      after 5 ms of 1000
        us  2 checks: 2 pass

      Rests on
        2 rounds of 2 checks, run from eu
        baseline us, read 12:00:00Z
        3 of 3 known facts compared (100 %)
      "
    `);
  });

  test("that is undecided, with what could not be told first", () => {
    const evidence = perfect({
      roundsWanted: 3,
      baselineHealth: { unavailable: problem.message },
      parity: parity({
        baselineRead: { state: "cached", readAt: "2026-11-23T11:55:00.000Z", ageMs: 300_000, problem },
        findings: [finding("flags/new-cart")],
      }),
    });
    expect(text(evidence)).toMatchInlineSnapshot(`
      "
      eu  UNDECIDED  (live, 3 not told)

      Could not tell
        cut-short  only 2 of 3 rounds were run before time was up
        baseline-health-unavailable  the checks of us could not be run: no answer from acme-parity-us-facts
        baseline-unavailable  us could not be read (no answer from acme-parity-us-facts); compared with its copy of 2026-11-23T11:55:00.000Z, which shows 1 open finding and decides nothing

      Seen against the old copy of the baseline
        eu  flags/new-cart  enabled: false  (us: true)

      Checks, last of 2 rounds
        eu  api    pass      after 5 ms of 1000
        eu  login  pass      after 5 ms of 1000
        eu  2 checks: 2 pass

      Rests on
        2 rounds of 2 checks, run from eu
        baseline-unavailable: us: no answer from acme-parity-us-facts; its copy is 5 min 0 s old
        3 of 3 known facts compared (100 %)
      "
    `);
  });

  test("without any round", () => {
    const nothing = { baselineHealth: undefined, parity: undefined };
    expect(text(perfect({ health: [], ...nothing }))).toMatchInlineSnapshot(`
      "
      eu  UNDECIDED  (live, 4 not told)

      Could not tell
        no-checks  no check was run: nothing is known of the region's health
        baseline-health-unavailable  the checks of us were not run
        cut-short  only 0 of 2 rounds were run before time was up
        nothing-compared  not compared with us

      Rests on
        0 rounds of 0 checks, run from nowhere
      "
    `);
  });

  test("of the baseline", () => {
    const evidence = perfect({
      region: { name: "us", phase: "live" },
      health: [health([result("api", "pass")], "us")],
      roundsWanted: 1,
      baselineHealth: undefined,
      parity: undefined,
    });
    expect(text(evidence)).toMatchInlineSnapshot(`
      "
      us  GO  (live)

      Checks, last of 1 round
        us  api  pass      after 5 ms of 1000
        us  1 check: 1 pass

      Rests on
        1 round of 1 checks, run from us
        us is the baseline: it is compared with nothing
      "
    `);
  });
});
