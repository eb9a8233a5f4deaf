/** Loader: the project's notebooks over a survey, for copies that people change. Runs in Deno only. */

import { askedSlug, writeJson } from "../data/load_run.ts";
import { listNotebooks, notebooksOf } from "../../pipeline/notebook/deno/page_notebooks.ts";
import { listSections } from "../data/surveys.ts";

const slug = askedSlug();
const survey = (await listSections()).find((section) => section.slug === slug);
const notebooks = survey === undefined ? [] : notebooksOf(await listNotebooks(), survey.name);
writeJson(notebooks);
