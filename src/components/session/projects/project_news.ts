/** What tabs tell each other of projects, and how they take turns. Runs in browsers. */

import type { StoredEntry } from "../database.js";
import type { Project } from "./project.js";

/** What happened to a project, in this tab or another. */
export type ProjectNews =
  & (
    | { readonly type: "made"; readonly project: Project }
    | { readonly type: "changed"; readonly project: Project }
    | {
      readonly type: "deleted";
      readonly project: Project;
      /** What was kept of it, its file aside. */
      readonly entries: readonly StoredEntry[];
    }
    /** A notebook was kept. */
    | { readonly type: "notebook"; readonly key: string }
  )
  & {
    /** Whether another tab did it. */
    readonly isElsewhere?: boolean;
  };

const CHANNEL = "customer-clustering-engine projects";
const listeners = new Set<(news: ProjectNews) => void>();
let channel: BroadcastChannel | null = null;

/** Tells all tabs, this one too. */
export function tellNews(news: ProjectNews): void {
  line().postMessage(news);
  for (const listener of listeners) listener(news);
}

/** Hears what happens to projects, in whichever tab.
 * @returns A function that ends it.
 */
export function followNews(listener: (news: ProjectNews) => void): () => void {
  line();
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function line(): BroadcastChannel {
  if (channel === null) {
    channel = new BroadcastChannel(CHANNEL);
    channel.onmessage = ({ data }: MessageEvent<ProjectNews>) => {
      for (const listener of listeners) listener({ ...data, isElsewhere: true });
    };
  }
  return channel;
}

/** Writes of one project come one after another, whichever tabs they come from. */
export async function inTurn<T>(id: string, work: () => Promise<T>): Promise<T> {
  // Sites on plain http have no locks; each write is one transaction there all the same.
  if (locks() === undefined) return await work();
  return await navigator.locks.request(`write ${id}`, work) as T;
}

/** Says whether this tab is the only one, or the first, that has a project open; and again when the others
 * have gone.
 * @returns A function that lets it go.
 */
export function holdOpen(id: string, onChange: (isFirst: boolean) => void): () => void {
  const waiting = new AbortController();
  let release = (): void => {};
  const hold = (): Promise<void> => {
    onChange(true);
    return new Promise((resolve) => release = resolve);
  };
  const name = `open ${id}`;
  const wait = (): void => {
    onChange(false);
    navigator.locks.request(name, { signal: waiting.signal }, hold).catch(() => {});
  };
  if (locks() !== undefined) {
    void navigator.locks.request(
      name,
      { ifAvailable: true },
      (lock) => lock === null ? wait() : hold(),
    );
  }
  return () => {
    waiting.abort();
    release();
  };
}

function locks(): LockManager | undefined {
  return (navigator as { readonly locks?: LockManager }).locks;
}
