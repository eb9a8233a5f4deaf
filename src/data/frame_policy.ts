/** What the notebook's frame may do, as its rules of content. Runs in Deno only. */

/** Cells compute and draw: nothing is fetched, and nothing leaves but what a person saves. */
export const FRAME_POLICY = [
  "default-src 'none'",
  "script-src 'unsafe-inline' 'unsafe-eval' blob:",
  "style-src 'unsafe-inline'",
  "img-src data: blob:",
].join("; ");

/** What a frame's document is kept to beside that, where a server can say so: it has no origin, so that
 * it reaches no storage of the site even when it is opened by itself. */
export const FRAME_SANDBOX = "sandbox allow-scripts allow-downloads";

/** The frame's file, as a build names it. */
export const FRAME_FILE = /^_file\/notebook-frame\.[^/]*html$/;
