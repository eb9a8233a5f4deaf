/** Copies texts, and says for a moment whether that worked. Runs in browsers. */

import { html, setText } from "./elements.js";
import { copyText } from "./save_and_copy.js";

const SAID_MS = 2_500;

/** What copies, and the element in which it says so. */
export interface CopyTeller {
  readonly said: HTMLElement;
  copy(text: string): void;
}

/** Makes one, for the buttons of one place. */
export function copyTeller(): CopyTeller {
  const said = html("span", [], { class: "run-said", role: "status" });
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    said,
    copy(text) {
      void copyText(text).then((isCopied) => {
        setText(said, isCopied ? "Copied" : "The browser refused to copy");
        clearTimeout(timer);
        timer = setTimeout(() => setText(said, ""), SAID_MS);
      });
    },
  };
}
