/** Lets nobody see a site who does not say its password. Runs in Deno only. */

import { createHash, timingSafeEqual } from "node:crypto";
import { BARE_POLICY } from "./policy.ts";

type Handler = (request: Request) => Promise<Response>;

/** Puts a password before a handler; null: none.
 * Sums of equal length are compared in the same time wherever they differ, so that answers tell nothing
 * of how much of a guess was right.
 */
export function withPassword(handler: Handler, password: string | null): Handler {
  if (password === null) return handler;
  const wanted = sumOf(password);
  return async (request) => {
    const given = givenPassword(request.headers.get("authorization"));
    // Also where none was given, which then takes as long.
    const isRight = timingSafeEqual(sumOf(given ?? ""), wanted) && given !== null;
    if (!isRight) return refusal();
    const answer = await handler(request);
    const caching = answer.headers.get("cache-control");
    // What lies between must not hand on to all what was given to one.
    if (caching !== null) answer.headers.set("cache-control", caching.replace("public", "private"));
    return answer;
  };
}

/** The password of basic authentication, whatever the user's name; null where there is none. */
function givenPassword(header: string | null): string | null {
  const encoded = /^basic +([\w+/=-]+) *$/i.exec(header ?? "")?.[1];
  if (encoded === undefined) return null;
  try {
    const bytes = Uint8Array.fromBase64(encoded);
    const text = new TextDecoder().decode(bytes);
    const colon = text.indexOf(":");
    return colon < 0 ? null : text.slice(colon + 1);
  } catch {
    return null;
  }
}

function sumOf(text: string): Uint8Array {
  return createHash("sha256").update(text).digest();
}

function refusal(): Response {
  return new Response("This site asks for its password.\n", {
    status: 401,
    headers: {
      "www-authenticate": 'Basic realm="site", charset="UTF-8"',
      "content-type": "text/plain; charset=utf-8",
      "content-security-policy": BARE_POLICY,
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
    },
  });
}
