/** LibreOffice as a reader of office files: pages as PDF, and where words lie on them. Runs in Deno. */

import { SaxesParser, type SaxesTag, type SaxesTagPlain } from "saxes";
import { servicesRequired } from "./services_required.ts";

/** Whether tests by LibreOffice must be ignored: it or the reader of its PDF files is not there, and nobody
 * insists. */
export const libreOfficeAbsent: boolean = !["soffice", "pdftotext"].every(isThere) &&
  !servicesRequired;
/** What the name of a test that is ignored so ends with. */
export const NEEDS_LIBREOFFICE = "(needs LibreOffice and poppler-utils: deno task services)";

/** A word on a page, inches from its upper left corner. */
export interface PdfWord {
  readonly text: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const POINTS = 72;

/** Opens an office file in LibreOffice and gives the words of each page.
 * @throws {Error} If it is refused.
 */
export async function wordsByPage(
  bytes: Uint8Array,
  extension: "pptx" | "docx",
): Promise<PdfWord[][]> {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeFile(`${folder}/file.${extension}`, bytes);
    await run("soffice", [
      `-env:UserInstallation=file://${folder}/profile`,
      ...["--headless", "--convert-to", "pdf", "--outdir", folder, `${folder}/file.${extension}`],
    ], folder);
    await run("pdftotext", ["-bbox", `${folder}/file.pdf`, `${folder}/file.html`], folder);
    return readWords(await Deno.readTextFile(`${folder}/file.html`));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function run(command: string, args: readonly string[], home: string): Promise<void> {
  const { success, stderr } = await new Deno.Command(command, {
    args: [...args],
    env: { HOME: home },
    stdout: "null",
    stderr: "piped",
  }).output();
  if (!success) throw new Error(`${command}: ${new TextDecoder().decode(stderr)}`);
}

function readWords(html: string): PdfWord[][] {
  const pages: PdfWord[][] = [];
  let word: { -readonly [K in keyof PdfWord]: PdfWord[K] } | null = null;
  const parser = new SaxesParser();
  parser.on("opentag", ({ name, attributes: given }: SaxesTag) => {
    const attributes = given as SaxesTagPlain["attributes"];
    const inches = (key: string) => Number(attributes[key]) / POINTS;
    if (name === "page") pages.push([]);
    if (name !== "word") return;
    word = {
      ...{ text: "", left: inches("xMin"), top: inches("yMin") },
      ...{ right: inches("xMax"), bottom: inches("yMax") },
    };
    pages[pages.length - 1].push(word);
  });
  parser.on("text", (text) => {
    if (word !== null) word.text += text;
  });
  parser.on("closetag", ({ name }) => {
    if (name === "word") word = null;
  });
  // Control characters of fonts are no XML.
  // deno-lint-ignore no-control-regex
  parser.write(html.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "")).close();
  return pages;
}

function isThere(command: string): boolean {
  const granted = Deno.permissions.querySync({ name: "env", variable: "PATH" }).state === "granted";
  const folders = granted ? (Deno.env.get("PATH") ?? "").split(":") : [];
  return folders.some((folder) => {
    try {
      return Deno.statSync(`${folder}/${command}`).isFile;
    } catch {
      return false;
    }
  });
}
