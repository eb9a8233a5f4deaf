/** The editor of one cell. Runs in browsers. */

import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { EditorState, type Extension, Prec } from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  drawSelection,
  EditorView,
  type KeyBinding,
  keymap,
  ViewPlugin,
  type ViewUpdate,
} from "@codemirror/view";
import { colourWords } from "./colour_words.ts";

/** What an editor is made of. */
export interface EditorOptions {
  readonly source: string;
  readonly isCode: boolean;
  /** Id of the element that names it, for listeners. */
  readonly labelledBy: string;
  readonly keys: readonly KeyBinding[];
  onChange(source: string): void;
  onFocus(): void;
}

/** Longer sources stay without colours. */
const MOST_COLOURED = 50_000;

/** Makes an editor. */
export function makeEditor(options: EditorOptions): EditorView {
  const { source, isCode, labelledBy, keys, onChange, onFocus } = options;
  return new EditorView({
    state: EditorState.create({
      doc: source,
      extensions: [
        Prec.highest(keymap.of([...keys])),
        history(),
        keymap.of([...defaultKeymap, ...historyKeymap]),
        drawSelection(),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({
          "aria-labelledby": labelledBy,
          // What a person writes is code: it is not corrected.
          spellcheck: String(!isCode),
          autocorrect: "off",
          autocapitalize: "off",
        }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) onChange(update.state.doc.toString());
          if (update.focusChanged && update.view.hasFocus) onFocus();
        }),
        colours(isCode),
      ],
    }),
  });
}

/** Puts another source into an editor, unless it has that already. */
export function setSource(view: EditorView, source: string): void {
  const { length } = view.state.doc;
  if (view.state.doc.toString() === source) return;
  view.dispatch({ changes: { from: 0, to: length, insert: source } });
}

function colours(isCode: boolean): Extension {
  const colour = ({ state }: EditorView): DecorationSet => {
    const text = state.doc.toString();
    if (text.length > MOST_COLOURED) return Decoration.none;
    return Decoration.set(
      colourWords(text, isCode).map(({ from, to, kind }) =>
        Decoration.mark({ class: `code-${kind}` }).range(from, to)
      ),
    );
  };
  return ViewPlugin.fromClass(
    class {
      decorations: DecorationSet;
      constructor(view: EditorView) {
        this.decorations = colour(view);
      }
      update({ docChanged, view }: ViewUpdate): void {
        if (docChanged) this.decorations = colour(view);
      }
    },
    { decorations: (plugin) => plugin.decorations },
  );
}
