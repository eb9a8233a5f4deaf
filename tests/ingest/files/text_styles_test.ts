/** Tests of uncommon ways to write cells, and of quotation marks that pair with none. Runs in Deno. */

import assert from "node:assert/strict";
import { bytesOf } from "../../support/survey_text.ts";
import { readBytes, readText, rowTexts } from "../support.ts";

type Case = readonly [name: string, text: string, names: string[], rows: string[][]];

/** Reads each text and compares names and cells; the first warning must hold the words. */
async function readEach(t: Deno.TestContext, cases: readonly Case[], words: string) {
  for (const [name, text, names, rows] of cases) {
    await t.step(name, async () => {
      const { survey, warnings } = await readText(text);
      assert.deepEqual(survey.columns.map((column) => column.name), names);
      assert.deepEqual(rowTexts(survey), rows);
      if (words !== "") assert.ok(warnings[0]?.includes(words), warnings.join("\n"));
      else assert.deepEqual(warnings.filter((line) => /delimiter|quot|apostr/i.test(line)), []);
    });
  }
}

Deno.test("ingest() opens quotation marks behind blanks where the file has that habit", (t) =>
  readEach(t, [
    [
      "comma and blank",
      'id, name, note\n1, "b, c", "d"\n2, "e", "f, g"\n3, x, "y"\n',
      ["id", "name", "note"],
      [["1", "b, c", "d"], ["2", "e", "f, g"], ["3", "x", "y"]],
    ],
    [
      "semicolon and blank, German",
      'Nr; Wort; Grund\n1; "gut; sehr"; "x"\n2; "so, so"; "y"\n',
      ["Nr", "Wort", "Grund"],
      [["1", "gut; sehr", "x"], ["2", "so, so", "y"]],
    ],
    [
      "tab and blanks",
      'a\t  b\n"1"\t "x\ty"\n"2"\t  "z"\n',
      ["a", "b"],
      [["1", "x\ty"], ["2", "z"]],
    ],
    [
      "blanks before the delimiter, too",
      'a , b\n1 , "x , y"\n2 , "z"\n',
      ["a", "b"],
      [["1", "x , y"], ["2", "z"]],
    ],
  ], "behind blanks"));

Deno.test("ingest() takes apostrophes for quotation marks where they wrap cells", (t) =>
  readEach(t, [
    [
      "all cells",
      "'id','name'\n'1','b, c'\n'2','it''s'\n'3','x'\n",
      ["id", "name"],
      [["1", "b, c"], ["2", "it's"], ["3", "x"]],
    ],
    [
      "texts only",
      "id;nom\n1;'Anne'\n2;'Léa; dite Lili'\n3;'Zoé'\n",
      ["id", "nom"],
      [["1", "Anne"], ["2", "Léa; dite Lili"], ["3", "Zoé"]],
    ],
    [
      "with a backslash before those inside",
      "id,name\n1,'it\\'s, well'\n2,'no'\n3,'yes'\n",
      ["id", "name"],
      [["1", "it's, well"], ["2", "no"], ["3", "yes"]],
    ],
    [
      "with lone ones inside",
      "id,name\n1,'don't, do'\n2,'no'\n3,'yes, well'\n",
      ["id", "name"],
      [["1", "don't, do"], ["2", "no"], ["3", "yes, well"]],
    ],
  ], "apostrophes"));

Deno.test("ingest() takes backslashes before quotation marks for what makes them text", (t) =>
  readEach(t, [
    ["between words", 'a,b\n1,"x \\"y\\", z"\n2,"u"\n', ["a", "b"], [["1", 'x "y", z'], [
      "2",
      "u",
    ]]],
    ["at the end", 'a;b\n1;"48\\""\n2;"5\\" pipe"\n', ["a", "b"], [["1", '48"'], ["2", '5" pipe']]],
    [
      "beside doubled backslashes",
      'a,b\n1,"C:\\\\ \\"x\\", y"\n2,"z"\n',
      ["a", "b"],
      [["1", 'C:\\ "x", y'], ["2", "z"]],
    ],
  ], "backslash"));

Deno.test("ingest() reads tables whose cells are apart by blanks", (t) =>
  readEach(t, [
    [
      "as R's write.table() writes them",
      '"age" "sex" "score"\n"1" 23 "m" 4.5\n"2" 44 "f x" 3\n"3" 31 "m" NA\n',
      ["column_1", "age", "sex", "score"],
      [["1", "23", "m", "4.5"], ["2", "44", "f x", "3"], ["3", "31", "m", "NA"]],
    ],
    [
      "without quotes or names of rows",
      "alter note\n23 1\n44 2\n31 1\n",
      ["alter", "note"],
      [["23", "1"], ["44", "2"], ["31", "1"]],
    ],
    [
      "in columns of one width",
      "id    age   city\n 1     23   Rome\n 2     44   Oslo\n12    101   Bern\n",
      ["id", "age", "city"],
      [["1", "23", "Rome"], ["2", "44", "Oslo"], ["12", "101", "Bern"]],
    ],
    [
      "with decimal commas",
      "poids taille\n61,5 1,72\n70,1 1,80\n55,0 1,65\n",
      ["poids", "taille"],
      [["61,5", "1,72"], ["70,1", "1,80"], ["55,0", "1,65"]],
    ],
  ], "runs of blanks"));

Deno.test("ingest() reads names of rows without a header, whatever separates cells", (t) =>
  readEach(t, [
    ["commas", "a,b\nx,1,2\ny,3,4\n", ["column_1", "a", "b"], [["x", "1", "2"], ["y", "3", "4"]]],
    [
      "tabs",
      '"u"\t"v"\n"1"\t5\t"p"\n"2"\t6\t"q"\n',
      ["column_1", "u", "v"],
      [["1", "5", "p"], ["2", "6", "q"]],
    ],
    [
      "semicolons",
      "u;v\nr1;5;p\nr2;6;q\nr3;6;q\n",
      ["column_1", "u", "v"],
      [["r1", "5", "p"], ["r2", "6", "q"], ["r3", "6", "q"]],
    ],
  ], "one cell shorter"));

Deno.test("ingest() leaves out the blank cell that a header has too many", (t) =>
  readEach(t, [
    ["the second", "a,,b,c\n1,2,3\n4,5,6\n7,8,9\n", ["a", "b", "c"], [
      ["1", "2", "3"],
      ["4", "5", "6"],
      ["7", "8", "9"],
    ]],
    ["the first", ";a;b\n1;2\n4;5\n7;8\n", ["a", "b"], [["1", "2"], ["4", "5"], ["7", "8"]]],
    ["the last but one", "a\tb\t\tc\nx\t2\t3\ny\t5\t6\nz\t8\t9\n", ["a", "b", "c"], [
      ["x", "2", "3"],
      ["y", "5", "6"],
      ["z", "8", "9"],
    ]],
  ], "one cell more than all rows"));

Deno.test("ingest() reads rare delimiters where no common one separates", (t) =>
  readEach(t, [
    ["bars twice", "a||b||c\n1||x||2\n3||y||4\n5||||6\n", ["a", "b", "c"], [
      ["1", "x", "2"],
      ["3", "y", "4"],
      ["5", "", "6"],
    ]],
    ["tabs twice", "a\t\tb\n1\t\t2\n3\t\t4\n", ["a", "b"], [["1", "2"], ["3", "4"]]],
    ["colons", "a:b:c\n1:2:3\n4:5:6\n", ["a", "b", "c"], [["1", "2", "3"], ["4", "5", "6"]]],
    ["circumflexes", "a^b\n1^x, y\n3^z\n", ["a", "b"], [["1", "x, y"], ["3", "z"]]],
    ["the unit separator", "a\x1fb\n1\x1f2\n3\x1f4\n", ["a", "b"], [["1", "2"], ["3", "4"]]],
    ["a tab that was never put in", "a\\tb\n1\\t2\n3\\t4\n", ["a", "b"], [["1", "2"], ["3", "4"]]],
  ], "separated by"));

Deno.test("ingest() sees no uncommon style in ordinary cells", (t) =>
  readEach(t, [
    ["apostrophes in words", "id,w\n1,'tis\n2,rock 'n' roll\n3,'til\n4,'cause\n", ["id", "w"], [
      ["1", "'tis"],
      ["2", "rock 'n' roll"],
      ["3", "'til"],
      ["4", "'cause"],
    ]],
    ["answers of two words", "comment\nvery good\nnot good\nquite bad\n", ["comment"], [
      ["very good"],
      ["not good"],
      ["quite bad"],
    ]],
    ["names of two words", "first name\nAnn Smith\nBob Jones\nCy Young\n", ["first name"], [
      ["Ann Smith"],
      ["Bob Jones"],
      ["Cy Young"],
    ]],
    ["times", "time\n12:30\n12:40\n12:50\n", ["time"], [["12:30"], ["12:40"], ["12:50"]]],
    ["paths", 'a,b\n1,"C:\\"\n2,"D:\\"\n', ["a", "b"], [["1", "C:\\"], ["2", "D:\\"]]],
    ["blanks behind commas", "a, b\n1, x\n2, y\n", ["a", "b"], [["1", " x"], ["2", " y"]]],
    ["blank columns", "a,,b\n1,,2\n3,x,4\n", ["a", "column_2", "b"], [
      ["1", "", "2"],
      ["3", "x", "4"],
    ]],
  ], ""));

Deno.test("ingest.delimiter leaves cells as they are, whatever style was seen", async () => {
  const { survey } = await readText("id,name\n1,'Ann'\n2,'Bob'\n3,'Cy'\n", { delimiter: "," });
  assert.deepEqual(rowTexts(survey).map(([, name]) => name), ["'Ann'", "'Bob'", "'Cy'"]);
});

Deno.test("ingest() keeps rows apart where a quotation mark is never closed", async (t) => {
  const cases: [string, string, string[][], RegExp][] = [
    [
      "alone in the last cell",
      'a,b\n1,x\n2,"\n3,y\n',
      [["1", "x"], ["2", '"'], ["3", "y"]],
      /row 3\)/,
    ],
    [
      "before a word",
      'a,b\n1,x\n3,"four\n5,6\n',
      [["1", "x"], ["3", '"four'], ["5", "6"]],
      /row 3\)/,
    ],
    ["in the header", '"a,b\n1,2\n3,4\n', [["1", "2"], ["3", "4"]], /row 1\)/],
    [
      "before the next quoted cell",
      'a,b\n1,"two\n3,"four"\n5,6\n',
      [["1", '"two'], ["3", "four"], ["5", "6"]],
      /row 2\)/,
    ],
    [
      "over commas that a quoted cell holds further on",
      'a,b,c\n"1,2,"x, y"\n4,5,6\n',
      [['"1', "2", "x, y"], ["4", "5", "6"]],
      /row 2\)/,
    ],
    ["in every row", 'a;b\n1;"x\n2;"y\n3;"z\n', [["1", '"x'], ["2", '"y'], ["3", '"z']], /row 2\)/],
    ["in rows that end in both", 'a,b\r\n1,"x\r\n2,y\r\n', [["1", '"x'], ["2", "y"]], /row 2\)/],
  ];
  for (const [name, text, rows, place] of cases) {
    await t.step(name, async () => {
      const { survey, warnings } = await readText(text);
      assert.deepEqual(rowTexts(survey), rows);
      const told = warnings.filter((line) => line.includes("never closed"));
      assert.equal(told.length, 1, warnings.join("\n"));
      assert.match(told[0], place);
    });
  }
  await t.step("beyond several pieces of the file", async () => {
    const rows = "1,2\n".repeat(100000);
    const { survey, warnings } = await readText(`a,b\n${rows}x,"y\n${rows}`);
    assert.equal(survey.rows, 200001);
    assert.ok(warnings.some((line) => line.includes("row 100002")), warnings.join("\n"));
  });
});

Deno.test("ingest() reads lone quotation marks so that records have the cells of the others", async (t) => {
  const cases: [string, string, string[][]][] = [
    ["inches in a bare cell", 'a,b\n1,5" pipe\n2,x\n', [["1", '5" pipe'], ["2", "x"]]],
    ["inches at the end of a quoted one", 'a,b\n1,"a, 48""\n2,"x"\n', [["1", 'a, 48"'], [
      "2",
      "x",
    ]]],
    ["one more at the start", 'a,b\n1,""x, y"\n2,"z"\n', [["1", '"x, y'], ["2", "z"]]],
    [
      "speech over two lines",
      'a,b\n1,"he said "hi"\nand left"\n2,x\n3,y\n',
      [["1", 'he said "hi"\nand left'], ["2", "x"], ["3", "y"]],
    ],
    [
      "speech before a comma",
      'a,b\n1,"he said "hi", well"\n2,x\n',
      [["1", 'he said "hi", well'], ["2", "x"]],
    ],
  ];
  for (const [name, text, rows] of cases) {
    await t.step(name, async () => assert.deepEqual(rowTexts((await readText(text)).survey), rows));
  }
});

Deno.test("ingest() reads any line end, marks of byte order, titles and footers", async (t) => {
  const rows = [["1", "x"], ["2", "y"], ["3", "z"], ["4", "u"]];
  const cases: [string, string][] = [
    ["returns alone", "a,b\r1,x\r2,y\r3,z\r4,u\r"],
    ["all three", "a,b\r1,x\n2,y\r\n3,z\r4,u\r"],
    ["a mark", "\ufeffa,b\n1,x\n2,y\n3,z\n4,u"],
    ["a mark before quotes", '\ufeff"a","b"\n1,x\n2,y\n3,z\n4,u\n'],
    ["blank lines between and after", "\n\na,b\n1,x\n\n2,y\n,\n3,z\n4,u\n\n\n"],
  ];
  for (const [name, text] of cases) {
    await t.step(name, async () => {
      const { survey } = await readBytes(bytesOf(text));
      assert.deepEqual(survey.columns.map((column) => column.name), ["a", "b"]);
      assert.deepEqual(rowTexts(survey), rows);
    });
  }
});
