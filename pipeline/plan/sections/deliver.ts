/** Parameters of what is handed over: how slides, document and page look. Runs in Deno and browsers. */

import { z } from "zod";

/** A colour as style guides write it. */
const colour = z.string().regex(/^#[0-9a-fA-F]{6}$/, "a colour such as #0072b2");
/** A font's name ends up in several kinds of files, and none of them needs more than this. */
const font = z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,59}$/u, "the name of a font");

const template = z.strictObject({
  accent: colour.default("#1f3a5f"),
  colours: z.array(colour).max(24).default([]),
  heading_font: font.default("Arial"),
  body_font: font.default("Arial"),
  logo: z.string().max(2_000_000).default(""),
});

/** `deliver` */
export const deliver = z.strictObject({
  template: template.default(template.parse({})).meta({
    title: "Template",
    description:
      "How slides, document and page look: accent is the colour of titles and heads of tables, colours " +
      "are those of the segments in the order of their numbers (none: the house's own, which " +
      "colour-blind readers tell apart), heading_font and body_font name fonts of the reader's " +
      "machine, logo is a PNG or JPEG file, or data:image/png;base64,... where no file can be read.",
  }),
});
