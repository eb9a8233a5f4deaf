/** A disk of few bytes for tests of what happens where one is full, and whether this machine may have one. Runs in Deno. */

/** What the name of a test that is ignored so ends with. */
export const NEEDS_MOUNT = "(needs leave to mount)";

const probe = await Deno.makeTempDir();
/** Whether tests of full disks must be ignored: this process may not mount one. */
export const mountAbsent: boolean = !(await mount(probe, "200k"));
if (!mountAbsent) await unmount(probe);
await Deno.remove(probe);

/** Makes a folder, a new one or one that is there, a disk of its own while something is done.
 * @param size As mount has it: `200k`.
 */
export async function onSmallDisk(
  folder: string,
  size: string,
  body: () => Promise<void>,
): Promise<void> {
  await Deno.mkdir(folder, { recursive: true });
  if (!await mount(folder, size)) throw new Error("Cannot mount a small disk");
  try {
    await body();
  } finally {
    await unmount(folder);
  }
}

async function mount(folder: string, size: string): Promise<boolean> {
  try {
    const args = ["-t", "tmpfs", "-o", `size=${size}`, "tmpfs", folder];
    return (await new Deno.Command("mount", { args, stderr: "null" }).output()).success;
  } catch {
    return false;
  }
}

async function unmount(folder: string): Promise<void> {
  // A program that failed there may not have closed its files yet.
  await new Deno.Command("umount", { args: ["--lazy", folder] }).output();
}
