/** What readers of binary files throw within themselves when a file contradicts itself. Runs in Deno and browsers. */

/** A file that ends early or says what cannot be; its reader makes a DataError of it. */
export class Damage extends Error {}
