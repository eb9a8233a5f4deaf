/** Markup with texts made harmless. Runs in Deno and browsers. */

/** A text as it stands in markup, in attributes too. */
export function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** An element of texts. */
export function element(
  name: string,
  text: string,
  attributes: Readonly<Record<string, string>> = {},
): string {
  return text === "" ? "" : block(name, escapeText(text), attributes);
}

/** An element of markup. */
export function block(
  name: string,
  markup: string,
  attributes: Readonly<Record<string, string>> = {},
): string {
  const written = Object.entries(attributes).map(([key, value]) =>
    ` ${key}="${escapeText(value)}"`
  );
  return `<${name}${written.join("")}>${markup}</${name}>`;
}
