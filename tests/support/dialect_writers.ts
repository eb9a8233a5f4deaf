/** Writes questionnaires as survey tools export them. Runs in Deno. */

import * as XLSX from "xlsx";
import { createRng, type Rng } from "../../pipeline/base/rng.ts";
import type { Dialect } from "../../pipeline/survey/survey.ts";
import {
  asIs,
  csvText,
  each,
  type FileColumn,
  fileOf,
  joined,
  metadata,
  ticks,
} from "./file_columns.ts";
import { writeAlchemer, writeKobo, writeRedcap, writeTypeform } from "./form_tool_writers.ts";
import { pick, type Question, type Questionnaire, type WrittenFile } from "./questionnaire.ts";
import { bytesOf } from "./survey_text.ts";

type Writer = (questionnaire: Questionnaire, rng: Rng) => WrittenFile;

/** A writer for each dialect; the same seed writes the same file. */
const WRITERS: Readonly<Record<Dialect, Writer>> = {
  plain: writePlain,
  qualtrics: writeQualtrics,
  surveymonkey: writeSurveyMonkey,
  "google-forms": writeGoogle,
  "microsoft-forms": writeMicrosoft,
  limesurvey: writeLimeSurvey,
  kobotoolbox: writeKobo,
  redcap: writeRedcap,
  typeform: writeTypeform,
  alchemer: writeAlchemer,
};

/** Writes a questionnaire as a tool does. */
export function writeAs(dialect: Dialect, questionnaire: Questionnaire, seed: number): WrittenFile {
  return WRITERS[dialect](questionnaire, createRng(seed).fork(dialect));
}

function writePlain(questionnaire: Questionnaire, rng: Rng): WrittenFile {
  const columns = questionnaire.questions.flatMap((question, q): FileColumn[] => {
    const names = (n: number) =>
      n === 1 ? [`v${q}`] : Array.from({ length: n }, (_, i) => `v${q}_${i}`);
    const cells = question.kind === "multi"
      ? question.options.map((_, o) =>
        question.answers.map((answer) => answer === null ? null : answer[o] ? "1" : "0")
      )
      : question.kind === "grid"
      ? question.answers
      : [question.answers];
    return names(cells.length).map((name, c) => asIs([name], cells[c], { name }));
  });
  const id = asIs(["key"], each(questionnaire, (i) => `k${i}`), { name: "key" });
  const delimiter = pick(rng, [",", ";", "\t"]);
  return fileOf([id, ...columns], (rows) => bytesOf(csvText(rows, { delimiter })));
}

const QUALTRICS_METADATA:
  readonly (readonly [name: string, text: string, id: string, value: (i: number) => string])[] = [
    ["StartDate", "Start Date", "startDate", (i) => `2024-03-0${1 + i % 9} 08:00:0${i % 10}`],
    ["EndDate", "End Date", "endDate", (i) => `2024-03-0${1 + i % 9} 09:00:0${i % 10}`],
    ["Status", "Response Type", "status", () => "IP Address"],
    ["IPAddress", "IP Address", "ipAddress", (i) => `10.0.0.${i}`],
    ["Progress", "Progress", "progress", () => "100"],
    ["Duration (in seconds)", "Duration (in seconds)", "duration", (i) => String(60 + 7 * i)],
    ["Finished", "Finished", "finished", () => "True"],
    ["ResponseId", "Response ID", "_recordId", (i) => `R_${1000 + i}x`],
    [
      "RecipientEmail",
      "Recipient Email",
      "recipientEmail",
      (i) => i % 2 ? "" : `p${i}@mail.example`,
    ],
    ["UserLanguage", "User Language", "userLanguage", () => "EN"],
  ];

function writeQualtrics(questionnaire: Questionnaire, rng: Rng): WrittenFile {
  const isLegacy = rng.below(5) === 0;
  const head = (name: string, text: string, id: string) => {
    const cell = isLegacy ? `{'ImportId': '${id}'}` : JSON.stringify({ ImportId: id });
    return isLegacy ? [name, cell] : [name, text, cell];
  };
  const isJoined = rng.below(2) === 0;
  const known = QUALTRICS_METADATA.map(([name, text, id, value]) => {
    const column = metadata(head(name, text, id), name, each(questionnaire, value));
    const label = isLegacy ? name : text;
    return { ...column, reads: [{ ...column.reads[0], label }] };
  });
  const asked = questionnaire.questions.flatMap((question, q): FileColumn[] => {
    const name = `Q${q + 1}`;
    const id = `QID${q + 20}`;
    const [html, plain] = decorated(question.text, rng);
    const label = (text: string, own: string) => isLegacy ? own : text;
    if (question.kind === "grid") {
      return question.items.map((item, r) =>
        asIs(head(`${name}_${r + 1}`, `${html} - ${item}`, `${id}_${r + 1}`), question.answers[r], {
          name: `${name}_${r + 1}`,
          label: label(`${plain} - ${item}`, `${name}_${r + 1}`),
          question: name,
        })
      );
    }
    if (question.kind !== "multi") {
      const read = { name, label: label(plain, name) };
      return [asIs(head(name, html, id), question.answers, read)];
    }
    if (isJoined) {
      const header = head(name, `${html} - Selected Choice`, id);
      const read = { name, label: label(`${plain} - Selected Choice`, name) };
      return [joined(question, { header, separator: ",", rng, ...read })];
    }
    const tick = pick(rng, ["text", "1"]);
    return ticks(question, {
      header: (option, o) => head(`${name}_${o + 1}`, `${html} - ${option}`, `${id}_${o + 1}`),
      // Without texts in the header only a plain tick can be known as one.
      cell: (option) => tick === "1" || isLegacy ? "1" : option,
      read: (option, o) => ({
        name: `${name}_${o + 1}`,
        label: label(`${plain} - ${option}`, `${name}_${o + 1}`),
        question: name,
      }),
    });
  });
  const isTsv = rng.below(3) === 0;
  return fileOf([...known, ...asked], (rows) => {
    const text = csvText(rows, { delimiter: isTsv ? "\t" : ",", quoteAll: rng.below(2) === 0 });
    if (!isTsv) return bytesOf(`\ufeff${text}`);
    return new Uint8Array(Uint16Array.from(`\ufeff${text}`, (c) => c.charCodeAt(0)).buffer);
  });
}

/** A question's text as an editor of HTML leaves it, and as it is read. */
function decorated(text: string, rng: Rng): [html: string, plain: string] {
  const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll("'", "&#39;");
  const html = pick(rng, [
    escaped,
    `<p>${escaped}</p>`,
    `<b>Please</b> answer:<br />\n${escaped}`,
    `Please&nbsp;answer:  ${escaped}`,
  ]);
  return [html, html === escaped || html === `<p>${escaped}</p>` ? text : `Please answer: ${text}`];
}

const MONKEY_METADATA: readonly (readonly [name: string, value: (i: number) => string])[] = [
  ["Respondent ID", (i) => String(118091742966 + 17 * i)],
  ["Collector ID", (i) => String(446360289 + i % 3)],
  ["Start Date", (i) => `03/0${1 + i % 9}/2024 08:16:03 AM`],
  ["End Date", (i) => `03/0${1 + i % 9}/2024 08:20:17 AM`],
  ["IP Address", (i) => `10.0.0.${i}`],
  ["Email Address", () => ""],
  ["First Name", () => ""],
  ["Last Name", () => ""],
  ["Custom Data 1", () => ""],
];

function writeSurveyMonkey(questionnaire: Questionnaire, rng: Rng): WrittenFile {
  const rows = 1 + rng.below(2);
  const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("'", "&apos;");
  let before = "";
  const head = (text: string, sub: string) => {
    if (rows === 1) return [escaped(sub === "" ? text : `${text} - ${sub}`)];
    const first = text === before ? "" : text;
    before = text;
    return [escaped(first), escaped(sub)];
  };
  const known = MONKEY_METADATA.slice(0, 3 + rng.below(7)).map(([name, value]) =>
    metadata(head(name, ""), name, each(questionnaire, value))
  );
  const asked = questionnaire.questions.flatMap((question): FileColumn[] => {
    const { text, kind } = question;
    const read = (item: string) => ({
      name: `${text} - ${item}`,
      label: `${text} - ${item}`,
      question: text,
    });
    if (kind === "grid") {
      return question.items.map((item, r) =>
        asIs(head(text, item), question.answers[r], read(item))
      );
    }
    if (kind === "multi") {
      return ticks(question, {
        header: (option) => head(text, option),
        cell: (option) => option,
        read,
      });
    }
    const sub = rows === 1 ? "" : kind === "single" ? "Response" : "Open-Ended Response";
    return [asIs(head(text, sub), question.answers, { name: text })];
  });
  return fileOf([...known, ...asked], (cells) => bytesOf(csvText(cells, { end: "\r\n" })));
}

function writeGoogle(questionnaire: Questionnaire, rng: Rng): WrittenFile {
  const isSheet = rng.below(2) === 0;
  const stamp = (i: number) =>
    isSheet
      ? `3/${1 + i % 28}/2024 9:15:2${i % 10}`
      : `2024/03/0${1 + i % 9} 9:15:2${i % 10} AM GMT+1`;
  const timestamp = pick(rng, ["Timestamp", "Zeitstempel", "Marca temporal", "Zaman damgası"]);
  const known = [
    metadata([timestamp], timestamp, each(questionnaire, stamp)),
    ...(rng.below(2) === 0
      ? [
        metadata(
          ["Email Address"],
          "Email Address",
          each(questionnaire, (i) => `p${i}@mail.example`),
        ),
      ]
      : []),
  ];
  const asked = questionnaire.questions.flatMap((question): FileColumn[] => {
    const { text, kind } = question;
    if (kind === "grid") {
      return question.items.map((item, r) => {
        const name = `${text} [${item}]`;
        return asIs([name], question.answers[r], { name, question: text });
      });
    }
    if (kind !== "multi") return [asIs([text], question.answers, { name: text })];
    const separator = isSheet ? ", " : ";";
    const ownShare = pick(rng, [0, 0.1]);
    return [
      joined(question, { header: [text], separator, ownShare, rng, name: text, label: text }),
    ];
  });
  return fileOf([...known, ...asked], (rows) => bytesOf(csvText(rows, { quoteAll: !isSheet })));
}

function writeMicrosoft(questionnaire: Questionnaire, rng: Rng): WrittenFile {
  const known: [string, (i: number) => string][] = [
    ["ID", (i) => String(1 + i)],
    ["Start time", (i) => `2024-03-0${1 + i % 9}T08:16:03`],
    ["Completion time", (i) => `2024-03-0${1 + i % 9}T08:20:17`],
    ["Email", () => "anonymous"],
    ["Name", () => ""],
  ];
  const asked = questionnaire.questions.flatMap((question): FileColumn[] => {
    const { text, kind } = question;
    if (kind === "grid") {
      return question.items.map((item, r) => {
        const name = `${text} [${item}]`;
        return asIs([name], question.answers[r], { name, question: text });
      });
    }
    if (kind !== "multi") return [asIs([text], question.answers, { name: text })];
    const form = { separator: ";", isClosed: true, ownShare: pick(rng, [0, 0.1]) };
    return [joined(question, { header: [text], ...form, rng, name: text, label: text })];
  });
  const columns = [
    ...known.map(([name, value]) => metadata([name], name, each(questionnaire, value))),
    ...asked,
  ];
  return fileOf(columns, (rows) => {
    const cells = rows.map((row) => row.map((cell) => cell === "" ? null : cell));
    const book = XLSX.utils.book_new();
    XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(cells), "Form1");
    return new Uint8Array(XLSX.write(book, { type: "array", bookType: "xlsx", compression: true }));
  });
}

/** A column of which some cells start as a formula does, and therefore with a quote; the last of several
 * choices may be the code of "other".
 */
function maskedColumn(
  question: Question & { kind: "single" | "open" | "number" },
  { header, name, label, rng }: { header: string; name: string; label: string; rng: Rng },
): FileColumn {
  const sign = question.kind === "number" ? "-" : pick(rng, ["=", "+ ", "-", "@"]);
  const isSigned = rng.below(2) === 0;
  const other = question.kind === "single" && rng.below(2) === 0 ? question.options.at(-1) : null;
  const first = question.kind === "single" ? question.options[0] : null;
  const meant = question.answers.map((answer, i) => {
    if (answer !== null && answer === other) return "Other";
    const isChosen = first === null ? i % 3 === 0 : answer === first;
    return answer !== null && isSigned && isChosen ? `${sign}${answer}` : answer;
  });
  const column = asIs(
    [header],
    meant.map((answer) =>
      answer === "Other" && other !== null
        ? "-oth-"
        : answer?.startsWith(sign) && isSigned
        ? `'${answer}`
        : answer
    ),
    { name, label },
  );
  if (question.kind === "open") return column;
  const values = question.kind === "single"
    ? meant
    : meant.map((answer) => answer === null ? null : Number(answer));
  return { ...column, reads: [{ ...column.reads[0], meant: values }] };
}

/** The headings before the questions, in languages of the interface. */
const LIME_HEADINGS: readonly (readonly string[])[] = [
  ["Response ID", "Date submitted", "Last page", "Start language", "Seed", "IP address"],
  ["ID de la réponse", "Date de soumission", "Dernière page", "Langue de départ", "Tête", "IP"],
  ["Antwort ID", "Datum Abgeschickt", "Letzte Seite", "Start-Sprache", "Zufallsstartwert", "Netz"],
  ["Κωδικός", "Ημερομηνία υποβολής", "Τελευταία σελίδα", "Γλώσσα έναρξης", "Σπόρος", "Δίκτυο"],
];

function writeLimeSurvey(questionnaire: Questionnaire, rng: Rng): WrittenFile {
  const style = pick(rng, ["code", "both", "text"]);
  const saysNo = rng.below(2) === 0;
  const isDone = (i: number) => i % 7 !== 0;
  const known: [code: string, value: (i: number) => string][] = [
    ["id", (i) => String(1 + i)],
    ["submitdate", (i) => isDone(i) ? `2024-03-0${1 + i % 9} 08:20:17` : ""],
    ["lastpage", (i) => String(isDone(i) ? 5 : 1 + i % 4)],
    ["startlanguage", () => "de"],
    ["seed", (i) => String(1000003 * (i + 1))],
    ["ipaddr", (i) => `10.0.0.${i}`],
  ];
  const headings = pick(rng, LIME_HEADINGS);
  const headingOf = (code: string, text: string) => ({
    header: style === "code" ? code : style === "text" ? text : `${code}. ${text}`,
    name: style === "text" ? text : code,
    label: style === "code" ? code : text,
  });
  const columns = known.map(([code, value], k): FileColumn => {
    const { header, name, label } = headingOf(code, headings[k]);
    const column = metadata([header], name, each(questionnaire, value));
    return { ...column, reads: [{ ...column.reads[0], label }] };
  });
  for (const [q, question] of questionnaire.questions.entries()) {
    const code = `Q${q + 1}`;
    const item = (text: string, i: number) => {
      const { header, ...read } = headingOf(`${code}[SQ00${i + 1}]`, `${question.text} [${text}]`);
      return { header, read: { ...read, question: style === "text" ? question.text : code } };
    };
    if (question.kind === "grid") {
      question.items.forEach((text, r) => {
        const { header, read } = item(text, r);
        columns.push(asIs([header], question.answers[r], read));
      });
    } else if (question.kind === "multi") {
      const options = ticks(question, {
        header: (option, o) => [item(option, o).header],
        cell: () => "Y",
        read: (option, o) => item(option, o).read,
      });
      for (const column of options) {
        const cells = column.cells.map((cell, i) =>
          saysNo && cell === "" && question.answers[i] !== null ? "N" : cell
        );
        columns.push({ ...column, cells });
      }
    } else columns.push(maskedColumn(question, { ...headingOf(code, question.text), rng }));
  }
  return fileOf(
    columns,
    (rows) =>
      bytesOf(`\ufeff${csvText(rows, { delimiter: ";", end: "\r\n", quoteAll: true })}\r\n`),
  );
}
