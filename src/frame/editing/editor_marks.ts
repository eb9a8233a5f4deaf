/** What stands in an editor beside its source: what is wrong, and what a search found. Runs in browsers. */

import { StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView } from "@codemirror/view";
import type { EditorMarks } from "./helper.ts";

const setMarks = StateEffect.define<EditorMarks>();

/** The marks of an editor; they move with what is written before them. */
export const MARKS = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, { changes, effects, newDoc }) {
    let next = marks.map(changes);
    for (const effect of effects) {
      if (effect.is(setMarks)) next = drawn(effect.value, newDoc.length);
    }
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** Shows marks in an editor in the place of those before. */
export function showMarks(view: EditorView, marks: EditorMarks): void {
  view.dispatch({ effects: setMarks.of(marks) });
}

function drawn({ problems, found }: EditorMarks, length: number): DecorationSet {
  const wrong = problems.map(({ from, to, message }) => ({
    from,
    to,
    mark: Decoration.mark({ class: "cm-wrong", attributes: { title: message } }),
  }));
  const hits = found.map(({ from, to, isAt }) => ({
    from,
    to,
    mark: Decoration.mark({ class: isAt ? "cm-found is-at" : "cm-found" }),
  }));
  return Decoration.set(
    [...wrong, ...hits].filter(({ from, to }) => from < to && to <= length)
      .map(({ from, to, mark }) => mark.range(from, to)),
    true,
  );
}
