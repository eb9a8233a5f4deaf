/** The text of `config/params.yaml`: every parameter with its default, and what the schema says of it. Runs in Deno. */

import { stringify } from "yaml";
import { z } from "zod";
import { PARAMS_SCHEMA } from "../../pipeline/plan/params.ts";

const WIDTH = 100;
const HEAD = [
  "# yaml-language-server: $schema=./params.schema.json",
  "#",
  "# Every parameter with its default: take away the # before a value to change it. What is set here",
  "# lies over --preset; config/surveys/<object name>.yaml overlays it for one survey; --set and the",
  "# site's controls come last.",
];

/** The part of a JSON schema that is used here. */
interface Described {
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, Described>>;
}

/** Writes the parameters' defaults as comments, above each one what it means and which values it may have. */
export function paramsYaml(): string {
  const { properties } = z.toJSONSchema(PARAMS_SCHEMA, { io: "input" }) as Described;
  const sections = Object.entries(properties ?? {}).map(([key, section]) =>
    section.properties === undefined ? describe(key, section, "") : [
      `${key}:`,
      ...Object.entries(section.properties).flatMap(([name, param]) => describe(name, param, "  ")),
    ]
  );
  return [...HEAD, ...sections.flatMap((lines) => ["", ...lines])].join("\n") + "\n";
}

function describe(name: string, param: Described, indent: string): string[] {
  const values = (param.enum ?? []).map((value) => valueText(value)).join(" | ");
  const words = param.description ?? "";
  const said = values === "" ? words : `${values}. ${words}`;
  return [
    ...wrap(said, WIDTH - indent.length - 2).map((line) => `${indent}# ${line}`),
    `${indent}#${name}: ${valueText(param.default)}`,
  ];
}

function valueText(value: unknown): string {
  // One line, as what stands behind a # ends with it.
  const options = { collectionStyle: "flow", flowCollectionPadding: false, lineWidth: 0 } as const;
  return stringify(value, options).trim();
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return text === "" ? [] : lines;
}
