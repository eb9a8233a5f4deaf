/** What every input of a parameter gives, and what it is asked with. Runs in Deno and browsers. */

/** An input that a field shows its value in. */
export interface FieldInput {
  readonly element: HTMLElement;
  /** Shows a value, whatever was typed. */
  show(value: unknown): void;
  setDisabled(isDisabled: boolean): void;
  /** Switches single values of a choice off, each with the reason. */
  setOff?(reasons: Readonly<Record<string, string>>): void;
}

/** What an input is called and who hears of its value. */
export interface InputOptions {
  /** Of the input that the field's label names. */
  readonly id: string;
  /** In the user's words. */
  readonly title: string;
  /** Id of the element that holds the rule and the reason. */
  readonly describedBy: string;
  readonly onValue: (value: unknown) => void;
  /** Hears the rule that an input breaks; its text stays and is not sent. */
  readonly onRefused: (rule: string) => void;
}
