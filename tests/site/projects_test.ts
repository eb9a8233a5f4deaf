/** Tests of projects in a real browser: files beside each other, tabs, crashes, links, project files, room. Runs in Deno. */

import { chromiumAbsent, NEEDS_CHROMIUM } from "../support/chromium.ts";
import { onBuiltSite } from "../support/site_copy.ts";
import { ADOPTED } from "./projects/adopted.ts";
import { HOME_LIST } from "./projects/home_list.ts";
import { LINKS } from "./projects/links.ts";
import { PROJECT_FILES } from "./projects/project_files.ts";
import { survey } from "./projects/project_pages.ts";
import { ROOM } from "./projects/room.ts";
import { TWO_FILES } from "./projects/two_files.ts";
import { TWO_TABS } from "./projects/two_tabs.ts";

const PARTS = [TWO_FILES, HOME_LIST, LINKS, PROJECT_FILES, TWO_TABS, ROOM, ADOPTED];

Deno.test({
  name: `own files are projects beside each other ${NEEDS_CHROMIUM}`,
  ignore: chromiumAbsent,
  fn: (t) =>
    onBuiltSite(async (setting) => {
      for (const { name, run } of PARTS) await t.step(name, (part) => run(part, setting));
    }, { "people.csv": survey(20) }),
});
