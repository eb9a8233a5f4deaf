/** Puts right what the library of the document draws by chance, or counts on from file to file. Runs in Deno and browsers. */

/** Ids of relationships to charts and workbooks: letters that were drawn. */
const DRAWN_ID = /"rId[a-z0-9_-]{15,}"/g;
/** Numbers of pictures and charts. */
const DRAWING = /(<wp:docPr id=")\d+(")/g;
/** Labels of bars stand at the edge, where bars that go the other way do not run over them. */
const LABELS = /(<c:catAx>.*?<c:tickLblPos val=")nextTo(")/s;

/** Makes what mends the parts of one document, in their order. */
export function documentMender(): (path: string, text: string) => string {
  const ids = new Map<string, string>();
  let drawings = 0;
  return (path, text) => {
    const told = text.replaceAll(DRAWN_ID, (id) => {
      const known = ids.get(id) ?? `"rIdOwn${ids.size + 1}"`;
      ids.set(id, known);
      return known;
    });
    if (/\/charts\/chart\d+\.xml$/.test(path)) {
      return told.replace(LABELS, (_, start: string, end: string) => `${start}low${end}`);
    }
    return told.replaceAll(
      DRAWING,
      (_, start: string, end: string) => `${start}${++drawings}${end}`,
    );
  };
}
