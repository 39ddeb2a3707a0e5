import { describe, expect, test } from "vitest";
import { parityDatapoints } from "../../shared/publish/datapoints.ts";
import { parityLines } from "../../shared/publish/log-lines.ts";
import { explainText } from "../../shared/report/explain-text.ts";
import { type Outputs, outputs } from "../../shared/report/outputs.ts";
import { plain } from "../../shared/report/paint.ts";
import { aspects, fact } from "../parity/support.ts";
import { finding, health, parity, result } from "../verdict/evidence.ts";

type Explained = Outputs["explain"];

const head = { schemaVersion: 1, command: "explain", region: "eu", logLines: [], metrics: [] } as const;
const cart = (enabled: boolean) => ({
  ...fact("flags/cart", { enabled, variants: [] }, "flag"),
  rules: [{ ...aspects({ percentages: 25 }), rules: { value: "d1", sealed: true } }],
});
const text = (parts: Omit<Explained, keyof typeof head>) =>
  `\n${explainText({ ...head, logLines: [], metrics: [], ...parts }, plain).join("\n")}\n`;

describe("all there is to know", () => {
  test("of a check: its options, its steps and what came of it", () => {
    const step = { name: "log in", outcome: "pass", durationMs: 3, tries: 1 } as const;
    const polled = { name: "searchable", outcome: "fail", durationMs: 900, tries: 4 } as const;
    const failed = { ...result("conversation", "fail"), steps: [step, polled] };
    const options = { severity: "page", timeout: 20_000 };
    expect(text({ subject: "conversation", options, health: health([failed]) })).toMatchInlineSnapshot(`
      "
      eu  conversation

      Options in force
        {
          "severity": "page",
          "timeout": 20000
        }

      Steps
        pass  log in  3 ms
        fail  searchable  900 ms, 4 tries

      Result
        eu  conversation  fail      status (503) == 200  after 5 ms of 1000
        eu  1 check: 1 fail
      "
    `);
  });

  test("of a fact that differs: both sides, and in what", () => {
    const told = parity({ findings: [finding("flags/cart")] });
    expect(
      text({ subject: "flags/cart", parity: told, here: cart(false), there: cart(true) }),
    ).toMatchInlineSnapshot(`
      "
      eu  flags/cart

      As eu has it
        enabled: false  differs
        variants: []
        rule 1
          percentages: 25
          rules: (sensitive, not shown)

      As us has it
        enabled: true  differs
        variants: []
        rule 1
          percentages: 25
          rules: (sensitive, not shown)

      Result
        eu  flags/cart  enabled: false  (us: true)
        eu  1 open finding, 0 accepted; 3 of 3 known facts compared (100 %)
        eu  baseline us, read 12:00:00Z
      "
    `);
  });

  test("of a fact that is equal says so", () => {
    const told = { subject: "flags/cart", parity: parity(), here: cart(true), there: cart(true) };
    expect(text(told)).toContain("equal on both sides");
  });

  test("of a fact that nobody has asks whether the name is right", () => {
    expect(text({ subject: "flags/carf", parity: parity() })).toContain("neither side has flags/carf");
  });

  test("of a fact whose source could not be read does not say that it is missing", () => {
    const problem = { reason: "auth", message: "401" } as const;
    const unread = parity({ uncompared: [{ source: "flags", region: "eu", problem }] });
    const told = text({ subject: "flags/cart", parity: unread, there: cart(true) });
    expect(told).toContain("(not known)");
    expect(told).not.toContain("does not have it");
  });

  test("is also what would be logged and published", () => {
    const compared = parity();
    const told = text({ subject: "flags/cart", parity: compared });
    expect(told).not.toContain("Log lines");
    const more = explainText(
      {
        ...head,
        subject: "flags/cart",
        parity: compared,
        logLines: parityLines(compared).map((line) => JSON.parse(JSON.stringify(line))),
        metrics: parityDatapoints(compared).map((point) => JSON.parse(JSON.stringify(point))),
      },
      plain,
    ).join("\n");
    expect(more).toContain('"type":"parity"');
    expect(more).toContain('"name":"FactsCompared"');
  });
});

test("the JSON of every command is what its schema says", () => {
  const compare = {
    schemaVersion: 1,
    command: "compare",
    reports: [parity({ findings: [finding("flags/a")] })],
  };
  expect(outputs.compare.parse(compare)).toEqual(compare);
  const check = { schemaVersion: 1, command: "check", reports: [health([result("a", "fail")])] };
  expect(outputs.check.parse(check)).toEqual(check);
});
