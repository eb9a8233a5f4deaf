/** Tests of words and codes that mean no answer: set aside, proposed, applied. Runs in Deno. */

import assert from "node:assert/strict";
import { columnValues } from "../../../pipeline/survey/read_column.ts";
import type { Params } from "../../../pipeline/plan/params.ts";
import type { Column } from "../../../pipeline/survey/column.ts";
import { MISSING_REASONS, type MissingProposal } from "../../../pipeline/survey/missing.ts";
import { sharedData, sharedDataAbsent } from "../../support/shared_data.ts";
import { columnText, missingCodes, readBytes, readText } from "../support.ts";

async function read(
  answers: readonly (string | number)[],
  ingest: Partial<Params["ingest"]> = {},
) {
  const { survey, warnings } = await readText(columnText(answers.map(String)), ingest);
  return { column: survey.columns[0], report: survey.report, warnings };
}

function reasons(column: Column): string[] {
  return missingCodes(column).map((code) => MISSING_REASONS[code]);
}

Deno.test("ingest() sets words aside that are no point of the scale, with their reason", async (t) => {
  const scale = ["Agree", "Disagree", "Strongly agree"];
  const cases: [string, string][] = [
    ["Don't know", "dont_know"],
    ["DON’T KNOW", "dont_know"],
    ["Prefer not to answer", "refused"],
    ["Not applicable", "not_applicable"],
    ["N/A", "not_applicable"],
    ["NA", "marked"],
  ];
  for (const [word, reason] of cases) {
    await t.step(word, async () => {
      const { column, report, warnings } = await read([...scale, word, "Agree"]);
      assert.deepEqual([column.kind, column.categories], ["ordinal", [
        "Disagree",
        "Agree",
        "Strongly agree",
      ]]);
      assert.deepEqual(reasons(column), ["answered", "answered", "answered", reason, "answered"]);
      assert.deepEqual([...columnValues(column)], [1, 0, 2, NaN, 1]);
      const note = reason === "marked" ? "" : `; ${JSON.stringify(word)} counts as no answer`;
      assert.equal(
        column.reason,
        `answers of an agreement scale (English), 3 from "Disagree" to "Strongly agree"${note}`,
      );
      const evidence = "all other answers are points of one scale";
      assert.deepEqual(report.missingMarks, [
        { column: "answer", text: word, count: 1, reason: evidence },
      ]);
      assert.deepEqual([report.missingProposals, warnings], [[], []]);
    });
  }
  const others: [string, readonly string[], string, string][] = [
    ["German", ["Stimme zu", "Stimme nicht zu", "Stimme voll zu"], "Keine Angabe", "refused"],
    ["French", ["Jamais", "Parfois", "Souvent"], "Ne sait pas", "dont_know"],
    ["Spanish", ["Nunca", "A veces", "Siempre"], "No sabe / No contesta", "dont_know"],
    ["Italian", ["Mai", "A volte", "Spesso"], "Preferisco non rispondere", "refused"],
    ["Portuguese", ["Nunca", "Às vezes", "Sempre"], "Não se aplica", "not_applicable"],
    ["Greek", ["Ποτέ", "Μερικές φορές", "Πάντα"], "Δεν γνωρίζω", "dont_know"],
    ["with numbers", ["1 - Disagree", "2 - Agree", "3 - Strongly agree"], "9 - Refused", "refused"],
    [
      "numbers of which it is the only labelled one",
      ["1", "2", "3"],
      "9 - Don't know",
      "dont_know",
    ],
    ["labelled ends", ["1 - bad", "2", "3 - good"], "4 - Don't know", "dont_know"],
    ["bands", ["18-29", "30-44", "45+"], "Refused", "refused"],
    ["numbers", ["1", "2", "37"], "Don't know", "dont_know"],
    ["dates", ["2024-01-05", "2024-02-06"], "Not sure", "dont_know"],
  ];
  for (const [name, answers, word, reason] of others) {
    await t.step(name, async () => {
      const { column } = await read([...answers, word]);
      assert.notEqual(column.kind, "nominal");
      assert.deepEqual(reasons(column), [...answers.map(() => "answered"), reason]);
    });
  }
});

Deno.test("ingest() keeps such words as answers where they may be some, and proposes them", async (t) => {
  await t.step("among categories", async () => {
    const { column, report } = await read(["Tea", "Coffee", "Don't know", "Tea", "Coffee", "Tea"]);
    assert.deepEqual([column.kind, column.categories], ["nominal", [
      "Coffee",
      "Don't know",
      "Tea",
    ]]);
    assert.deepEqual(report.missingProposals, [{
      column: "answer",
      text: "Don't know",
      count: 1,
      reason: "dont_know",
      evidence: "the words say so, 1 cell",
    }]);
  });
  await t.step("where the scale has them", async () => {
    const { column } = await read(["Unbekannt", "Bekannt", "Sehr bekannt"]);
    assert.deepEqual(column.categories, ["Unbekannt", "Bekannt", "Sehr bekannt"]);
  });
  await t.step("None is an answer", async () => {
    const { column } = await read(["None", "Some", "A lot"]);
    assert.deepEqual(reasons(column), ["answered", "answered", "answered"]);
  });
  await t.step("a list in ingest.missing_values decides alone", async () => {
    const { column } = await read(
      ["Agree", "Disagree", "Don't know", "Agree", "Disagree", "Agree"],
      {
        missing_values: [],
      },
    );
    assert.equal(column.kind, "nominal");
    assert.match(column.reason, /but "Don't know" is not$/);
  });
  await t.step("a nominal column was asked for", async () => {
    const { column } = await read(["Agree", "Disagree", "Don't know"], {
      columns: { answer: "nominal" },
    });
    assert.deepEqual(column.categories, ["Agree", "Disagree", "Don't know"]);
  });
});

/** Answers by how often each occurs. */
function times(counts: Readonly<Record<string, number>>): string[] {
  return Object.entries(counts).flatMap(([text, count]) => Array<string>(count).fill(text));
}

const FIVE = { "1": 20, "2": 30, "3": 40, "4": 30, "5": 20 };
const TEN = { ...FIVE, "6": 20, "7": 20, "8": 20, "9": 20, "10": 20 };

Deno.test("ingest() proposes numbers that may be codes, and applies none", async (t) => {
  const cases: [string, Record<string, number>, [string, number, string][]][] = [
    ["97 to 99 beside a scale", { ...FIVE, "97": 1, "98": 2, "99": 3 }, [
      ["97", 1, "dont_know"],
      ["98", 2, "refused"],
      ["99", 3, "blank"],
    ]],
    ["8 and 9 beside 1 to 5", { ...FIVE, "8": 2, "9": 1 }, [["8", 2, "refused"], [
      "9",
      1,
      "blank",
    ]]],
    ["-8 and -9", { ...FIVE, "-8": 2, "-9": 1 }, [["-9", 1, "blank"], ["-8", 2, "refused"]]],
    ["-1 below 0 to 10", { ...TEN, "0": 9, "-1": 4 }, [["-1", 4, "dont_know"]]],
    ["a rare 0 below 1 to 5", { ...FIVE, "0": 2 }, [["0", 2, "blank"]]],
    ["a 0 written in two ways", { ...FIVE, "0": 1, "0.0": 1 }, [["0", 1, "blank"], [
      "0.0",
      1,
      "blank",
    ]]],
    ["99999 and -99 at the ends of a measure", {
      ...Object.fromEntries(Array.from({ length: 300 }, (_, i) => [String(1.5 + 10 * i), 1])),
      "99999": 4,
      "-99": 2,
    }, [["-99", 2, "blank"], ["99999", 4, "blank"]]],
    ["999 among ages", { "18": 9, "25": 9, "44": 9, "71": 9, "999": 1 }, [["999", 1, "blank"]]],
  ];
  for (const [name, counts, expected] of cases) {
    await t.step(name, async () => {
      const { column, report } = await read(times(counts));
      const found = report.missingProposals.map(({ text, count, reason }) => [text, count, reason]);
      assert.deepEqual(found, expected);
      assert.ok(reasons(column).every((reason) => reason === "answered"));
    });
  }
});

Deno.test("ingest() proposes no number that is as likely an answer", async (t) => {
  const cases: [string, Record<string, number>][] = [
    ["0 in yes and no", { "0": 1, "1": 99 }],
    ["0 in a likelihood from 0 to 10", { ...TEN, "0": 1 }],
    ["a frequent 0", { ...FIVE, "0": 15 }],
    ["0 children", { "0": 50, "1": 30, "2": 20, "3": 5 }],
    ["99 among ages", { "18": 9, "25": 9, "44": 9, "71": 9, "99": 1 }],
    ["99 at the end of a score", { "1": 9, "40": 9, "80": 9, "99": 1 }],
    ["a scale with both signs", { "-2": 5, "-1": 9, "0": 9, "1": 9, "2": 5 }],
    ["points of it left out", { "-5": 5, "-3": 9, "0": 9, "1": 9, "3": 5 }],
    ["6 next to 1 to 5", { ...FIVE, "6": 2 }],
    ["counts with a long tail", { "0": 50, "1": 30, "2": 20, "3": 9, "4": 5, "8": 1 }],
  ];
  for (const [name, counts] of cases) {
    await t.step(name, async () => {
      assert.deepEqual((await read(times(counts))).report.missingProposals, []);
    });
  }
});

const CODED = "q_1,q_2,age\n1,99,99\n99,2,31\n-9,3,44\n";

Deno.test("ingest.missing_codes makes codes missing, by column or glob, with a reason", async (t) => {
  await t.step("a list", async () => {
    const { survey } = await readText(CODED, { missing_codes: { "q_*": [99, "-9"] } });
    assert.deepEqual(survey.columns.map(reasons), [
      ["answered", "marked", "marked"],
      ["marked", "answered", "answered"],
      ["answered", "answered", "answered"],
    ]);
    assert.deepEqual(survey.report.missingMarks[0], {
      column: "q_1",
      text: "99",
      count: 1,
      reason: "set in ingest.missing_codes or ingest.columns",
    });
  });
  await t.step("text to reason, and the column's own word last", async () => {
    const { survey } = await readText(CODED, {
      missing_codes: { "q_*": { "99": "refused", "-9": "not_asked" } },
      columns: { q_1: { missing: { "99": "dont_know" } } },
    });
    assert.deepEqual(reasons(survey.columns[0]), ["answered", "dont_know", "not_asked"]);
    assert.deepEqual(reasons(survey.columns[1]), ["refused", "answered", "answered"]);
  });
  await t.step("an applied word leaves yes and no behind", async () => {
    const { column } = await read(["Yes", "No", "Don't know"], {
      missing_codes: { answer: { "Don't know": "dont_know" } },
    });
    assert.deepEqual([column.kind, reasons(column)[2]], ["binary", "dont_know"]);
  });
});

Deno.test("ingest.missing_codes: answered overrules, and what matches nothing is told", async (t) => {
  await t.step("answered overrules a word set aside, a mark, a glob and a proposal", async () => {
    const said = { answer: { missing: { "Don't know": "answered", NA: "answered" } as const } };
    const answers = ["Agree", "Disagree", "Don't know"];
    const words = await read([...answers, ...answers, ...answers], { columns: said });
    assert.deepEqual(reasons(words.column).slice(0, 3), ["answered", "answered", "answered"]);
    assert.equal(words.column.kind, "nominal");
    const marks = await read(["1", "2", "NA", "3"], { columns: said });
    assert.equal(reasons(marks.column)[2], "answered");
    assert.deepEqual(marks.report.missingMarks, []);
    const codes = { "q_*": { "99": "refused" }, q_2: { "99": "answered" } } as const;
    const { survey } = await readText(CODED, { missing_codes: codes });
    assert.deepEqual(reasons(survey.columns[0]), ["answered", "refused", "answered"]);
    const scale = ["1", "2", "3", "4", "5", "99"];
    assert.equal((await read(scale)).report.missingProposals.length, 1);
    const kept = { columns: { answer: { missing: { "99": "answered" } as const } } };
    assert.deepEqual((await read(scale, kept)).report.missingProposals, []);
  });
  await t.step("a name that matches nothing is told", async () => {
    const { warnings } = await readText(CODED, { missing_codes: { "Q_*": ["99"] } });
    assert.equal(
      warnings[0],
      'ingest.missing_codes names "Q_*", which matches no column. Did you mean "q_1"?',
    );
  });
  await t.step(
    "a code that is not applied is told, until somebody says what it means",
    async () => {
      const { warnings } = await readText(CODED);
      assert.deepEqual(warnings, [
        '"99" in "q_1", "q_2", "age" may mean no answer (far above all other answers, -9 to 1; ' +
        "3 cells in all). It counts as an answer unless ingest.missing_codes says otherwise.",
      ]);
      for (const meaning of ["blank", "answered"] as const) {
        const said = await readText(CODED, { missing_codes: { "*": { "99": meaning } } });
        assert.deepEqual(said.warnings.filter((line) => line.startsWith('"99"')), [], meaning);
      }
      const words = ["Red", "Blue", "Don't know", "Red", "Blue", "Don't know"];
      assert.deepEqual((await read([...words, ...words])).warnings, []);
    },
  );
});

Deno.test("ingest.columns takes an object: order, kind, question, missing", async (t) => {
  const sizes = ["M", "S", "?", "L", "S"];
  await t.step("an order makes words ordinal, points that nobody chose included", async () => {
    const { column } = await read(sizes, {
      columns: { answer: { order: ["S", "M", "L", "XL"], missing: ["?"] } },
    });
    assert.deepEqual([column.kind, column.confidence], ["ordinal", 1]);
    assert.deepEqual(column.categories, ["S", "M", "L", "XL"]);
    assert.deepEqual([...columnValues(column)], [1, 0, NaN, 2, 0]);
  });
  await t.step("an order names spellings that differ in case once", async () => {
    const { column } = await read(["Low", "low", "High", "LOW"], {
      columns: { answer: { order: ["Low", "High"] } },
    });
    assert.deepEqual(column.categories, ["Low", "High"]);
    assert.deepEqual([...columnValues(column)], [0, 0, 1, 0]);
  });
  await t.step(
    "an answer that the order lacks",
    () =>
      assert.rejects(read(sizes, { columns: { answer: { order: ["S", "M", "L"] } } }), {
        name: "DataError",
        message:
          'Cannot read "survey.csv" row 4 column "answer" as ordinal: order must list every ' +
          'answer, but the cell holds "?". Add it to ingest.columns.answer.order or .missing.',
      }),
  );
  await t.step("a question", async () => {
    const { survey } = await readText("a,b\n1,2\n2,3\n3,1\n", {
      columns: { a: { question: "Both" }, b: { question: "Both" } },
    });
    assert.deepEqual(survey.columns.map(({ question }) => question), ["Both", "Both"]);
    assert.deepEqual(survey.questions.map(({ name, columns }) => [name, columns]), [
      ["Both", ["a", "b"]],
    ]);
  });
  await t.step(
    "a weight must not be negative",
    () =>
      assert.rejects(readText("a,b\n1,1\n-1,2\n", { columns: { a: "weight" } }), {
        message:
          'Cannot read "survey.csv" row 3 column "a" as weight: a weight must be 0 or more, but ' +
          'the cell holds "-1". Correct the cell, or set ingest.columns.a to nominal.',
      }),
  );
});

Deno.test({
  name: "ingest() proposes the codes of real surveys (needs ../shared/data)",
  ignore: sharedDataAbsent,
  fn: async (t) => {
    const proposals = async (file: string): Promise<readonly MissingProposal[]> =>
      (await readBytes(await Deno.readFile(sharedData(file)))).survey.report.missingProposals;
    const of = (found: readonly MissingProposal[], column: string) =>
      found.filter((one) => one.column === column).map(({ text, count }) => [text, count]);
    await t.step("big5: 0 in all 50 items, age 999999999", async () => {
      const found = await proposals("big5.csv");
      for (const factor of "ENACO") {
        for (let item = 1; item <= 10; item++) {
          assert.deepEqual(of(found, `${factor}${item}`), [["0", 1]]);
        }
      }
      assert.deepEqual(of(found, "age"), [["999999999", 1]]);
      assert.deepEqual(of(found, "engnat"), []);
    });
    await t.step("rse: 0 in all 10 items, age 2147483647", async () => {
      // Python 3.11.7: [sum(row[f"Q{i}"] == "0" for row in csv.DictReader(open("rse.csv"),
      // delimiter="\t")) for i in range(1, 11)]
      const zeros = [98, 316, 223, 223, 193, 165, 216, 177, 246, 202];
      const found = await proposals("rse.csv");
      zeros.forEach((count, i) => assert.deepEqual(of(found, `Q${i + 1}`), [["0", count]]));
      assert.deepEqual(of(found, "age"), [["2147483647", 1]]);
    });
    await t.step("nothing in bfi, mcdonalds, volunteers, tea, mall_customers", async () => {
      for (const name of ["bfi", "mcdonalds", "volunteers", "tea", "mall_customers"]) {
        assert.deepEqual(await proposals(`${name}.csv`), [], name);
      }
    });
    await t.step("thanksgiving: words among categories", async () => {
      assert.deepEqual((await proposals("thanksgiving_538.csv")).map(({ text }) => text), [
        "I don't know",
        "I don't know",
        "Doesn't apply",
      ]);
    });
  },
});

Deno.test("ingest() proposes codes among words, and reads the scale once they are applied", async (t) => {
  const cases: [name: string, answers: string[], code: string, order: string[]][] = [
    ["seen but unanswered in Qualtrics", ["Agree", "Disagree", "Strongly agree"], "-99", [
      "Disagree",
      "Agree",
      "Strongly agree",
    ]],
    ["among bands", ["18-24", "25-34", "35-44"], "-99", ["18-24", "25-34", "35-44"]],
    ["a high one among bands", ["18-24", "25-34", "35-44"], "99", ["18-24", "25-34", "35-44"]],
    ["beyond numbers with labelled ends", ["1 Bad", "2", "3", "4", "5 Good"], "99", [
      "1 Bad",
      "2",
      "3",
      "4",
      "5 Good",
    ]],
  ];
  for (const [name, answers, code, order] of cases) {
    await t.step(name, async () => {
      const given = [...answers, ...answers, code];
      const { report, warnings } = await read([...given, ...given]);
      assert.deepEqual(report.missingProposals.map(({ text, reason }) => [text, reason]), [
        [code, "blank"],
      ]);
      assert.match(warnings[0], new RegExp(`^"${code}" in "answer" may mean no answer`));
      const { column } = await read(given, { missing_codes: { answer: [code] } });
      assert.deepEqual([column.kind, column.categories], ["ordinal", order]);
    });
  }
  await t.step("on either side of what is a category by its repeats", async () => {
    const { column, report } = await read([
      ...Array(4).fill("Agree"),
      ...Array(4).fill("Disagree"),
      -99,
    ]);
    assert.deepEqual([column.kind, report.missingProposals.length], ["nominal", 1]);
  });
  await t.step("not where numbers are answers", async () => {
    for (const number of ["7", "2024", "-5 %"]) {
      const { report } = await read(["Agree", "Disagree", "Agree", "Disagree", number]);
      assert.deepEqual(report.missingProposals, [], number);
    }
  });
});
