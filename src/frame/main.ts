/** The notebook's frame: waits for its page, then opens the notebook. Runs in browsers. */

import type { openRules } from "../../pipeline/browser/page_rules.ts";
import { takeRules } from "../components/kit/engine_rules.ts";
import type { ToFrame } from "../components/notebook/frame_messages.ts";
import { listGroups } from "../components/session/param_schema.ts";
import { KeyReader, runCommand } from "./commands.ts";
import { NotebookApp } from "./notebook_app.ts";
import { RemoteSession } from "./remote_session.ts";

// With an origin cells would reach the site's storage: whoever opened this page by itself gets nothing.
if (globalThis.origin === "null") globalThis.addEventListener("message", meet);
else document.body.textContent = "This page is a part of the notebook's page.";

function meet({ data, ports, source }: MessageEvent): void {
  if (source !== parent || data?.type !== "notebook" || ports.length !== 1) return;
  globalThis.removeEventListener("message", meet);
  const [port] = ports;
  port.onmessage = ({ data }: MessageEvent<ToFrame>) => {
    if (data.type === "start") void open(port, data);
  };
}

async function open(port: MessagePort, start: Extract<ToFrame, { type: "start" }>): Promise<void> {
  takeRules(
    (await importText<{ readonly openRules: typeof openRules }>(start.rules)).openRules(start.plan),
  );
  const session = new RemoteSession(port, start);
  const fields = listGroups(start.schema).flatMap((group) => group.fields);
  const app = new NotebookApp(session, { kept: start.kept, atFirst: start.atFirst, fields });
  listenToKeys(app);
  const told = new ResizeObserver(() => session.tellHeight(document.body.scrollHeight));
  told.observe(document.body);
}

/** Opens a module that the page has loaded for itself already. */
async function importText<Module>(text: string): Promise<Module> {
  const address = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  try {
    return await import(address);
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** Keys of the cells' own mode, and those that count everywhere. */
function listenToKeys(app: NotebookApp): void {
  const reader = new KeyReader();
  document.addEventListener("keydown", (event) => {
    const isPalette = (event.ctrlKey || event.metaKey) && event.shiftKey &&
      event.key.toLowerCase() === "p";
    const isStop = (event.ctrlKey || event.metaKey) && event.key === ".";
    const isSearch = (event.ctrlKey || event.metaKey) && !event.shiftKey &&
      event.key.toLowerCase() === "f";
    if (isPalette || isStop || isSearch) {
      event.preventDefault();
      return runCommand(app, isPalette ? "palette" : isStop ? "interrupt" : "search");
    }
    const target = event.target as HTMLElement;
    const isOwn = target === document.body || target.classList.contains("cell");
    if (!isOwn || event.defaultPrevented) return;
    const command = event.shiftKey && event.key === "Enter"
      ? "runNext"
      : (event.ctrlKey || event.metaKey) && event.key === "Enter"
      ? "run"
      : event.altKey && event.key === "Enter"
      ? "runBelow"
      : reader.read(event, performance.now())?.name;
    if (command === undefined) return;
    event.preventDefault();
    runCommand(app, command);
  });
}
