/** Any value as a text that is the same everywhere, cut where it is long. Runs in Deno and browsers. */

/** Items of a list and fields of an object that are told. */
const MOST_ITEMS = 20;
/** Characters of a text within a value. */
const MOST_CHARACTERS = 200;
const DEEPEST = 3;
/** A value on one line is no longer. */
const LINE = 76;

/** Writes a value as code would, with what is left out counted. */
export function inspectText(value: unknown): string {
  return write(value, 0, []);
}

function write(value: unknown, depth: number, around: readonly unknown[]): string {
  if (typeof value === "string") return quoted(value);
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "function") return functionText(value);
  if (typeof value !== "object" || value === null) {
    return Object.is(value, -0) ? "-0" : String(value);
  }
  if (value instanceof Date) return isNaN(value.getTime()) ? "Invalid Date" : value.toISOString();
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (around.includes(value)) return "[itself]";
  const name = nameOf(value);
  if (depth >= DEEPEST) return `[${name === "" ? "Object" : name}]`;
  const inner = [...around, value];
  const item = (each: unknown): string => write(each, depth + 1, inner);
  if (Array.isArray(value) || ArrayBuffer.isView(value) && !(value instanceof DataView)) {
    const list = value as ArrayLike<unknown>;
    const title = Array.isArray(value) ? "" : `${name}(${list.length}) `;
    const items = Array.from(
      { length: Math.min(list.length, MOST_ITEMS) },
      (_, i) => item(list[i]),
    );
    return enclose(title, "[]", items, list.length);
  }
  if (value instanceof Map) {
    const items = [...value].slice(0, MOST_ITEMS).map(([key, each]) =>
      `${item(key)} => ${item(each)}`
    );
    return enclose(`Map(${value.size}) `, "{}", items, value.size);
  }
  if (value instanceof Set) {
    const items = [...value].slice(0, MOST_ITEMS).map(item);
    return enclose(`Set(${value.size}) `, "{}", items, value.size);
  }
  const fields = Object.entries(value);
  const items = fields.slice(0, MOST_ITEMS).map(([key, each]) => `${keyText(key)}: ${item(each)}`);
  return enclose(name === "" || name === "Object" ? "" : `${name} `, "{}", items, fields.length);
}

/** Items on one line, or on one each where they are long. */
function enclose(title: string, [open, close]: string, items: string[], total: number): string {
  const more = total - items.length;
  const all = more > 0 ? [...items, `… ${more} more`] : items;
  if (all.length === 0) return `${title}${open}${close}`;
  const pad = open === "{" ? " " : "";
  const line = `${title}${open}${pad}${all.join(", ")}${pad}${close}`;
  if (line.length <= LINE && !line.includes("\n")) return line;
  const indented = all.map((each) => `  ${each.replaceAll("\n", "\n  ")}`);
  return `${title}${open}\n${indented.join(",\n")}\n${close}`;
}

function quoted(text: string): string {
  const rest = text.length - MOST_CHARACTERS;
  return rest <= 0
    ? JSON.stringify(text)
    : `${JSON.stringify(text.slice(0, MOST_CHARACTERS))}… ${rest} more characters`;
}

function functionText(value: { readonly name: string }): string {
  const kind = /^class\b/.test(Function.prototype.toString.call(value)) ? "class" : "function";
  return `[${value.name === "" ? kind : `${kind} ${value.name}`}]`;
}

function keyText(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key);
}

function nameOf(value: object): string {
  const { constructor } = value as { constructor?: unknown };
  return typeof constructor === "function" ? constructor.name : "";
}
