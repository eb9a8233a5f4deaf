/** The pages of a survey's section: those who look at it have the first, those who work on it the way. Runs in Deno only. */

/** A page of a section: the last part of its address, and what links call it. */
export interface SectionPage {
  readonly page: string;
  readonly title: string;
}

/** What a published section opens with. */
export const OVERVIEW: SectionPage = { page: "", title: "Overview" };

/** The questions that lead from a file to segments, in their order. */
export const WAY: readonly SectionPage[] = [
  { page: "questions", title: "Questions" },
  { page: "how-many", title: "How many" },
  { page: "who", title: "Who they are" },
  { page: "compare", title: "Compare" },
  { page: "take-away", title: "Take away" },
];

/** Others in the segments: Take away and Who they are lead to it. */
export const PLACE: SectionPage = { page: "place", title: "Place new respondents" };

/** Which segments to serve: Take away leads to it. */
export const TARGET: SectionPage = { page: "target", title: "Which to serve" };

/** The analysis as live cells. */
export const NOTEBOOK: SectionPage = { page: "notebook", title: "Notebook" };
