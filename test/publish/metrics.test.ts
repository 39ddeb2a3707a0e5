import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { healthDatapoints, heartbeat, parityDatapoints } from "../../shared/publish/datapoints.ts";
import { metrics, namespace } from "../../shared/publish/metrics.ts";
import { health, parity, result } from "../verdict/evidence.ts";

const everything = [
  ...healthDatapoints(health([result("a", "pass")])),
  ...heartbeat(health([])),
  ...parityDatapoints(parity()),
];

describe("the table of metrics", () => {
  test("holds all that is written, and nothing else", () => {
    expect(everything.map(({ name }) => name).sort()).toEqual(Object.keys(metrics).sort());
  });

  test.each(Object.entries(metrics))(
    "%s has a unit that CloudWatch knows, and a sentence of help",
    (name, about) => {
      expect(name).toMatch(/^[A-Z][A-Za-z]+$/);
      expect(["Count", "Percent", "Milliseconds", "Seconds"]).toContain(about.unit);
      expect(about.help).toMatch(/^[A-Z0-9].+\.$/);
    },
  );

  test("is the unit of what is written", () => {
    for (const { name, unit } of everything)
      expect({ name, unit }).toEqual({ name, unit: metrics[name].unit });
  });

  test("is in the documents, every one of it", () => {
    const text = readFileSync(new URL("../../docs/metrics.md", import.meta.url), "utf8");
    for (const [name, { unit, help }] of Object.entries(metrics)) {
      expect(text).toContain(`| \`${name}\` | ${unit} | ${help} |`);
    }
    expect(text).toContain(namespace);
  });

  test("has a handful of dimensions with few values: names from the config", () => {
    for (const { dimensions } of everything) expect(dimensions).toEqual({ Service: "acme", Region: "eu" });
  });
});
