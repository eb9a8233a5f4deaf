/** Parameters of a ledger: which columns of a file with a row a purchase say who bought when for how much. Runs in Deno and browsers. */

import { z } from "zod";
import { RULE_NOTES } from "../rule_notes.ts";

const DAY = /^\d{4}-\d{2}-\d{2}$/;

const columnName = (description: string) => z.string().trim().min(1).meta({ description });

/** Whether a text is a day of the calendar, written 2011-12-09. */
function isDay(text: string): boolean {
  if (!DAY.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** `ingest.ledger` */
export const ledger = z.union([
  z.null(),
  z.strictObject({
    customer: columnName("The column that names the customer."),
    date: columnName("The column that says when it was bought."),
    amount: columnName("The column of what was paid; negative where it was given back."),
    product: columnName(
      "The column of the product's category, for the share of each in what a customer spent.",
    ).optional(),
    order: columnName(
      "The column of the order's number. Without it the lines of a customer at one moment are one purchase.",
    ).optional(),
    until: z.string().refine(isDay, { message: "a day such as 2011-12-09" }).meta({
      description:
        "The day up to which is counted; later lines are left out. Without it the last day of the ledger.",
    }).optional(),
  }),
]).default(null).meta({
  title: "Ledger of purchases",
  description:
    "For a file with a row a purchase: the names of its columns customer, date and amount, and where " +
    "there are such product (its category) and order (the order's number); until is the day up to " +
    "which is counted. It becomes a survey with a row a customer: days since the last purchase, " +
    "purchases, amount, days since the first one, regularity, returns, share of each category. " +
    "null: the file has a row a respondent.",
}).register(RULE_NOTES, { isAddition: true });
