/** Tests of dates in text and of serial dates of workbooks. Runs in Deno. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { dateFromDays, daysFromDate, readDates } from "../../../pipeline/ingest/cells/dates.ts";
import { readText } from "../support.ts";
import { serialKind, serialText } from "../../../pipeline/ingest/files/workbook/serial_dates.ts";

const MARCH_1_2024 = 19783;

Deno.test("daysFromDate() counts from 1970-01-01 as the calendar does", () => {
  // Python 3, datetime.date(y, m, d).toordinal() - 719163.
  const cases: [number, number, number, number][] = [
    [1970, 1, 1, 0],
    [1969, 12, 31, -1],
    [2024, 2, 29, 19782],
    [2024, 3, 1, MARCH_1_2024],
    [1900, 3, 1, -25508],
    [1, 1, 1, -719162],
    [9999, 12, 31, 2932896],
  ];
  for (const [year, month, day, days] of cases) {
    assert.equal(daysFromDate(year, month, day), days);
  }
  for (
    const [year, month, day] of [[2023, 2, 29], [1900, 2, 29], [2024, 4, 31], [2024, 13, 1], [
      2024,
      0,
      1,
    ], [2024, 1, 0]]
  ) assert.ok(Number.isNaN(daysFromDate(year, month, day)));
});

Deno.test("dateFromDays() is the inverse of daysFromDate()", () => {
  fc.assert(
    fc.property(fc.integer({ min: -719162, max: 2932896 }), (days) => {
      const [year, month, day] = dateFromDays(days).split("-").map(Number);
      assert.equal(daysFromDate(year, month, day), days);
    }),
    { seed: 1, numRuns: 2000 },
  );
});

Deno.test("readDates() reads one format per column", async (t) => {
  const cases: [string, string[], string, number[]][] = [
    ["ISO", ["2024-03-01", "1970-01-01"], "yyyy-mm-dd", [MARCH_1_2024, 0]],
    ["ISO with some times", ["2024-03-01T12:00:00", "2024-03-01"], "yyyy-mm-dd", [
      MARCH_1_2024 + 0.5,
      MARCH_1_2024,
    ]],
    ["a blank before the time", ["2024-03-01 06:00"], "yyyy-mm-dd", [MARCH_1_2024 + 0.25]],
    [
      "an offset is passed over",
      ["2024-03-01T06:00:00.123+02:00", "2024-03-01T06:00Z"],
      "yyyy-mm-dd",
      [
        MARCH_1_2024 + 0.25,
        MARCH_1_2024 + 0.25,
      ],
    ],
    ["Google Forms", ["2024/03/01 6:00:00 PM GMT+2"], "yyyy/mm/dd", [MARCH_1_2024 + 0.75]],
    ["noon and midnight", ["03/13/2024 12:00:00 AM", "03/13/2024 12:00:00 PM"], "mm/dd/yyyy", [
      MARCH_1_2024 + 12,
      MARCH_1_2024 + 12.5,
    ]],
    ["day first by evidence", ["01-03-2024", "31-03-2024"], "dd-mm-yyyy", [
      MARCH_1_2024,
      MARCH_1_2024 + 30,
    ]],
    ["month first by evidence", ["3/1/2024", "3/31/2024"], "mm/dd/yyyy", [
      MARCH_1_2024,
      MARCH_1_2024 + 30,
    ]],
    [
      "day first where both fit",
      ["01/03/2024"],
      "dd/mm/yyyy, day and month could be the other way round",
      [MARCH_1_2024],
    ],
    ["both ways the same day", ["03/03/2024"], "dd/mm/yyyy", [MARCH_1_2024 + 2]],
    ["points are day first", ["1.3.2024"], "dd.mm.yyyy", [MARCH_1_2024]],
  ];
  for (const [name, texts, format, days] of cases) {
    await t.step(name, () => {
      const found = readDates(texts)!;
      assert.equal(found.format, format);
      assert.deepEqual([...found.days], days);
    });
  }
});

Deno.test("readDates() reads what forms and spreadsheets write in other languages", async (t) => {
  const cases: [string, string[], string, number[]][] = [
    ["Microsoft Forms", ["3/1/24 18:00:00", "3/31/24 0:00"], "mm/dd/yy, years of two digits", [
      MARCH_1_2024 + 0.75,
      MARCH_1_2024 + 30,
    ]],
    [
      "years of two digits are those of Excel",
      ["01.01.70", "01.03.24"],
      "dd.mm.yy, years of two digits",
      [
        0,
        MARCH_1_2024,
      ],
    ],
    ["Google Forms in Italian", ["01/03/2024 6.00.00", "31/03/2024 18.00.00"], "dd/mm/yyyy", [
      MARCH_1_2024 + 0.25,
      MARCH_1_2024 + 30.75,
    ]],
    ["Google Forms in Spanish", ["2024/03/01 6:00:00 p. m. CET"], "yyyy/mm/dd", [
      MARCH_1_2024 + 0.75,
    ]],
    ["Google Forms in German", ["2024/03/01 6:00:00 nachm. MESZ"], "yyyy/mm/dd", [
      MARCH_1_2024 + 0.75,
    ]],
    [
      "Google Forms in Greek",
      ["2024/03/01 6:00:00 μ.μ. EEST", "2024/03/01 6:00:00 π.μ. EEST"],
      "yyyy/mm/dd",
      [
        MARCH_1_2024 + 0.75,
        MARCH_1_2024 + 0.25,
      ],
    ],
    ["SPSS", ["01-Mar-2024", "1-JAN-1970"], "dd-month-yyyy", [MARCH_1_2024, 0]],
    ["Excel", ["01-Mar-24 06:00"], "dd-month-yy", [MARCH_1_2024 + 0.25]],
    ["in words", ["March 1, 2024", "Jan 1, 1970 12:00 PM"], "month-dd-yyyy", [MARCH_1_2024, 0.5]],
  ];
  for (const [name, texts, format, days] of cases) {
    await t.step(name, () => {
      const found = readDates(texts)!;
      assert.equal(found.format, format);
      assert.deepEqual([...found.days], days);
    });
  }
});

Deno.test("ingest() takes day and month of all dates the way round that one column shows", async () => {
  const rows = ["3/5/2024,3/9/2024,x", "3/12/2024,3/13/2024,y"];
  const read = async (lines: string[]) =>
    (await readText(["Started,Ended,q", ...lines].join("\n"))).survey.columns;
  const [started, ended] = await read(rows);
  assert.match(started.reason, /^dates as mm\/dd\/yyyy, as other columns show, 2024-03-05/);
  assert.equal(ended.values[0] - started.values[0], 4);
  const [alone] = await read(["3/5/2024,,x", "3/12/2024,,y"]);
  assert.match(alone.reason, /^dates as dd\/mm\/yyyy, day and month could be/);
  const [torn] = await read(["3/5/2024,3/13/2024,13/3/2024"]);
  assert.match(torn.reason, /^dates as dd\/mm\/yyyy, day and month could be/);
});

Deno.test("readDates() refuses what is no date, or not in one format", async (t) => {
  const cases: [string, string[]][] = [
    ["a day that does not exist", ["31-02-2024"]],
    ["29 February of a common year", ["2023-02-29"]],
    ["months above 12 both ways", ["13/13/2024"]],
    ["day first here, month first there", ["31/01/2024", "01/31/2024"]],
    ["two separators", ["2024-03-01", "2024/03/01"]],
    ["mixed separators in one date", ["2024-03/01"]],
    ["year first here, last there", ["2024-03-01", "01-03-2024"]],
    ["years of two digits", ["01-03-24"]],
    ["versions", ["1.2.10", "1.10.11"]],
    ["a word that is no month", ["1-Mai-2024"]],
    ["the start of a month's name", ["1-Ma-2024", "1-Febru-2024"]],
    ["no day", ["2024-03"]],
    ["hour 24", ["2024-03-01 24:00"]],
    ["hour 13 in the afternoon", ["2024-03-01 13:00 PM"]],
    ["minute 60", ["2024-03-01 10:60"]],
    ["zeros", ["0000-00-00"]],
    ["words", ["2024-03-01", "later"]],
    ["numbers", ["20240301"]],
  ];
  for (const [name, texts] of cases) {
    await t.step(name, () => assert.equal(readDates(texts), null));
  }
});

Deno.test("serialText() writes serial dates as spreadsheets show them", async (t) => {
  // Excel and LibreOffice Calc show these for the same numbers and formats.
  const cases: [string, number, "date" | "time" | "elapsed", boolean, string][] = [
    ["a day", 45352, "date", false, "2024-03-01"],
    ["a day and a time", 45352.520833333336, "date", false, "2024-03-01T12:30:00"],
    [
      "a time that falls short by rounding",
      44774.34447916666,
      "date",
      false,
      "2022-08-01T08:16:03",
    ],
    ["the last second rounds up to the next day", 45351.999999, "date", false, "2024-03-01"],
    ["the first day", 1, "date", false, "1900-01-01"],
    ["before the day that never was", 59, "date", false, "1900-02-28"],
    ["the day that never was", 60, "date", false, "1900-02-29"],
    ["after it", 61, "date", false, "1900-03-01"],
    ["the last day", 2958465, "date", false, "9999-12-31"],
    ["beyond the last day", 2958466, "date", false, "2958466"],
    ["before the first", -1, "date", false, "-1"],
    ["counted from 1904", 43890, "date", true, "2024-03-01"],
    ["the first day of 1904", 0, "date", true, "1904-01-01"],
    ["a time of day", 0.25, "time", false, "06:00:00"],
    ["a time of day in a 1904 book", 0.25, "time", true, "06:00:00"],
    ["midnight", 0, "time", false, "00:00:00"],
    ["a day shown as a time", 45352.25, "time", false, "2024-03-01T06:00:00"],
    ["a duration", 1.1354166666666667, "elapsed", false, "27:15:00"],
    ["a negative duration", -0.5, "elapsed", false, "-12:00:00"],
  ];
  for (const [name, serial, kind, is1904, text] of cases) {
    await t.step(name, () => assert.equal(serialText(serial, { kind, is1904 }), text));
  }
});

Deno.test("serialKind() tells days, times and durations by their format", () => {
  const cases: [string, string][] = [
    ["yyyy-mm-dd", "date"],
    ["m/d/yy h:mm", "date"],
    ["mmm-yy", "date"],
    ["[$-409]d. mmmm yyyy", "date"],
    ["h:mm AM/PM", "time"],
    ["mm:ss.0", "time"],
    ['h "hours"', "time"],
    ["[h]:mm:ss", "elapsed"],
    ["[mm]:ss", "elapsed"],
  ];
  for (const [format, kind] of cases) assert.equal(serialKind(format), kind, format);
});
