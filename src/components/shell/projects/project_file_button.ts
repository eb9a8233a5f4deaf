/** The button that saves what a page shows as a project file. Runs in browsers. */

import { button } from "../../kit/buttons.js";
import { html, setText, uniqueId } from "../../kit/elements.js";
import { saveBlob } from "../../kit/save_and_copy.js";
import { projectFileName, saveSession } from "../../session/projects/project_file.js";
import { findProject } from "../../session/projects/project_store.js";
import type { Session } from "../../session/session_types.js";

const FINGERPRINT_ALONE =
  "Without the survey the file holds its fingerprint: whoever opens it needs the survey too.";
const NO_FILE_HERE = "It holds the survey's fingerprint, as this site does not carry the file.";

/** Makes the button. An own file's survey goes along unless told otherwise; a published one only where the
 * page has the file, and if it is asked for.
 */
export function projectFileButton(session: Session): HTMLElement {
  const { isOwn, isFile, key, name } = session.state.survey;
  const said = html("span", [], { class: "download-said", role: "status" });
  const id = uniqueId("with-survey");
  const survey = html("input", [], { type: "checkbox", id });
  survey.checked = isOwn;
  const note = html("p", isFile ? FINGERPRINT_ALONE : NO_FILE_HERE, { class: "project-file-note" });
  const tell = () => note.hidden = isFile && survey.checked;
  survey.addEventListener("change", tell);
  tell();
  const save = button("Project file (.ccproject)", {
    label: "Save as a project file",
    onClick: () => {
      save.disabled = true;
      setText(said, "Making it");
      void (async () => {
        const called = isOwn ? (await findProject(key))?.name ?? name : name;
        const blob = await saveSession(session, isFile && survey.checked);
        saveBlob(blob, projectFileName(called));
      })().then(() => setText(said, "Saved"))
        .catch((error: Error) => setText(said, error.message))
        .finally(() => save.disabled = false);
    },
  });
  return html("div", [
    save,
    isFile
      ? html("span", [survey, html("label", "with the survey itself", { for: id })], {
        class: "project-file-choice",
      })
      : null,
    said,
    note,
  ], { class: "project-file" });
}
