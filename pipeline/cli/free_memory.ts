/** How much memory a command may take. Runs in Deno only. */

/** Memory that is free or this process's own, where it may ask. */
export function freeMemory(): { readonly memory?: number } {
  const { state } = Deno.permissions.querySync({ name: "sys", kind: "systemMemoryInfo" });
  if (state !== "granted") return {};
  const { available, swapFree } = Deno.systemMemoryInfo();
  return { memory: available + swapFree + Deno.memoryUsage().rss };
}
