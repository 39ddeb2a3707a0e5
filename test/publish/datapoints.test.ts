import { describe, expect, test } from "vitest";
import type { HealthReport } from "../../shared/model/health.ts";
import type { ParityReport } from "../../shared/model/parity.ts";
import { healthDatapoints, heartbeat, parityDatapoints } from "../../shared/publish/datapoints.ts";
import type { Datapoint } from "../../shared/publish/metrics.ts";
import { finding, health, parity, result } from "../verdict/evidence.ts";

const problem = { reason: "connect", message: "no connection" } as const;
const readAt = "2026-11-23T11:58:30.000Z";
const values = (points: readonly Datapoint[]) =>
  Object.fromEntries(points.map(({ name, value }) => [name, value]));
const ofParity = (parts: Partial<ParityReport> = {}) => values(parityDatapoints(parity(parts)));
const ofHealth = (report: HealthReport) => values(healthDatapoints(report));

describe("the numbers of a run of checks", () => {
  test("count every outcome apart, the zeros too", () => {
    const results = [result("a", "pass"), result("b", "pass"), result("c", "fail"), result("d", "unknown")];
    expect(ofHealth(health(results))).toEqual({
      ChecksPassed: 2,
      ChecksDegraded: 0,
      ChecksFailed: 1,
      ChecksUnknown: 1,
      SlowestCheckBudget: 1,
      CleanupLeaks: 0,
      HealthDuration: 5,
    });
  });

  test("count what could not be cleaned up", () => {
    const leak = { reason: "cleanup", message: "left over" } as const;
    const leaky = { ...result("a", "degraded"), leaks: [leak, leak] };
    expect(ofHealth(health([leaky, result("b", "pass")]))).toMatchObject({
      ChecksDegraded: 1,
      CleanupLeaks: 2,
    });
  });

  test("measure each check by its own budget", () => {
    const long = { ...result("a", "pass"), durationMs: 9000, budgetMs: 20_000 };
    const tight = { ...result("b", "pass"), durationMs: 900, budgetMs: 1000 };
    expect(ofHealth(health([long, tight]))).toMatchObject({ SlowestCheckBudget: 90 });
  });

  test("carry the run's service, region and time, and the unit of the table", () => {
    const report = health([result("a", "pass")]);
    expect(healthDatapoints(report)[0]).toEqual({
      name: "ChecksPassed",
      value: 1,
      unit: "Count",
      dimensions: { Service: "acme", Region: "eu" },
      at: report.startedAt,
    });
  });

  test("hold one sign of life, whatever the checks found", () => {
    for (const outcome of ["pass", "fail", "unknown"] as const) {
      expect(values(heartbeat(health([result("a", outcome)])))).toEqual({ Heartbeat: 1 });
    }
  });
});

describe("the numbers of a comparison", () => {
  const findings = [
    finding("flags/a"),
    finding("flags/b", { kind: "expired-waiver", reason: "later", owner: "shop", until: "2026-01-01" }),
    finding("flags/c", { kind: "waived", reason: "later", owner: "shop", until: "2030-01-01" }),
    finding("flags/d", { kind: "intended", why: "GDPR" }),
  ];

  test("count an expired waiver as open", () => {
    expect(ofParity({ findings })).toMatchObject({ FindingsOpen: 2, FindingsAccepted: 2 });
  });

  test("of equal regions are zeros that somebody saw", () => {
    expect(ofParity()).toEqual({
      FindingsOpen: 0,
      FindingsAccepted: 0,
      FactsCompared: 3,
      SourcesUnreadable: 0,
      BaselineAvailable: 1,
      BaselineAge: 0,
      ParityDuration: 5,
    });
  });

  test("compared with the kept copy say so, and how old it is", () => {
    const baselineRead = { state: "cached", readAt, ageMs: 90_000, problem } as const;
    expect(ofParity({ baselineRead })).toMatchObject({
      FindingsOpen: 0,
      BaselineAvailable: 0,
      BaselineAge: 90,
    });
  });

  test.each<[string, ParityReport["baselineRead"]]>([
    ["an old copy", { state: "baseline-stale", readAt, ageMs: 90_000, problem }],
    ["no baseline", { state: "baseline-unavailable", problem }],
  ])(
    "with %s are not written where nothing is known: a zero would read as no difference",
    (_, baselineRead) => {
      const written = ofParity({ baselineRead, coverage: { compared: 0, known: 3 } });
      expect(written).not.toHaveProperty("FindingsOpen");
      expect(written).not.toHaveProperty("FindingsAccepted");
      expect(written).toMatchObject({ BaselineAvailable: 0, FactsCompared: 0 });
    },
  );

  test("with not one fact compared are not written either, though the baseline was there", () => {
    const uncompared = [{ source: "flags", region: "eu", problem }];
    const written = ofParity({ uncompared, coverage: { compared: 0, known: 3 } });
    expect(written).not.toHaveProperty("FindingsOpen");
    expect(written).toMatchObject({ SourcesUnreadable: 1, BaselineAvailable: 1 });
  });

  test("count each source that could not be compared", () => {
    const uncompared = ["eu", "us"].map((region) => ({ source: "flags", region, problem }));
    expect(ofParity({ uncompared })).toMatchObject({ SourcesUnreadable: 2, FactsCompared: 3 });
  });

  test("without a baseline hold no age of it", () => {
    expect(ofParity({ baselineRead: { state: "baseline-unavailable", problem } })).not.toHaveProperty(
      "BaselineAge",
    );
  });

  test("a baseline whose clock is ahead is not younger than now", () => {
    const ahead = { state: "fresh", readAt: "2026-11-23T12:00:07.000Z" } as const;
    expect(ofParity({ baselineRead: ahead })).toMatchObject({ BaselineAge: 0 });
  });
});
