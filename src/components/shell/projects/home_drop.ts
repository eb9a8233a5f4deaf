/** The place for files where no project is open: a survey begins one, a project file opens as one. Runs in browsers. */

import { button } from "../../kit/buttons.js";
import { html, setText } from "../../kit/elements.js";
import { toQuery } from "../../session/params_text.js";
import { projectHref } from "../../session/projects/project_address.js";
import { makeOf, type OpenedFile, PROJECT_ENDING } from "../../session/projects/project_file.js";
import type { SurveyEntry } from "../survey_list.js";
import { offering, type ProjectDoors } from "./project_actions.js";
import { openFile, projectDrop } from "./project_drop.js";
import { wantedFile } from "./wanted_file.js";

/** Makes the zone.
 * @param surveys Those of the site that the page knows: a project file that holds a fingerprint alone may
 * be of one of them.
 */
export function homeDrop(surveys: readonly SurveyEntry[], doors: ProjectDoors): HTMLElement {
  const wanted = html("div");
  const options = { ...doors, onWanted };
  const said = html("p", [], { class: "projects-foot", role: "status" });
  const open = button("Open a project file", {
    onClick: () => {
      const input = html("input", [], { type: "file", accept: PROJECT_ENDING });
      input.addEventListener("change", () => {
        const [file] = input.files ?? [];
        if (file === undefined) return;
        setText(said, `Reading ${file.name}`);
        offering(wanted, doors, () => openFile(file, options)).then(() => setText(said, ""))
          .catch((error: Error) => setText(said, error.message));
      });
      input.click();
    },
  });
  function onWanted(opened: Extract<OpenedFile, { kind: "wanted" }>): void {
    void show(opened);
  }
  async function show({ unpacked }: Extract<OpenedFile, { kind: "wanted" }>): Promise<void> {
    const { survey } = unpacked.contents;
    const defaults = await doors.loadDefaults();
    const published = surveys.find(({ value }) => value?.sha256 === survey.sha256);
    if (published !== undefined) {
      const query = toQuery(unpacked.params, defaults, survey.sha256);
      return location.assign(`./${published.slug}/?${query}`);
    }
    wanted.replaceChildren(wantedFile({
      ...doors,
      ...{ by: "project file", name: survey.name, sha256: survey.sha256 },
      take: async (file) => projectHref((await makeOf(unpacked, file, { defaults })).id, ""),
    }));
    wanted.querySelector<HTMLElement>("input")?.focus();
  }
  return html("div", [
    projectDrop(options),
    html("p", [open, " It ends in .ccproject, and may be dropped here as well."], {
      class: "projects-foot",
    }),
    said,
    wanted,
  ]);
}
