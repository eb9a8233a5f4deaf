/** How what is handed over looks: colours, fonts, logo, by the template. Runs in Deno and browsers. */

import { DataError } from "../../base/errors.ts";
import type { Params } from "../../plan/params.ts";

/** A picture to be put into files. */
export interface Logo {
  readonly type: "png" | "jpg";
  readonly bytes: Uint8Array;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/** Colours are hex digits without a sign before them, as office files write them. */
export interface Look {
  readonly accent: string;
  readonly headingFont: string;
  readonly bodyFont: string;
  readonly logo: Logo | null;
  /** Colour of a segment, from 0. */
  segment(g: number): string;
}

/** Okabe and Ito's colours as the site's pages have them, so that a segment looks the same everywhere. */
export const SEGMENT_COLOURS = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00"]
  .concat(["#8c7a00", "#7a5195"]);
/** Text, quiet text, hairlines and the ground of every other row. */
export const INK = "222222";
export const MUTED = "5F6368";
export const LINE = "D5D8DC";
export const GROUND = "F4F6F8";
/** Above all, and below. */
const ABOVE = "0072b2", BELOW = "d55e00";
/** A difference of so many deviations has the full shade. */
const FULL_SHADE = 1;
/** Share of the colour in the full shade: figures on it stay dark on light. */
const MOST_SHADE = 0.45;
const DATA_ADDRESS = /^data:image\/(?:png|jpeg);base64,([A-Za-z0-9+/=\s]+)$/;
const PNG = [0x89, 0x50, 0x4e, 0x47];
const JPEG = [0xff, 0xd8];

/** Makes the look of a template.
 * @param file Bytes of its logo, where that is a file; null where no file can be read.
 * @throws {DataError} If the logo cannot be read.
 */
export function lookOf(
  { template }: Params["deliver"],
  file: Uint8Array | null,
): Look {
  const { accent, colours, heading_font, body_font, logo } = template;
  const all = (colours.length > 0 ? colours : SEGMENT_COLOURS).map(bare);
  return {
    accent: bare(accent),
    headingFont: heading_font,
    bodyFont: body_font,
    logo: logo === "" ? null : readLogo(logo, file),
    segment: (g) => all[g % all.length],
  };
}

/** The ground of a cell that lies so many deviations above or below all; white for none. */
export function shadeOf(strength: number): string {
  const share = Math.min(1, Math.abs(strength) / FULL_SHADE) * MOST_SHADE;
  return mix(strength < 0 ? BELOW : ABOVE, share);
}

/** Black or white, whichever is read better on a colour. */
export function inkOn(colour: string): string {
  const [r, g, b] = channelsOf(colour);
  return 0.299 * r + 0.587 * g + 0.114 * b > 150 ? INK : "FFFFFF";
}

function mix(colour: string, share: number): string {
  return channelsOf(colour)
    .map((own) => Math.round(255 + share * (own - 255)).toString(16).padStart(2, "0"))
    .join("").toUpperCase();
}

function channelsOf(colour: string): number[] {
  return [0, 2, 4].map((at) => parseInt(colour.slice(at, at + 2), 16));
}

function bare(colour: string): string {
  return colour.slice(1).toUpperCase();
}

function readLogo(logo: string, file: Uint8Array | null): Logo {
  const inline = DATA_ADDRESS.exec(logo);
  const bytes = inline === null ? file : readBase64(inline[1]);
  const given = logo.length > 60 ? `${logo.slice(0, 60)}\u2026` : logo;
  if (bytes === null) {
    throw new DataError(
      `Cannot put the logo ${JSON.stringify(given)} into files: here no file can be read by its ` +
        "name. Set deliver.template.logo to data:image/png;base64,..., or use the command line.",
    );
  }
  const size = sizeOf(bytes);
  if (size === null) {
    throw new DataError(
      `Cannot put the logo ${JSON.stringify(given)} into files: a logo must be a PNG or JPEG ` +
        "picture, but this is neither, or damaged. Save it as PNG.",
    );
  }
  return { ...size, bytes };
}

function readBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text.replace(/\s/g, "")), (letter) => letter.charCodeAt(0));
}

function sizeOf(bytes: Uint8Array): Omit<Logo, "bytes"> | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (PNG.every((byte, i) => bytes[i] === byte) && bytes.length > 24) {
    return sound({ type: "png", width: view.getUint32(16), height: view.getUint32(20) });
  }
  if (!JPEG.every((byte, i) => bytes[i] === byte)) return null;
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff;) {
    const marker = bytes[at + 1];
    // Frames, but for the tables of Huffman, of arithmetic coding and the extension among them.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return sound({ type: "jpg", height: view.getUint16(at + 5), width: view.getUint16(at + 7) });
    }
    at += 2 + view.getUint16(at + 2);
  }
  return null;
}

function sound(size: Omit<Logo, "bytes">): Omit<Logo, "bytes"> | null {
  return size.width > 0 && size.height > 0 ? size : null;
}
