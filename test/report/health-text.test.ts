import { expect, test } from "vitest";
import { healthText } from "../../shared/report/health-text.ts";
import { plain } from "../../shared/report/paint.ts";
import { health, result } from "../verdict/evidence.ts";

const text = (report: Parameters<typeof healthText>[0]) => `\n${healthText(report, plain).join("\n")}\n`;

test("every check is a line, and the last line counts them", () => {
  const results = [
    result("api is up", "pass"),
    result("certificate", "degraded"),
    result("conversation", "fail"),
    result("x", "unknown"),
  ];
  expect(text(health(results))).toMatchInlineSnapshot(`
    "
    eu  api is up     pass      after 5 ms of 1000
    eu  certificate   degraded  status (503) == 200  after 5 ms of 1000
    eu  conversation  fail      status (503) == 200  after 5 ms of 1000
    eu  x             unknown   status (503) == 200  after 5 ms of 1000
    eu  4 checks: 1 pass, 1 degraded, 1 fail, 1 unknown
    "
  `);
});

test("outcomes that nobody had are not counted out", () => {
  expect(text(health([result("api is up", "pass")]))).toMatchInlineSnapshot(`
    "
    eu  api is up  pass      after 5 ms of 1000
    eu  1 check: 1 pass
    "
  `);
});

test("a run without checks says that there was none", () => {
  expect(text(health([]))).toMatchInlineSnapshot(`
    "
    eu  0 checks: none
    "
  `);
});

test("a region seen from another place says so", () => {
  expect(text({ ...health([result("api", "pass")]), observer: "here" })).toContain("(seen from here)");
});
