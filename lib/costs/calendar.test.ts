import { describe, expect, it } from "vitest";
import {
  addDays,
  addMonths,
  dayOf,
  daysFrom,
  firstOfMonth,
  isDay,
  isTimeZone,
  startOfDay,
} from "./calendar";

describe("startOfDay", () => {
  it.each([
    ["an ordinary day", "2026-11-20", "UTC", "2026-11-20T00:00:00.000Z"],
    ["ahead of UTC", "2026-11-20", "Asia/Shanghai", "2026-11-19T16:00:00.000Z"],
    ["farthest ahead", "2026-11-20", "Pacific/Kiritimati", "2026-11-19T10:00:00.000Z"],
    ["behind UTC", "2026-11-20", "Pacific/Pago_Pago", "2026-11-20T11:00:00.000Z"],
    ["a quarter of an hour", "2026-11-20", "Asia/Kathmandu", "2026-11-19T18:15:00.000Z"],
    ["the day clocks go forward", "2026-03-29", "Europe/Berlin", "2026-03-28T23:00:00.000Z"],
    ["the day after", "2026-03-30", "Europe/Berlin", "2026-03-29T22:00:00.000Z"],
    ["the day clocks go back", "2026-10-25", "Europe/Berlin", "2026-10-24T22:00:00.000Z"],
    ["the day after that", "2026-10-26", "Europe/Berlin", "2026-10-25T23:00:00.000Z"],
    ["a day without midnight", "2018-11-04", "America/Sao_Paulo", "2018-11-04T03:00:00.000Z"],
    ["a day with two midnights", "2026-11-01", "America/Havana", "2026-11-01T04:00:00.000Z"],
    ["a month's first", "2026-11-01", "America/New_York", "2026-11-01T04:00:00.000Z"],
  ])("%s", (_what, day, timeZone, instant) => {
    expect(startOfDay(day, timeZone).toISOString()).toBe(instant);
  });

  it("gives a day that a zone skipped no time at all", () => {
    const skipped = startOfDay("2011-12-30", "Pacific/Apia");
    expect(skipped).toEqual(startOfDay("2011-12-31", "Pacific/Apia"));
  });

  it.each(["Europe/Berlin", "America/Havana", "America/Sao_Paulo", "Australia/Lord_Howe"])(
    "leaves no instant of three years in %s to no day or to two",
    (timeZone) => {
      for (let day = "2017-06-01"; day < "2020-06-01"; day = addDays(day, 1)) {
        const start = startOfDay(day, timeZone);
        expect(dayOf(start, timeZone)).toBe(day);
        expect(dayOf(new Date(start.getTime() - 1), timeZone)).toBe(addDays(day, -1));
      }
    },
  );
});

it("counts days and months as the calendar does", () => {
  expect(addDays("2026-02-28", 1)).toBe("2026-03-01");
  expect(addDays("2024-03-01", -1)).toBe("2024-02-29");
  expect(daysFrom("2026-11-01", "2026-11-30")).toBe(30);
  expect(daysFrom("2026-11-20", "2026-11-20")).toBe(1);
  expect(firstOfMonth("2026-11-20")).toBe("2026-11-01");
  expect(addMonths("2026-01-31", -1)).toBe("2025-12-01");
  expect(addMonths("2026-12-31", 1)).toBe("2027-01-01");
});

it("knows a day and a zone from what only looks like one", () => {
  expect(["2026-11-20", "2024-02-29"].every(isDay)).toBe(true);
  expect(
    [
      "2026-02-29",
      "2026-11-31",
      "20.11.2026",
      "2026-1-1",
      "9999-12-31",
      "0001-01-01",
      "",
      "x",
    ].some(isDay),
  ).toBe(false);
  expect(["Asia/Shanghai", "UTC", "America/Argentina/Ushuaia"].every(isTimeZone)).toBe(true);
  expect(["Mars/Olympus", "", "'; --", "Europe/"].some(isTimeZone)).toBe(false);
});
