/** The engine's names of kinds, reasons and grades of sureness in a reader's words. Runs in browsers. */

import type { KindVote } from "../../../../pipeline/survey/survey.ts";
import { engineRules } from "../engine_rules.js";

/** Why a cell holds no answer, in the engine's words. */
export function reasonWords(reason: string): string {
  const words: Readonly<Record<string, string>> = engineRules().missingWords;
  return reason === "untold" ? "reasons not shown" : words[reason] ?? reason;
}

/** `grid, 7 columns`, `single choice`. */
export function questionWords(kind: string, columns: number): string {
  const words = kind.replaceAll("_", " ").replace("multi select", "multi-select");
  return columns > 1 ? `${words}, ${columns} columns` : words;
}

/** How sure a kind is, in words; bounds as the engine gives them.
 * @param confidence 0..1.
 */
export function sureness(confidence: number): string {
  if (confidence >= 1) return "certain";
  if (confidence >= 0.9) return "sure";
  if (confidence >= 0.7) return "likely";
  return confidence > 0 ? "a guess" : "no answers to tell by";
}

/** All evidence on a column's kind, a line each; none where there is one alone, which its reason tells. */
export function voteLines(votes: readonly KindVote[]): string[] {
  if (votes.length < 2) return [];
  const lines = votes.map(({ kind, weight, reason }) =>
    `${weight < 0 ? "against" : "for"} ${kind}, ${Math.abs(weight).toFixed(1)}: ${
      reason === "" ? "outweighs what else numbers and words look like" : reason
    }`
  );
  return ["All evidence, by weight (log odds):", ...lines];
}
