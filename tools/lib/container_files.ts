/** Reads the Dockerfile and the compose file as far as ours go. Runs in Deno only. */

import { parse } from "yaml";

/** One step of an image. */
export interface ImageStep {
  readonly name: string;
  /** Its words: of an exec form the list's, else what stands between blanks. */
  readonly words: readonly string[];
}

/** A service of the compose file, with what it takes from the image filled in. */
export interface ComposeService {
  readonly environment: Readonly<Record<string, string>>;
  readonly command: readonly string[];
  /** Folders of the project that are mounted over the image's, by their names. */
  readonly mounts: readonly string[];
}

/** Reads a Dockerfile's steps in order, the health check as `HEALTHCHECK` with its command's words.
 * @throws {SyntaxError} If a step cannot be read.
 */
export function parseDockerfile(text: string): ImageStep[] {
  const joined = text.replace(/^\s*#.*\n/gm, "").replace(/\\\n\s*/g, " ");
  return joined.split("\n").map((line) => line.trim()).filter((line) => line !== "").map((line) => {
    const [, name, rest] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? [];
    if (name === undefined) throw new SyntaxError(`Cannot read the Dockerfile's line: ${line}`);
    const body = name === "HEALTHCHECK" ? rest.replace(/^.*?\bCMD\s+/, "") : rest;
    return { name, words: body.startsWith("[") ? JSON.parse(body) : body.split(/\s+/) };
  });
}

/** Reads the services of a compose file.
 * @param variables What `${NAME:-default}` takes its values from.
 * @param imageCommand What a service without a command of its own runs.
 */
export function parseCompose(
  text: string,
  { variables, imageCommand }: {
    readonly variables: Readonly<Record<string, string>>;
    readonly imageCommand: readonly string[];
  },
): Record<string, ComposeService> {
  const filled = text.replace(
    /\$\{(\w+):-([^}]*)\}/g,
    (_, name: string, fallback: string) => variables[name] ?? fallback,
  );
  const { services } = parse(filled, { merge: true }) as {
    services: Record<string, {
      environment?: Record<string, string>;
      entrypoint?: string[];
      command?: string[];
      volumes?: string[];
    }>;
  };
  return Object.fromEntries(
    Object.entries(services).map(([name, { environment, entrypoint, command, volumes }]) => [name, {
      environment: environment ?? {},
      command: [...entrypoint ?? [], ...command ?? imageCommand],
      mounts: (volumes ?? []).flatMap((text) => /^\.\/(\w+):/.exec(text)?.[1] ?? []),
    }]),
  );
}
