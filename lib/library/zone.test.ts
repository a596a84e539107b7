import { describe, expect, it } from "vitest";
import { offsetsBetween } from "./days";
import { dayOf, isDay, isZone, nextDay, startOfDay } from "./zone";

describe("the first moment of a day", () => {
  it.each([
    ["2026-11-20", "UTC", "2026-11-20T00:00:00Z"],
    ["2026-11-20", "Asia/Shanghai", "2026-11-19T16:00:00Z"],
    ["2026-11-20", "Asia/Kathmandu", "2026-11-19T18:15:00Z"],
    ["2026-11-20", "Pacific/Kiritimati", "2026-11-19T10:00:00Z"],
    ["2026-11-20", "Pacific/Pago_Pago", "2026-11-20T11:00:00Z"],
    // Clocks change at two in the morning.
    ["2026-03-08", "America/New_York", "2026-03-08T05:00:00Z"],
    ["2026-03-09", "America/New_York", "2026-03-09T04:00:00Z"],
    ["2026-11-01", "America/New_York", "2026-11-01T04:00:00Z"],
    ["2026-11-02", "America/New_York", "2026-11-02T05:00:00Z"],
    // There was no midnight: clocks were put from 0:00 to 1:00.
    ["2018-11-04", "America/Sao_Paulo", "2018-11-04T03:00:00Z"],
    // There were two: clocks were put from 24:00 back to 23:00.
    ["2018-02-18", "America/Sao_Paulo", "2018-02-18T03:00:00Z"],
  ])("%s in %s is %s", (day, zone, moment) => {
    const start = startOfDay(day, zone);
    expect(new Date(start)).toEqual(new Date(moment));
    expect(dayOf(start, zone)).toBe(day);
    expect(dayOf(start - 1, zone) < day).toBe(true);
  });

  it("comes after the day before, all year round, wherever one is", () => {
    for (const zone of ["Europe/London", "Australia/Lord_Howe", "Africa/Cairo", "Asia/Tehran"]) {
      for (let day = "2023-12-30"; day < "2025-01-03"; day = nextDay(day)) {
        const hours = (startOfDay(nextDay(day), zone) - startOfDay(day, zone)) / 3_600_000;
        expect([day, zone, hours >= 23 && hours <= 25]).toEqual([day, zone, true]);
      }
    }
  });
});

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

it.each([
  ["2026-11-20", true],
  ["2026-02-29", false],
  ["2024-02-29", true],
  ["26-11-20", false],
  ["2026-13-01", false],
])("isDay(%s) is %s", (day, is) => expect(isDay(day)).toBe(is));

it.each([
  ["Asia/Shanghai", true],
  ["Mars/Olympus", false],
  ["", false],
  ["x".repeat(100), false],
])("isZone(%j) is %s", (zone, is) => expect(isZone(zone)).toBe(is));
