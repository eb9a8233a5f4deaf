/** What tables with a banner give: figures by column, with letters. Runs in Deno and browsers. */

/** A column of the banner. */
export interface BannerColumn {
  /** Its heads, the outermost first: one, or for `a > b` one of each. */
  readonly labels: readonly string[];
  /** By which others refer to it; empty for the total. */
  readonly letter: string;
  /** The group it belongs to, from 0; -1 for the total. */
  readonly group: number;
  /** Respondents in it, each counted once. */
  readonly base: number;
  /** What they weigh; as `base` without weights. */
  readonly mass: number;
}

/** Columns that stand side by side: the segments, the answers to one question, or one beneath another. */
export interface BannerGroup {
  /** As the parameter has it: `segments`, `region` or `segments > region`. */
  readonly name: string;
  /** As people read it. */
  readonly title: string;
  /** Whether its columns are compared: not where respondents may be in several. */
  readonly isCompared: boolean;
  /** Where its columns begin. */
  readonly from: number;
  /** Behind the last of them. */
  readonly to: number;
}

/** Who a column of one table counts. */
export interface TableBase {
  /** Respondents who answered. */
  readonly base: number;
  /** What they weigh. */
  readonly mass: number;
  /** How many of equal weight would be as precise, by Kish; as `base` without weights. */
  readonly effectiveBase: number;
  /** `*` below 100 respondents, `**` below 50; `-` below 30, where no figures are shown. */
  readonly mark: "" | "*" | "**" | "-";
}

/** A figure, and the letters of the columns that it exceeds. */
export interface TableCell {
  /** A share of 0..1, a mean, or a net promoter score of -100..100; null where none is shown. */
  readonly value: number | null;
  /** Small ones below 0.05, capitals below 0.01, a blank between two. */
  readonly letters: string;
}

/** A row of a table. */
export interface TableRow {
  /** As people read it. */
  readonly label: string;
  /** `share`: an answer. `box`: several answers together. `mean`; `nps`: promoters less detractors. */
  readonly statistic: "share" | "box" | "mean" | "nps";
  /** One a column of the banner, the total first. */
  readonly cells: readonly TableCell[];
}

/** The table of one question. */
export interface TableBlock {
  /** The name of the column, or of a question of several answers. */
  readonly name: string;
  /** The question in words. */
  readonly title: string;
  /** What tells it apart from other items of its question; empty where it is one of its own. */
  readonly item: string;
  /** Whether respondents may have several of the answers, so that shares add up to more than all. */
  readonly isMultiple: boolean;
  /** Whether segments were formed on it. */
  readonly isDefining: boolean;
  /** One a column of the banner. */
  readonly bases: readonly TableBase[];
  /** Answers first, then what is made of them. */
  readonly rows: readonly TableRow[];
  /** Whether figures of few respondents are withheld. */
  readonly isPartial: boolean;
}

/** Tables with a banner. */
export interface BannerTables {
  /** The total, then the groups' columns. */
  readonly columns: readonly BannerColumn[];
  /** In the order of `tables.banner`. */
  readonly groups: readonly BannerGroup[];
  /** In the survey's order. */
  readonly blocks: readonly TableBlock[];
  /** Respondents who are in a segment. */
  readonly respondents: number;
  /** The column of the weights; null where all count alike. */
  readonly weighting: string | null;
  /** Whether p-values were multiplied by the number of comparisons. */
  readonly isCorrected: boolean;
  /** What fewer respondents answered is withheld; 1 where nothing is. */
  readonly leastBase: number;
}
