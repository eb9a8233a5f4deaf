/** Writes questionnaires as KoboToolbox, REDCap, Typeform and Alchemer export them. Runs in Deno. */

import type { Rng } from "../../pipeline/base/rng.ts";
import { asIs, csvText, each, type FileColumn, fileOf, metadata, ticks } from "./file_columns.ts";
import { pick, type Question, type Questionnaire, type WrittenFile } from "./questionnaire.ts";
import { bytesOf } from "./survey_text.ts";

type Multi = Question & { kind: "multi" };
/** What a tool writes about each interview. */
type Known = readonly (readonly [name: string, value: (i: number) => string])[];

function knownColumns(questionnaire: Questionnaire, known: Known): FileColumn[] {
  return known.map(([name, value]) => metadata([name], name, each(questionnaire, value)));
}

/** An option as two texts, of one who saw the question. */
function saidCells(
  { answers }: Multi,
  o: number,
  { yes, no, blank }: { yes: string; no: string; blank: string | null },
): (string | null)[] {
  return answers.map((answer) => answer === null ? blank : answer[o] ? yes : no);
}

/** A form in one group, with or without the joined cell beside the options. */
export function writeKobo(questionnaire: Questionnaire, rng: Rng): WrittenFile {
  const group = pick(rng, ["", "Part one/", "main/part_1/"]);
  const isJoined = rng.below(2) === 0;
  const [yes, no] = pick(rng, [["1", "0"], ["TRUE", "FALSE"]]);
  const before = knownColumns(questionnaire, [
    ["start", (i) => `2024-11-0${1 + i % 9}T13:00:00.000+01:00`],
    ["end", (i) => `2024-11-0${1 + i % 9}T13:20:00.000+01:00`],
    ["deviceid", (i) => `collect:dev${i % 3}`],
    ["_gps_latitude", (i) => (48.1234 + i / 100).toFixed(4)],
    ["_gps_longitude", (i) => (2.1234 + i / 100).toFixed(4)],
  ]);
  const age = each(questionnaire, (i) => String(18 + i));
  const asked = questionnaire.questions.flatMap((question): FileColumn[] => {
    const { text } = question;
    const name = `${group}${text}`;
    const read = (item: string) => ({
      name: `${name}/${item}`,
      label: `${text} - ${item}`,
      question: name,
    });
    if (question.kind === "grid") {
      return question.items.map((item, r) =>
        asIs([`${name}/${item}`], question.answers[r], read(item))
      );
    }
    if (question.kind !== "multi") return [asIs([name], question.answers, { name, label: text })];
    const cells = question.answers.map((answer) =>
      answer === null ? null : question.options.filter((_, o) => answer[o]).join(" ")
    );
    return [
      ...(isJoined ? [asIs([name], cells, { name, label: text, question: name })] : []),
      ...question.options.map((option, o) =>
        asIs([`${name}/${option}`], saidCells(question, o, { yes, no, blank: null }), read(option))
      ),
    ];
  });
  const after = knownColumns(questionnaire, [
    ["_id", (i) => String(900100 + 3 * i)],
    ["_uuid", (i) => `0000-${i}`],
    ["_submission_time", (i) => `2024-11-0${1 + i % 9}T14:00:00`],
    ["_validation_status", () => ""],
    ["_submitted_by", () => "team"],
    ["__version__", (i) => `v${i % 2}`],
    ["_index", (i) => String(1 + i)],
  ]);
  const last = asIs([`${group}Age`], age, { name: `${group}Age`, label: "Age" });
  return fileOf(
    [...before, last, ...asked, ...after],
    (rows) => bytesOf(csvText(rows, { delimiter: pick(rng, [",", ";"]), quoteAll: true })),
  );
}

/** Raw names or labels; an option that nobody saw is not ticked. */
export function writeRedcap(questionnaire: Questionnaire, rng: Rng): WrittenFile {
  const isRaw = rng.below(2) === 0;
  const [yes, no] = pick(rng, [["1", "0"], ["Checked", "Unchecked"]]);
  const hasEvents = rng.below(2) === 0;
  const known: Known = [
    [isRaw ? "record_id" : "Record ID", (i) => String(1 + i)],
    ...(hasEvents
      ? [[isRaw ? "redcap_event_name" : "Event Name", () => "visit_1_arm_1"]] as Known
      : []),
    [isRaw ? "visit_timestamp" : "Survey Timestamp", (i) => `2024-03-0${1 + i % 9} 15:52:43`],
  ];
  const asked = questionnaire.questions.flatMap((question, q): FileColumn[] => {
    const { text } = question;
    const own = isRaw ? `q${q + 1}` : text;
    if (question.kind === "grid") {
      return question.items.map((item, r) => {
        const name = isRaw ? `${own}_${"abc"[r]}` : `${item} ${q + 1}`;
        return asIs([name], question.answers[r], { name });
      });
    }
    if (question.kind !== "multi") return [asIs([own], question.answers, { name: own })];
    return question.options.map((option, o) => {
      const name = isRaw ? `${own}___${o + 1}` : `${own} (choice=${option})`;
      const label = isRaw ? name : `${own} - ${option}`;
      const cells = saidCells(question, o, { yes, no, blank: no });
      return asIs([name], cells, { name, label, question: own });
    });
  });
  const state = knownColumns(questionnaire, [
    [
      isRaw ? "visit_complete" : "Complete?",
      (i) => isRaw ? String(i % 3) : ["Incomplete", "Unverified", "Complete"][i % 3],
    ],
  ]);
  return fileOf(
    [...knownColumns(questionnaire, known), ...asked, ...state],
    (rows) => bytesOf(csvText(rows)),
  );
}

/** Options without their question, each list closed by what respondents wrote. */
export function writeTypeform(questionnaire: Questionnaire, rng: Rng): WrittenFile {
  const hasType = rng.below(2) === 0;
  const times = new Map<string, number>();
  const timesOf = (text: string) => {
    times.set(text, (times.get(text) ?? 0) + 1);
    return times.get(text)!;
  };
  const nameOf = (header: string) => {
    const time = timesOf(header);
    return time === 1 ? header : `${header}_${time}`;
  };
  const asked = questionnaire.questions.flatMap((question): FileColumn[] => {
    const { text } = question;
    if (question.kind === "grid") {
      return question.items.map((item, r) => {
        const name = `${text} - ${item}`;
        return asIs([name], question.answers[r], { name });
      });
    }
    if (question.kind !== "multi") return [asIs([text], question.answers, { name: text })];
    const { options, answers } = question;
    const first = `${options.slice(0, 3).join(" / ")} / ...`;
    const time = timesOf(first);
    const named = time === 1 ? first : `${first} (${time})`;
    const other = answers.map((answer, i) => answer === null || i % 9 > 0 ? null : `mine ${i}`);
    return [
      ...ticks(question, {
        header: (option) => [option],
        cell: (option) => option,
        read: (option) => ({ name: nameOf(option), label: option, question: named }),
      }),
      asIs(["Other"], other, { name: nameOf("Other"), label: "Other", question: named }),
    ];
  });
  const columns = [
    ...knownColumns(questionnaire, [["#", (i) => `abc${i}xyz`]]),
    ...asked,
    ...knownColumns(questionnaire, [
      ...(hasType ? [["Response Type", () => "completed"]] as Known : []),
      ["Start Date (UTC)", (i) => `2024-10-05 02:39:${10 + i % 50}`],
      ["Submit Date (UTC)", (i) => `2024-10-05 02:41:${10 + i % 50}`],
      ["Network ID", (i) => `653e97acae${i}`],
      ["Tags", () => ""],
    ]),
  ];
  return fileOf(columns, (rows) => bytesOf(csvText(rows)));
}

/** `Option:Question`, behind what the tool knows of the interview. */
export function writeAlchemer(questionnaire: Questionnaire, rng: Rng): WrittenFile {
  const known: Known = [
    ["Response ID", (i) => String(1 + i)],
    ["Time Started", (i) => `2024-03-0${1 + i % 9} 08:16:03`],
    ["Date Submitted", (i) => `2024-03-0${1 + i % 9} 08:20:17`],
    ["Status", (i) => i % 5 === 0 ? "Partial" : "Complete"],
    ["Contact ID", () => ""],
    ["Legacy Comments", () => ""],
    ["Comments", () => ""],
    ["Language", () => "English"],
    ["SessionID", (i) => `1709_${i}x`],
    ["IP Address", (i) => `10.0.0.${i}`],
    ["Longitude", (i) => `-${70 + i}.25`],
    ["Latitude", (i) => `${1 + i}.25`],
    ["Country", (i) => ["France", "Italy"][i % 2]],
    ["City", (i) => ["Paris", "Rome", ""][i % 3]],
    ["State/Region", () => ""],
  ];
  const asked = questionnaire.questions.flatMap((question): FileColumn[] => {
    const { text } = question;
    const read = (item: string) => ({
      name: `${item}:${text}`,
      label: `${text} - ${item}`,
      question: text,
    });
    if (question.kind === "grid") {
      return question.items.map((item, r) =>
        asIs([`${item}:${text}`], question.answers[r], read(item))
      );
    }
    if (question.kind !== "multi") return [asIs([text], question.answers, { name: text })];
    return ticks(question, {
      header: (option) => [`${option}:${text}`],
      cell: (option) => option,
      read,
    });
  });
  const shown = known.slice(0, 3 + rng.below(known.length - 2));
  return fileOf(
    [...knownColumns(questionnaire, shown), ...asked],
    (rows) => bytesOf(`\ufeff${csvText(rows, { quoteAll: rng.below(2) === 0 })}`),
  );
}
