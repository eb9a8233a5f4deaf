/** Tests of dates of ledgers, also where some are none. Runs in Deno. */

import assert from "node:assert/strict";
import { daysFromDate } from "../../../pipeline/ingest/cells/dates.ts";
import { type Moments, readMoments } from "../../../pipeline/ingest/ledger/moments.ts";

const FIRST = daysFromDate(2011, 12, 9);

function read(texts: readonly string[], counts?: readonly number[]): Moments {
  return readMoments(texts, counts ?? texts.map(() => 1));
}

Deno.test("dates are read as the engine reads them, as serial numbers and as digits", () => {
  for (
    const text of ["2011-12-09", "13/12/2011", "12/13/2011", "20111209", "40886", "9-Dec-2011"]
  ) {
    const { days } = read([text]);
    assert.ok(days[0] === FIRST || days[0] === FIRST + 4, text);
  }
  assert.equal(read(["40886.5"]).days[0], FIRST + 0.5);
  assert.equal(read(["2011-12-09 12:00"]).days[0], FIRST + 0.5);
});

Deno.test("the order of day and month is one for all of a form", () => {
  const { days, formats } = read(["12/9/2011", "12/13/2011"]);
  assert.deepEqual([...days], [FIRST, FIRST + 4]);
  assert.deepEqual(formats, ["mm/dd/yyyy"]);
  const open = read(["9/12/2011"]);
  assert.deepEqual([...open.days], [FIRST]);
  assert.match(open.formats[0], /could be the other way round/);
});

Deno.test("what is no date leaves the others as they are", () => {
  const { days, formats } = read(["2011-12-09", "never", "2011-02-30", "2011-12-10"]);
  assert.deepEqual([...days], [FIRST, NaN, NaN, FIRST + 1]);
  assert.deepEqual(formats, ["yyyy-mm-dd"]);
  assert.deepEqual([...read(["never"]).days], [NaN]);
  assert.deepEqual([...read([]).days], []);
});

Deno.test("forms are read each by itself, the one of most lines named first", () => {
  const { days, formats } = read(["2011-12-09", "13.12.2011", "40886"], [1, 5, 1]);
  assert.deepEqual([...days], [FIRST, FIRST + 4, FIRST]);
  assert.deepEqual(formats, ["dd.mm.yyyy", "yyyy-mm-dd"]);
});

Deno.test("where days and months contradict each other, more lines decide", () => {
  const texts = ["12/13/2011", "13/12/2011", "12/9/2011"];
  assert.deepEqual([...read(texts, [5, 1, 1]).days], [FIRST + 4, NaN, FIRST]);
  assert.deepEqual([...read(texts, [1, 5, 1]).days], [NaN, FIRST + 4, daysFromDate(2011, 9, 12)]);
  assert.deepEqual([...read(["13.12.2011", "12.13.2011"], [1, 5]).days], [FIRST + 4, NaN]);
});
