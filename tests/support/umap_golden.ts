/** Reference values of UMAP made by `tests/golden/make_umap_golden.py` with umap-learn. Runs in Deno. */

import reference from "../golden/umap_reference.json" with { type: "json" };
import type { Matrix } from "../../pipeline/numeric/matrix.ts";
import { toMatrix } from "./golden.ts";

/** umap-learn 0.5.12's answers; the file names its versions. */
export const UMAP_GOLDEN = reference;

/** 300 respondents' answers to 12 questions. */
export const ANSWERS: Matrix = toMatrix(reference.answers.map((row) => [...row].map(Number)));
