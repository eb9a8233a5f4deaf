/** What labels of declared missing answers mean. Runs in Deno. */

import assert from "node:assert/strict";
import { declaredReason } from "../../../pipeline/ingest/table/column_facts.ts";
import { MISSING_REASONS } from "../../../pipeline/survey/missing.ts";

const LABELS: readonly (readonly [label: string, reason: string])[] = [
  ["Don't know", "dont_know"],
  ["DO NOT KNOW", "dont_know"],
  ["Weiß nicht", "dont_know"],
  ["Don’t know / refused", "dont_know"],
  ["Refused", "refused"],
  ["Prefer not to say", "refused"],
  ["Keine Angabe", "refused"],
  ["Not applicable", "not_applicable"],
  ["IAP", "not_applicable"],
  ["Trifft nicht zu", "not_applicable"],
  ["Not asked in wave 2", "not_asked"],
  ["Skipped", "not_asked"],
  ["Non lo so", "dont_know"],
  ["Não sei", "dont_know"],
  ["ΔΞ/ΔΑ", "dont_know"],
  ["Prefiro não informar", "refused"],
  ["Δεν με αφορά", "not_applicable"],
  ["No answer", "marked"],
  ["", "marked"],
  ["Knows it well", "marked"],
];

Deno.test("declaredReason() reads the reason off a label, as far as reasons are told apart", () => {
  const known: readonly string[] = MISSING_REASONS;
  for (const [label, reason] of LABELS) {
    const expected = known.includes(reason) ? reason : "marked";
    assert.equal(known[declaredReason(label)], expected, label);
  }
});
