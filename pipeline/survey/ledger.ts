/** How lines of purchases became customers. Runs in Deno and browsers. */

/** Lines of a ledger that count for nobody, by the first reason that each has. */
export interface LedgerLinesLeftOut {
  /** They name no customer. */
  readonly withoutCustomer: number;
  /** Their date is blank. */
  readonly withoutDate: number;
  /** Their date is none, or of another form than the others. */
  readonly unreadDate: number;
  /** They lie after the day up to which is counted. */
  readonly afterUntil: number;
  /** Their amount is blank. */
  readonly withoutAmount: number;
}

/** What a ledger held, and how it was read. */
export interface LedgerReport {
  /** Rows of the file below its header. */
  readonly lines: number;
  /** Lines that count. */
  readonly counted: number;
  /** Lines that do not. */
  readonly leftOut: LedgerLinesLeftOut;
  /** Customers who bought. */
  readonly customers: number;
  /** Customers of whom the ledger has no purchase, such as those who only gave back; they were left out. */
  readonly withoutPurchase: number;
  /** Orders in which something was bought. */
  readonly purchases: number;
  /** Lines of a negative amount. */
  readonly returns: number;
  /** The first day that counts: `2010-12-01`. */
  readonly from: string;
  /** The day up to which is counted. */
  readonly until: string;
  /** The forms of its dates, such as `yyyy-mm-dd`. */
  readonly dates: readonly string[];
  /** Categories with a share of their own, those bought most often first. */
  readonly categories: readonly string[];
  /** All of this in sentences. */
  readonly notes: readonly string[];
}
