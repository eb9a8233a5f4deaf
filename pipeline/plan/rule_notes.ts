/** Where sections and parameters of the schema note what {@link ParamRule} says of them. Runs in Deno and browsers. */

import { z } from "zod";
import type { ParamRule } from "./rules.ts";
import type { StageName } from "./stages.ts";

/** What a section or a parameter notes; a parameter takes its section's stage unless it names uses. */
export interface RuleNote extends Partial<Omit<ParamRule, "title">> {
  /** Of a section: the stage that depends on its parameters; null where no result does. */
  readonly stage?: StageName | null;
}

/** The notes. Apart from zod's own, so that they are typed and stay out of the schema for editors. */
export const RULE_NOTES = z.registry<RuleNote>();
