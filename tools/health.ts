/** Says by its exit code whether the site answers, for a container's health check. Runs in Deno only. */

if (import.meta.main) {
  const [port] = Deno.args;
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(4000) });
    await answer.body?.cancel();
    if (!answer.ok) throw new Error(`it answered ${answer.status}`);
  } catch (error) {
    console.error(`port ${port}: ${error instanceof Error ? error.message : String(error)}`);
    Deno.exitCode = 1;
  }
}
