/** Notes Ctrl-C where whoever computes can look. Runs in Deno only. */

self.onmessage = ({ data: pressed }: MessageEvent<Int32Array>): void => {
  Deno.addSignalListener("SIGINT", () => Atomics.store(pressed, 0, 1));
  self.postMessage("ready");
};
