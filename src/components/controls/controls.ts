/** All parameters as a panel of controls, made from their JSON schema. Runs in browsers. */

import type { ColumnView } from "../../../pipeline/view/types.ts";
import { countOf } from "../kit/words/format.js";
import { html, setText, uniqueId } from "../kit/elements.js";
import { fieldId, type ParamField, paramField } from "./param_field.js";
import { factsOf, stagesAfter } from "../session/param_rules.js";
import {
  type Field,
  type FieldGroup,
  type JsonSchema,
  listGroups,
} from "../session/param_schema.js";
import { changedSettings, settingsFinder } from "./settings_finder.js";
import { questionPicker } from "./question_picker.js";
import { withQuestions } from "./question_choice.js";
import { followLater } from "../session/parts.js";
import type { Session, SessionState } from "../session/session_types.js";

/** What the panel is made of. */
export interface ControlsOptions {
  /** `config/params.schema.json`, parsed. */
  readonly schema: JsonSchema;
  /** The survey's columns; empty or absent where they are not known yet. */
  readonly columns?: readonly ColumnView[];
  /** Keys of the groups to show, such as `["clustering"]`; all if absent. */
  readonly sections?: readonly string[];
  /** Keys of the groups that are open at first. */
  readonly open?: readonly string[];
  /** Parameters that stand elsewhere on the page, in reach at all times. */
  readonly without?: readonly string[];
}

interface Group {
  readonly element: HTMLElement;
  update(state: SessionState): void;
}

const OPEN_AT_FIRST: readonly string[] = [];
/** What the picker of questions sets. */
const PICKED = ["features.include", "features.exclude"];
const READ_BEFORE =
  "This site carries answers that were read when it was built. To read the file " +
  "anew, open it under “Your own file”, or run deno task preview.";
/** The group that has the picker at its top. */
const PICKER_GROUP = "features";

/** Makes the panel, closed at first. It follows the session from then on; fields keep focus and text
 * meanwhile. */
export function controlsPanel(session: Session, options: ControlsOptions): HTMLElement {
  const list = html("div", []);
  const elsewhere = listGroups(options.schema).flatMap(({ fields }) => fields)
    .filter(({ path }) => options.without?.includes(path));
  const finder = settingsFinder(list, elsewhere);
  const changes = changedSettings(session, options.schema);
  const body = html("div", [finder.element, changes.element, list], {
    id: uniqueId("controls"),
    class: "controls-body",
  });
  const count = html("span", [], { class: "controls-count" });
  const toggle = html("button", ["All settings", count], {
    type: "button",
    class: "controls-toggle",
    "aria-controls": body.id,
    onclick: () => setOpen(toggle.getAttribute("aria-expanded") !== "true"),
  });
  const setOpen = (isOpen: boolean) => {
    body.hidden = !isOpen;
    toggle.setAttribute("aria-expanded", String(isOpen));
  };
  setOpen(options.open !== undefined);
  const element = html("section", [toggle, body], {
    class: "controls",
    "aria-label": "All settings",
  });
  let groups: readonly Group[] = [];
  let known: readonly ColumnView[] | null = null;
  let drawn: readonly unknown[] = [];
  followLater(session, (state) => {
    // How far a run is changes no control, and there are many of them.
    const { params, defaults, view, error, settled, whyOff } = state;
    const shown = [params, defaults, view, error, settled, whyOff];
    if (known !== null && shown.every((part, i) => part === drawn[i])) return;
    drawn = shown;
    const { question_pattern: pattern } = state.params.features;
    const columns = withQuestions(state.view?.columns ?? options.columns ?? [], pattern);
    if (known === null || !isSameSurvey(columns, known)) {
      const open = known === null ? options.open ?? OPEN_AT_FIRST : openGroups(list);
      groups = makeGroups(session, { ...options, columns, open });
      replaceKeepingFocus(list, groups.map((group) => group.element));
      known = columns;
      finder.find();
    }
    for (const group of groups) group.update(state);
    const changed = changes.update(state);
    setText(count, changed === 0 ? "" : `${changed} changed`);
  });
  return element;
}

/** Whether columns are the same in what does not follow from the parameters of later stages. */
function isSameSurvey(a: readonly ColumnView[], b: readonly ColumnView[]): boolean {
  return a.length === b.length &&
    a.every(({ name, kind, question, answered }, i) =>
      name === b[i].name && kind === b[i].kind && question === b[i].question &&
      answered === b[i].answered
    );
}

/** Keys of the groups that are open. */
function openGroups(body: HTMLElement): string[] {
  return [...body.querySelectorAll<HTMLElement>("details[open][data-section]")]
    .map((group) => group.dataset.section ?? "");
}

/** Replaces the groups; an input that has a name of its own keeps the focus. */
function replaceKeepingFocus(body: HTMLElement, elements: readonly HTMLElement[]): void {
  const focused = document.activeElement;
  const id = focused !== null && body.contains(focused) ? focused.id : "";
  body.replaceChildren(...elements);
  if (id !== "") document.getElementById(id)?.focus({ preventScroll: true });
}

function makeGroups(
  session: Session,
  options: ControlsOptions & {
    readonly columns: readonly ColumnView[];
    readonly open: readonly string[];
  },
): Group[] {
  const { schema, columns, sections, open, without = [] } = options;
  const shown = listGroups(schema)
    .filter(({ key }) => sections?.includes(key) ?? true)
    .map((group) => ({
      ...group,
      fields: group.fields.filter(({ path }) => !without.includes(path)),
    }));
  const groups = shown.map((group) =>
    fieldGroup(group, { session, columns, isOpen: open.includes(group.key) })
  );
  return sections === undefined ? [surveyGroup(schema), ...groups] : groups;
}

/** What is segmented; which one it is cannot be changed here. */
function surveyGroup(schema: JsonSchema): Group {
  const title = schema.properties?.storage?.title ?? "Survey file";
  const name = html("strong", []);
  const extent = html("div", [], { class: "field-name" });
  const print = html("div", [], { class: "field-name" });
  const place = html("p", [], { class: "field-note" });
  const off = html("p", [], { class: "controls-off" });
  const element = html("div", [html("h3", title), name, extent, print, place, off], {
    class: "controls-survey",
  });
  return {
    element,
    update({ survey, view, whyOff }) {
      setText(name, survey.name);
      const size = view === null
        ? ""
        : `${countOf(view.survey.rows, "respondent")} × ${countOf(view.survey.columns, "column")}`;
      setText(extent, size);
      setText(print, `fingerprint ${survey.sha256.slice(0, 12)}`);
      setText(place, survey.isOwn ? "Your file stays in this browser." : "");
      setText(off, whyOff);
      off.hidden = whyOff === "";
    },
  };
}

interface GroupOptions {
  readonly session: Session;
  readonly columns: readonly ColumnView[];
  readonly isOpen: boolean;
}

function fieldGroup(group: FieldGroup, { session, columns, isOpen }: GroupOptions): Group {
  const names = columns.map(({ name }) => name);
  const makeField = (field: Field) => paramField(field, { session, columns: names });
  const hasPicker = group.key === PICKER_GROUP && columns.length > 0;
  const plain = group.fields.filter(({ path }) => !(hasPicker && PICKED.includes(path)));
  const fields = plain.map(makeField);
  const picker = hasPicker ? pickerPart(group, { session, columns, makeField }) : null;
  const count = html("span", [], { class: "controls-count" });
  // A parameter that stands alone needs no group around it.
  if (group.fields.length === 1 && group.fields[0].path === group.key) {
    return {
      element: html("div", [fields[0].element], { class: "controls-alone" }),
      update: (state) => fields[0].update(state),
    };
  }
  const again = html("p", [], { class: "controls-again" });
  const parts = [
    again,
    ...(picker === null ? [] : [picker.element]),
    ...fields.map((field) => field.element),
  ];
  const element = html("details", [
    html("summary", [html("span", group.title), count]),
    html("div", parts, { class: "controls-fields" }),
  ], { class: "controls-group", "data-section": group.key, open: isOpen ? "" : null });
  return {
    element,
    update(state) {
      for (const field of fields) field.update(state);
      picker?.update(state);
      const all: readonly ParamField[] = [...fields, ...(picker?.fields ?? [])];
      const changed = all.filter((field) => field.isChanged).length;
      setText(count, changed === 0 ? "" : `${changed} changed`);
      setText(again, describeGroup(group.key, state));
    },
  };
}

/** What a change in a group runs again, or why none can be made. */
function describeGroup(key: string, state: SessionState): string {
  if (state.whyOff !== "") return "";
  if (key === "ingest" && !state.survey.isFile) return READ_BEFORE;
  const stages = stagesAfter(`${key}.`, state.params, factsOf(state));
  return `A change here re-runs ${stages.join(", ")}.`;
}

/** The picker, and below it the patterns that it writes, for those who rather type. */
function pickerPart(
  { fields }: FieldGroup,
  { session, columns, makeField }: {
    readonly session: Session;
    readonly columns: readonly ColumnView[];
    readonly makeField: (field: Field) => ParamField;
  },
): Group & { readonly fields: readonly ParamField[] } {
  const rows = session.state.view?.survey.rows ?? 0;
  const picker = questionPicker(session, { columns, rows });
  const lists = fields.filter(({ path }) => PICKED.includes(path)).map(makeField);
  const patterns = html("details", [
    html("summary", "Names and globs"),
    ...lists.map((field) => field.element),
  ], { class: "picker-patterns" });
  return {
    fields: lists,
    element: html("div", [picker.element, patterns], { id: fieldId("features.questions") }),
    update(state) {
      picker.update(state);
      for (const field of lists) field.update(state);
    },
  };
}
