/** Tests of answers in words that are no point of a scale. Runs in Deno. */

import assert from "node:assert/strict";
import { nonAnswerReason } from "../../../pipeline/ingest/cells/non_answers.ts";
import { findScale, isScale } from "../../../pipeline/ingest/cells/scales/find_scale.ts";

/** As questionnaires print them, by reason. */
const PRINTED: Readonly<Record<string, readonly string[]>> = {
  dont_know: [
    "Weiß nicht / k. A.",
    "w.n.",
    "NSP/NRP",
    "Ne sait pas / Ne répond pas",
    "NS/NR",
    "No sé / No contesto",
    "Non so / Non rispondo",
    "Não sabe/não opinou",
    "ΔΞ/ΔΑ",
    "Δ.Γ./Δ.Α.",
    "9 - Δεν γνωρίζω/Δεν απαντώ",
  ],
  refused: [
    "Verweigere die Antwort",
    "Ne veut pas répondre",
    "No deseo responder",
    "Rifiuto di rispondere",
    "Prefiro não declarar",
    "Άρνηση απάντησης",
  ],
};

Deno.test("nonAnswerReason() knows what questionnaires print for don't know and refused", () => {
  for (const [reason, texts] of Object.entries(PRINTED)) {
    for (const text of texts) assert.equal(nonAnswerReason(text), reason, text);
  }
  for (const text of ["Nie", "Ποτέ", "Ninguno", "Rien", "Nessuno"]) {
    assert.equal(nonAnswerReason(text), null, text);
  }
});

/** Both genders in one word, low to high, as Greek and French questionnaires print them. */
const BOTH_GENDERS = [
  [
    "Καθόλου ικανοποιημένος/η",
    "Λίγο ικανοποιημένος/η",
    "Αρκετά ικανοποιημένος/η",
    "Πολύ ικανοποιημένος/η",
  ],
  [
    "Πολύ δυσαρεστημένος/-η",
    "Ούτε ικανοποιημένος/-η ούτε δυσαρεστημένος/-η",
    "Πολύ ικανοποιημένος/-η",
  ],
  ["Pas du tout satisfait.e", "Plutôt satisfait.e", "Très satisfait.e"],
  ["Cattivi", "Buoni", "Ottimi"],
  ["Más", "Boas", "Excelentes"],
];

Deno.test("findScale() orders answers that name both genders, or are in the plural", () => {
  for (const answers of BOTH_GENDERS) {
    const found = findScale(answers.toReversed());
    assert.ok(isScale(found), answers.join(" | "));
    assert.deepEqual(found.categories, answers);
  }
});
