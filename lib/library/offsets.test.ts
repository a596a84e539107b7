import { describe, expect, it } from "vitest";
import { offsetsBetween } from "./offsets";

describe("offsetsBetween", () => {
  it("tells each change of the clocks to the second", () => {
    const [from, to] = [Date.parse("2026-01-01T00:00:00Z"), Date.parse("2026-12-31T00:00:00Z")];
    expect(offsetsBetween(from, to, "Europe/Berlin")).toEqual([
      { until: Date.parse("2026-03-29T01:00:00Z"), offset: 3_600_000 },
      { until: Date.parse("2026-10-25T01:00:00Z"), offset: 7_200_000 },
      { until: Number.POSITIVE_INFINITY, offset: 3_600_000 },
    ]);
    expect(offsetsBetween(from, to, "Asia/Shanghai")).toHaveLength(1);
  });
});
