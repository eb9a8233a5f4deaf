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
import { completionBox } from "./editing/completion_box.ts";
import { MARKS } from "./editing/editor_marks.ts";
import type { EditorHelp } from "./editing/helper.ts";
import { signatureBox } from "./editing/signature_box.ts";

/** What an editor is made of. */
export interface EditorOptions {
  readonly source: string;
  readonly isCode: boolean;
  /** Id of the element that names it, for listeners. */
  readonly labelledBy: string;
  /** Id of the element that says what is wrong. */
  readonly describedBy: string;
  readonly keys: readonly KeyBinding[];
  readonly help: EditorHelp;
  onChange(source: string): void;
  onFocus(): void;
}

/** Longer sources stay without colours. */
const MOST_COLOURED = 50_000;

/** Makes an editor. */
export function makeEditor(options: EditorOptions): EditorView {
  const { source, isCode, labelledBy, describedBy, keys, help, onChange, onFocus } = options;
  const completion = completionBox(help), signature = signatureBox(help);
  return new EditorView({
    state: EditorState.create({
      doc: source,
      extensions: [
        // What closes a box goes before what leaves the cell.
        Prec.highest(keymap.of([...completion.keys, ...signature.keys, ...keys])),
        Prec.high(keymap.of(nameKeys(help))),
        EditorView.domEventHandlers({ mousedown: (event, view) => followName(event, view, help) }),
        completion.plugin,
        signature.plugin,
        MARKS,
        history(),
        keymap.of([...defaultKeymap, ...historyKeymap]),
        drawSelection(),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({
          "aria-labelledby": labelledBy,
          "aria-describedby": describedBy,
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
  const { head } = view.state.selection.main;
  view.dispatch({
    changes: { from: 0, to: length, insert: source },
    selection: { anchor: Math.min(head, source.length) },
  });
}

/** Keys that lead from a name to its places. */
function nameKeys({ goToName, showUses }: EditorHelp): KeyBinding[] {
  const at = (act: (offset: number) => void) => ({ state }: EditorView): boolean => {
    act(state.selection.main.head);
    return true;
  };
  return [{ key: "F12", run: at(goToName), shift: at(showUses), preventDefault: true }];
}

/** A press on a name with Ctrl or Cmd leads to where it is declared. */
function followName(event: MouseEvent, view: EditorView, { goToName }: EditorHelp): boolean {
  if (!event.ctrlKey && !event.metaKey || event.button !== 0) return false;
  const offset = view.posAtCoords({ x: event.clientX, y: event.clientY });
  if (offset === null) return false;
  event.preventDefault();
  goToName(offset);
  return true;
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
