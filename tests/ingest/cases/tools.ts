/** Inputs as survey tools write them: ticks, mentions, exports, what tools and interviewers note. Runs in Deno. */

import { type Cells, csv, many, RATING, type Relative, share, spread } from "./relative.ts";

const ID = many((i) => `r${i}`);
const tick = (text: string, no: string, by: number) =>
  many((i) => share(i * by + by) < 0.45 ? text : no);
const ticks = (
  name: string,
  options: readonly (readonly [header: string, text: string])[],
  no = "",
) =>
  csv(name, {
    id: ID,
    ...Object.fromEntries(options.map(([header, text], o) => [header, tick(text, no, 2 * o + 3)])),
    age: many((i) => 18 + (i * 7) % 50),
  }, {
    told: {},
    question: { kind: "multi_select", columns: options.map(([header]) => header) },
  });
const own = (...headers: string[]) => headers.map((header) => [header, header] as const);
const numbered = (stem: string, ...texts: string[]) =>
  texts.map((text, i) => [`${stem}${i + 1}`, text] as const);

/** Options ticked by a text, else blank. */
export const TICKED: readonly Relative[] = [
  ticks("m07_ticked_text.csv", own("Price", "Quality")),
  ticks("ticked.csv", own("Coursera", "Udemy", "EdX", "Codecademy")),
  ticks("German headers", own("TV", "Radio", "Zeitung")),
  ticks("a word for a tick", numbered("Q5_", "Selected", "Selected", "Selected")),
  ticks("a sign", [["a", "✓"], ["b", "✓"], ["c", "✓"]]),
  ticks("codes of the options, the first one 1", numbered("b_", "1", "2", "3", "4")),
  ticks(
    "NA of R where a cell is blank",
    [["brand_a", "1"], ["brand_b", "1"], ["brand_c", "1"]],
    "NA",
  ),
  ticks("the option behind its question", [["Media? TV", "TV"], ["Media? Radio", "Radio"], [
    "Media? Web",
    "Web",
  ]]),
];

/** Options that say where they were not ticked. */
export const NOT_SELECTED: readonly Relative[] = [
  ticks("notselected.csv", numbered("q4_", "Coursera", "Udemy", "EdX"), "Not selected"),
  ticks("German", numbered("m_", "TV", "Radio", "Presse"), "nicht genannt"),
  ticks("French", [["P4 TV", "Oui"], ["P4 Radio", "Oui"]], "Non coché"),
  ticks("Polish", numbered("k", "Telewizja", "Radio", "Prasa"), "Nie wybrano"),
  ticks("Turkish", numbered("s", "TV", "Radyo"), "Seçilmedi"),
  ticks(
    "Spanish, names that only say that they are questions",
    numbered("v", "TV", "Radio"),
    "No seleccionado",
  ),
  ticks("Dutch", numbered("media_", "TV", "Krant"), "Niet geselecteerd"),
  ticks("zeros", numbered("m_", "TV", "Radio", "Presse"), "0"),
];

const SHOPS = ["Aldi", "Lidl", "Rewe", "Edeka", "Netto", "Penny"];
const slots = (name: string, headers: readonly string[], options: readonly (string | number)[]) => {
  const columns = headers.map((_, slot) =>
    many((i): string | number => {
      const named = 1 + Math.trunc(share(i * 3 + 5) * headers.length);
      return slot < named ? options[(i * 5 + slot * (1 + i % 2)) % options.length] : "";
    })
  );
  return csv(name, {
    ...Object.fromEntries(headers.map((header, slot) => [header, columns[slot]])),
    q1: RATING,
  }, { told: {}, question: { kind: "multi_select", columns: headers } });
};
const CODES = [1, 2, 3, 4, 5, 6, 7];
/** Slots for the first, second, third option named. */
export const MENTIONS: readonly Relative[] = [
  slots("m16_mentions.csv", ["P2_O1", "P2_O2", "P2_O3"], CODES),
  slots("French", ["Marque citée 1", "Marque citée 2", "Marque citée 3"], SHOPS),
  slots("ordinal words", ["first_mention", "second_mention", "third_mention"], CODES),
  slots("ordinal words in German", ["erste Nennung", "zweite Nennung", "dritte Nennung"], SHOPS),
  slots(
    "ordinal words in Spanish",
    ["Primera mención", "Segunda mención", "Tercera mención"],
    SHOPS,
  ),
  slots("letters", ["V12A", "V12B", "V12C"], CODES),
  slots("a letter within", ["q7m1", "q7m2", "q7m3"], CODES),
];

const UUID = many((i) =>
  `uuid:${String(i).padStart(8, "0")}-1111-4222-8333-${String(i * 7).padStart(12, "0")}`
);
const TIME = many((i) => `2024-11-${String(1 + i % 28).padStart(2, "0")}T13:00:00`);
const PICKED = many((i) =>
  ["phone", "radio", "tv", "web"].filter((_, o) => share(i * (2 * o + 3) + o) < 0.45).toReversed()
    .join(" ") || "phone"
);
const aside = (...names: string[]) => Object.fromEntries(names.map((name) => [name, "aside"]));
/** Tools of the field, REDCap, Alchemer, Typeform. */
export const FIELD_TOOLS: readonly Relative[] = [
  csv("m09_kobo.csv", {
    deviceid: spread(["collect:A", "collect:B"]),
    "Interviewer name": spread(["Ann", "Ben"]),
    Channels: PICKED,
    "Channels/phone": PICKED.map((cell) => Number(cell.includes("phone"))),
    "Channels/radio": PICKED.map((cell) => Number(cell.includes("radio"))),
    Q1: RATING,
    _uuid: UUID,
    _submission_time: TIME,
  }, {
    dialect: "kobotoolbox",
    told: aside("deviceid", "Interviewer name", "_uuid", "_submission_time"),
    question: { kind: "multi_select", columns: ["Channels", "Channels/phone", "Channels/radio"] },
  }),
  csv("joined cells alone", {
    "grp/channels": PICKED,
    "grp/sat": RATING,
    _uuid: UUID,
    _submission_time: TIME,
  }, {
    dialect: "kobotoolbox",
    told: { "grp/channels: phone": "binary", "grp/sat": "ordinal" },
    question: { kind: "multi_select", columns: ["grp/channels", "grp/channels: web"] },
  }),
  csv("ODK Central", {
    SubmissionDate: TIME,
    "meta-instanceID": UUID,
    "g1-q2": PICKED,
    "g1-q2/phone": PICKED.map((cell) => Number(cell.includes("phone"))),
    "g1-q2/tv": PICKED.map((cell) => Number(cell.includes("tv"))),
    "use-web": RATING,
    "use-shop": spread([1, 2, 3, 4, 5], { by: 3 }),
    KEY: UUID,
    AttachmentsPresent: spread([0]),
    Status: spread(["", "missingAttachment"]),
    FormVersion: spread(["1", "2"]),
  }, {
    dialect: "kobotoolbox",
    told: aside(
      "SubmissionDate",
      "meta-instanceID",
      "KEY",
      "AttachmentsPresent",
      "Status",
      "FormVersion",
    ),
    question: { kind: "grid", columns: ["use-web", "use-shop"] },
  }),
  csv("SurveyCTO", {
    SubmissionDate: many((i) => `Nov ${1 + i % 28}, 2024 1:02:03 PM`),
    deviceid: spread(["358", "359"]),
    duration: many((i) => 300 + i * 7),
    caseid: spread(["", "c1"]),
    channels: PICKED,
    sat: RATING,
    formdef_version: spread([2411011200]),
    KEY: UUID,
  }, {
    dialect: "kobotoolbox",
    told: aside("SubmissionDate", "deviceid", "duration", "caseid", "formdef_version", "KEY"),
    question: { kind: "multi_select", columns: ["channels", "channels: radio"] },
  }),
  csv("REDCap with labels", {
    "Record ID": many((i) => i + 1),
    "Which? (choice=Phone)": spread(["Checked", "Unchecked"]),
    "Which? (choice=None, really)": spread(["Unchecked", "Checked"], { by: 3 }),
    Sex: spread(["Male", "Female"]),
    "Complete?": spread(["Complete", "Incomplete"]),
  }, {
    dialect: "redcap",
    told: aside("Record ID", "Complete?"),
    question: {
      kind: "multi_select",
      columns: ["Which? (choice=Phone)", "Which? (choice=None, really)"],
    },
  }),
  csv("Alchemer", {
    "Response ID": many((i) => i + 1),
    "Time Started": many((i) => `Nov ${1 + i % 28}, 2024 1:02:03 PM`),
    "Date Submitted": many((i) => `Nov ${1 + i % 28}, 2024 1:12:03 PM`),
    "Phone:Which do you use?": tick("Phone", "", 3),
    "Radio:Which do you use?": tick("Radio", "", 5),
    "Other - Write In:Which do you use?": tick("Other - Write In", "", 7),
  }, {
    dialect: "alchemer",
    told: aside("Response ID", "Time Started", "Date Submitted"),
    question: {
      kind: "multi_select",
      columns: ["Phone:Which do you use?", "Radio:Which do you use?"],
    },
  }),
];

const lime = (
  name: string,
  heads: readonly string[],
  columns: Record<string, Cells>,
  told: Record<string, string>,
) =>
  csv(name, {
    [heads[0]]: many((i) => i + 3),
    [heads[1]]: many((i) => `2025-03-17 21:${String(i % 60).padStart(2, "0")}:03`),
    [heads[2]]: spread([8]),
    [heads[3]]: spread(["de", "fr"]),
    ...columns,
  }, { dialect: "limesurvey", told: { ...aside(...heads), ...told } });
const CODED = ["id", "submitdate", "lastpage", "startlanguage"];
const SPOKEN:
  readonly (readonly [language: string, heads: readonly string[], yes: string, no: string])[] = [
    [
      "m18_limesurvey_fr.csv",
      ["ID de la réponse", "Date de soumission", "Dernière page", "Langue de départ"],
      "Oui",
      "Non",
    ],
    [
      "m18b_limesurvey_en.csv",
      ["Response ID", "Date submitted", "Last page", "Start language"],
      "Yes",
      "No",
    ],
    ["Dutch", ["Antwoord ID", "Datum verzonden", "Laatste pagina", "Starttaal"], "Ja", "Nee"],
    [
      "Polish",
      ["ID odpowiedzi", "Data wysłania", "Ostatnia strona", "Język początkowy"],
      "Tak",
      "Nie",
    ],
    [
      "Turkish",
      ["Yanıt kimliği", "Gönderim tarihi", "Son sayfa", "Başlangıç dili"],
      "Evet",
      "Hayır",
    ],
  ];
/** What LimeSurvey writes for not shown. */
export const NOT_SHOWN: readonly Relative[] = [
  lime("m10_limesurvey_na.csv", CODED, { "P2[A]": spread(["Yes", "No", "N/A"]) }, {
    "P2[A]": "binary; N/A not_asked",
  }),
  lime("beside codes of answers", CODED, { Q1: spread(["A1", "A2", "A3", "N/A"]) }, {
    Q1: "nominal; N/A not_asked",
  }),
  lime("beside ticks", CODED, {
    "Q2[SQ001]": spread(["Y", "", "N/A"]),
    "Q2[SQ002]": spread(["", "N/A", "Y"], { by: 3 }),
  }, { "Q2[SQ001]": "binary; N/A not_asked", "Q2[SQ002]": "binary; N/A not_asked" }),
  lime("beside numbers", CODED, { Q3: spread(["1", "2", "3", "4", "N/A"]) }, {
    Q3: "ordinal; N/A not_asked",
  }),
  lime("beside a scale in German", CODED, { Q4: spread(["nie", "selten", "oft", "N/A"]) }, {
    Q4: "ordinal nie < selten < oft; N/A not_asked",
  }),
];

const IP = many((i) => `192.0.2.${i}`);
/** LimeSurvey by structure, and what tells of people outside of any known tool. */
export const TOOLS_AND_PEOPLE: readonly Relative[] = [
  ...SPOKEN.map(([name, heads, yes, no]) =>
    lime(name, heads, { X: IP, "Client ?": spread([yes, no]) }, {
      X: "aside",
      "Client ?": "binary",
    })
  ),
  csv("m18c_ip_only.csv, no tool", { "IP address": IP, q1: RATING }, { told: aside("IP address") }),
  csv("interviewers", {
    INT_ID: spread([1, 2, 3]),
    Ankieter: spread(["Jan", "Ewa"]),
    "Naam enquêteur": spread(["Piet", "An"]),
    q1: RATING,
  }, { told: aside("INT_ID", "Ankieter", "Naam enquêteur") }),
  csv("telephones", {
    Téléphone: many((i) => `06 12 34 56 ${10 + i}`),
    "Tel.": many((i) => `+48 600 100 ${100 + i}`),
    "Numer telefonu": many((i) => 600_100_100 + 37 * i),
    q1: RATING,
  }, { told: aside("Téléphone", "Tel.", "Numer telefonu") }),
  csv("devices and places", {
    Browser: spread(["Mozilla/5.0 (X11)", "Mozilla/5.0 (Win)"]),
    MAC: many((i) => `00:1b:44:11:3a:${10 + i}`),
    gps: many((i) => `${(48 + share(i)).toFixed(5)} ${(2 + share(i * 3)).toFixed(5)}`),
    q1: RATING,
  }, { told: aside("Browser", "MAC", "gps") }),
  csv("questions that use the same words are none", {
    "Phone calls a day": spread([1, 2, 3, 4, 5]),
    Mobile: spread(["Yes", "No"]),
    Telefon: spread(["Festnetz", "Handy", "beides"]),
  }, { told: { "Phone calls a day": "ordinal", Mobile: "binary", Telefon: "nominal" } }),
];
