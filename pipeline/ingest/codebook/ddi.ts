/** Reads the variables of a DDI codebook. Runs in Deno and browsers.
 * @see DDI Codebook 2.5 (ddialliance.org): dataDscr, var, labl, qstn, qstnLit, catgry, catValu, invalrng.
 */

import { SaxesParser } from "saxes";
import { Damage } from "../files/damage.ts";
import {
  type Code,
  type Codebook,
  type CodebookVariable,
  codeOf,
  measureOf,
  variableOf,
} from "./codebook.ts";

interface Open {
  name: string;
  label: string;
  question: string;
  measure: string;
  labels: Map<Code, string>;
  missing: Set<Code>;
  category: { value: string; label: string; isMissing: boolean } | null;
}

/** Reads the `var` elements, O(letters).
 * @throws {Damage} If it is no XML, or has no variables of this form.
 */
export function readDdi(text: string): Omit<Codebook, "place"> {
  const reader = new VariableReader();
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw new Damage(`it is no XML: ${error.message}. Export it again as DDI Codebook 2.5.`);
  });
  parser.on(
    "opentag",
    ({ name, attributes }) => reader.open(local(name), attributes as Attributes),
  );
  parser.on("text", (piece) => reader.text(piece));
  parser.on("cdata", (piece) => reader.text(piece));
  parser.on("closetag", ({ name }) => reader.close(local(name)));
  parser.write(text).close();
  if (reader.variables.length === 0) {
    throw new Damage(
      "it is XML without a single `var` of DDI Codebook. Export it as DDI Codebook 2.5, or write the " +
        "labels as CSV with the columns name, text, values.",
    );
  }
  return { variables: reader.variables, notes: [] };
}

type Attributes = Readonly<Record<string, string>>;

/** Gathers variables from elements in the file's order. */
class VariableReader {
  readonly variables: CodebookVariable[] = [];
  #variable: Open | null = null;
  #text = "";

  open(name: string, attributes: Attributes): void {
    this.#text = "";
    if (name === "var") {
      this.#variable = {
        name: attributes.name ?? attributes.ID ?? "",
        ...{ label: "", question: "", measure: attributes.nature ?? "" },
        ...{ labels: new Map(), missing: new Set(), category: null },
      };
    }
    if (name === "catgry" && this.#variable !== null) {
      const isMissing = /^(?:y|yes|true|1)$/i.test(attributes.missing ?? "");
      this.#variable.category = { value: "", label: "", isMissing };
    }
    if (name === "item" && attributes.VALUE !== undefined && this.#variable?.category === null) {
      this.#variable.missing.add(codeOf(attributes.VALUE));
    }
  }

  text(piece: string): void {
    this.#text += piece;
  }

  close(name: string): void {
    const variable = this.#variable;
    if (variable === null) return;
    const text = this.#text.replace(/\s+/g, " ").trim();
    this.#text = "";
    const { category } = variable;
    if (name === "labl") {
      if (category !== null) category.label = text;
      else if (variable.label === "") variable.label = text;
    } else if (name === "qstnLit") variable.question = text;
    else if (name === "catValu" && category !== null) category.value = text;
    else if (name === "catgry" && category !== null) takeCategory(variable, category);
    else if (name === "var") this.#finish(variable);
  }

  #finish({ name, label, question, measure, labels, missing }: Open): void {
    this.#variable = null;
    if (name === "") return;
    // The question as asked, unless the label is its item of a battery.
    const isItem = label !== "" && !question.startsWith(label) && label.includes(" - ");
    const text = isItem || question === "" ? label : question;
    this.variables.push(variableOf({ name, text, labels, missing, measure: measureOf(measure) }));
  }
}

function takeCategory(variable: Open, category: NonNullable<Open["category"]>): void {
  variable.category = null;
  if (category.value === "") return;
  const code = codeOf(category.value);
  if (category.label !== "") variable.labels.set(code, category.label);
  if (category.isMissing) variable.missing.add(code);
}

/** The name of an element without its prefix. */
function local(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}
