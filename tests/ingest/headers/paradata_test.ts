/** Tests of columns that tell of the interview in files of no known tool. Runs in Deno. */

import assert from "node:assert/strict";
import { chooseColumns } from "../../../pipeline/clean/choose_columns.ts";
import { columnOf, csvOf } from "../../support/survey_text.ts";
import { readText } from "../support.ts";
import { originalParams } from "../../support/original.ts";

type Cells = readonly (string | number)[];

const ROWS = 12;
const cells = (...values: Cells): Cells =>
  Array.from({ length: ROWS }, (_, i) => values[i % values.length]);
const ADDRESSES = cells("192.0.2.1", "192.0.2.2", "198.51.100.7");
const PEOPLE = cells("Ann", "Ben", "Cid");
const NUMBERS = cells(101, 102, 103);
const DEVICES = cells("ab12", "cd34", "ef56");
const NORTH = Array.from({ length: ROWS }, (_, i) => (48.1234 + i / 100).toFixed(4));
const EAST = Array.from({ length: ROWS }, (_, i) => (-2.1234 - i / 100).toFixed(4));
const MILLISECONDS = Array.from({ length: ROWS }, (_, i) => 900 + 137 * i);
const SECONDS = Array.from({ length: ROWS }, (_, i) => 3 + i);
const SCALE = cells(1, 2, 3, 4, 5);

/** What each header with these cells is set aside as. */
const ASIDE: readonly (readonly [what: string, Record<string, Cells>])[] = [
  ["IP addresses, as every cell is one", {
    IP: ADDRESSES,
    Herkunft: ADDRESSES,
    "adresse v6": cells("2001:db8::1", "2001:db8:0:1::7"),
  }],
  ["IP addresses, as its header says", {
    "IP address": cells("192.0.2.x", "198.51.x.x"),
    "Adresse IP": cells("192.0.2.x"),
    "IP-Adresse": cells("192.0.2.x"),
    "Dirección IP": cells("192.0.2.x"),
    "Indirizzo IP": cells("192.0.2.x"),
    "Endereço IP": cells("192.0.2.x"),
    "Διεύθυνση IP": cells("192.0.2.x"),
    "IP-adres": cells("192.0.2.x"),
    "Adres IP": cells("192.0.2.x"),
    "IP adresi": cells("192.0.2.x"),
    ipaddr: cells("a0f3b2", "b1c2d3"),
  }],
  ["e-mail addresses, as most of its cells are", {
    Kontakt: cells("a@mail.example", "b@mail.example", "none"),
  }],
  ["identifiers that machines made, as every cell is one", {
    phone: cells("123e4567-e89b-12d3-a456-426614174000", "123e4567-e89b-12d3-a456-426614174001"),
    net: cells("00:1b:44:11:3a:b7", "00:1b:44:11:3a:b8"),
  }],
  ["devices of respondents or interviewers, as its header says", {
    deviceid: DEVICES,
    device_id: DEVICES,
    IMEI: NUMBERS,
    "Geräte-ID": DEVICES,
    "Identifiant de l'appareil": DEVICES,
    "ID del dispositivo": DEVICES,
    "ID do dispositivo": DEVICES,
    "Αναγνωριστικό συσκευής": DEVICES,
    "Identyfikator urządzenia": DEVICES,
    "Cihaz kimliği": DEVICES,
  }],
  ["devices and browsers of respondents, as most of its cells are", {
    Agent: cells("Mozilla/5.0 (X11)", "Opera/9.80"),
  }],
  ["names or numbers of interviewers, as its header says", {
    Interviewer: PEOPLE,
    interviewer_id: NUMBERS,
    "Interviewer name": PEOPLE,
    EnumeratorName: PEOPLE,
    "Name des Interviewers": PEOPLE,
    "Nom de l'enquêteur": PEOPLE,
    "Code enquêtrice": NUMBERS,
    "Nombre del encuestador": PEOPLE,
    "Código de entrevistador": NUMBERS,
    "Nome do entrevistador": PEOPLE,
    "Nome dell'intervistatore": PEOPLE,
    "Ονοματεπώνυμο συνεντευκτή": PEOPLE,
    "Naam van de interviewer": PEOPLE,
    "Imię ankietera": PEOPLE,
    "Anketör adı": PEOPLE,
  }],
  ["notes of the server, as its header says", {
    audit: cells("a.csv", "b.csv"),
    session_id: DEVICES,
    "meta/instanceID": DEVICES,
    SubmittedBy: PEOPLE,
    Referer: cells("site", "mail"),
  }],
  ["places where interviews were, as its header and numbers say", {
    Latitude: NORTH,
    gps_longitude: EAST,
    "Latitud GPS": NORTH,
    Breitengrad: NORTH,
    Längengrad: EAST,
    latitudine: NORTH,
    "Γεωγραφικό πλάτος": NORTH,
    "Γεωγραφικό μήκος": EAST,
    "Długość geograficzna": EAST,
    enlem: NORTH,
  }],
  ["places where interviews were, as every cell is a pair of coordinates", {
    where: NORTH.map((north, i) => `${north} ${EAST[i]} 0 4.5`),
    Ort: NORTH.map((north, i) => `"${north}, ${EAST[i]}"`),
  }],
  ["time that respondents took, as its header says", {
    "Q1_Page Submit": cells("3.25", "4.5"),
    "Timing - First Click": cells("1.2", "2.5"),
    interview_duration: MILLISECONDS,
    Interviewdauer: MILLISECONDS,
    "Durée en secondes": MILLISECONDS,
    "Duración de la encuesta": MILLISECONDS,
  }],
];

Deno.test("ingest() sets aside what tells of the interview, whatever tool wrote it, with the reason", async (t) => {
  for (const [what, columns] of ASIDE) {
    await t.step(what, async () => {
      const { survey } = await readText(csvOf({ ...columns, Q1: SCALE }));
      assert.equal(survey.report.dialect, "plain");
      assert.deepEqual(survey.report.metadata, Object.keys(columns));
      for (const name of Object.keys(columns)) {
        const { reason, metadata } = columnOf(survey, name);
        assert.ok(metadata && reason.startsWith(`set aside as ${what}; `), `${name}: ${reason}`);
      }
      const { kept } = chooseColumns(survey, originalParams({}));
      assert.deepEqual(kept.map(({ name }) => name), ["Q1"]);
    });
  }
});

Deno.test("ingest() sets aside times beside items, in each way of naming them", async (t) => {
  const names: readonly (readonly [item: string, time: string, Cells])[] = [
    ["EXT#", "EXT#_E", MILLISECONDS],
    ["Q#", "Q#_time", SECONDS],
    ["item_#", "item_#_rt", MILLISECONDS],
    ["v#", "v#Time", cells(...SECONDS.map((second) => `${second}.25`))],
    ["F#", "F#_Zeit", SECONDS],
    ["P#", "tiempo_P#", SECONDS],
    ["q#", "q#_durée", MILLISECONDS],
    ["D#", "D#_tempo", MILLISECONDS],
    ["E#", "E#_χρόνος", SECONDS],
  ];
  for (const [item, time, taken] of names) {
    await t.step(time, async () => {
      const columns = [1, 2, 3].flatMap((i): [string, Cells][] => [
        [item.replace("#", String(i)), SCALE],
        [time.replace("#", String(i)), taken],
      ]);
      const { survey } = await readText(csvOf(Object.fromEntries(columns)));
      const times = [1, 2, 3].map((i) => time.replace("#", String(i)));
      assert.deepEqual(survey.report.metadata, times);
      const beside = JSON.stringify(item.replace("#", "1"));
      assert.ok(
        columnOf(survey, times[0]).reason.startsWith(
          `set aside as time that respondents took, as its header and numbers beside ${beside} say; `,
        ),
      );
    });
  }
});

Deno.test("ingest() leaves questions alone that use the same words", async (t) => {
  const alone: Record<string, Record<string, Cells>> = {
    "what was asked about interviewers": {
      "Interviewer rating": SCALE,
      "Was the interviewer polite?": cells("yes", "no"),
      "Zufriedenheit mit dem Interviewer": SCALE,
      Interviewer: cells(1, 0),
    },
    "daily times": {
      "get up": cells("07:15:00", "06:30:00", "08:00:10"),
      commute: cells("car", "bus"),
      commute_time: cells(20, 35, 50),
      lunch: cells("in", "out"),
      lunch_time: cells(15, 30, 45, 60),
    },
    "items with a letter": {
      Q1: SCALE,
      Q1_e: SCALE,
      Q2: SCALE,
      Q2_e: SCALE,
      Q3: SCALE,
      Q3_e: SCALE,
    },
    "words of places that are none": {
      latitude: SCALE,
      long: cells(1.5, 2.5),
      "Πλάτος": cells(1.55, 2.25),
      accuracy: SCALE,
    },
    "devices and addresses that were asked": {
      device: cells("phone", "tablet"),
      "IP address known": cells("yes", "no"),
      email: cells("daily", "weekly"),
      version: cells("1.2", "1.3"),
      "audit": cells("yes", "no"),
    },
  };
  for (const [name, columns] of Object.entries(alone)) {
    await t.step(name, async () => {
      const { survey } = await readText(csvOf(columns));
      assert.deepEqual(survey.report.metadata, []);
    });
  }
});

Deno.test("ingest.columns takes back what was set aside", async () => {
  const text = csvOf({ IP: ADDRESSES, Interviewer: PEOPLE, Q1: SCALE });
  const { survey } = await readText(text, { columns: { Interviewer: "nominal" } });
  assert.deepEqual(survey.report.metadata, ["IP"]);
  assert.equal(columnOf(survey, "Interviewer").reason, "set in ingest.columns");
});
