/** Numeric kernels over one block of memory: WebAssembly where there is SIMD, else their twins. Runs in Deno and browsers. */

import { DataError } from "../base/errors.ts";

/** One family of kernels: its WebAssembly and the same in TypeScript. Both give equal bits. */
export interface KernelFamily<K> {
  /** WebAssembly that imports its memory as `env.memory`, in base64. */
  readonly wasm: string;
  /** In which order the WebAssembly of each kernel takes what is given to it by name; kernels of few
   * arguments, which may be called for little work, take them one after another as they are. */
  readonly orders: KernelOrders<K>;
  /** The same functions over the same memory, for platforms without SIMD and as the tests' oracle. */
  readonly twin: (memory: ArrayBuffer) => K;
}

/** What a kernel of this order is given. Addresses are byte offsets. */
export type KernelArguments<O extends readonly string[]> = Readonly<Record<O[number], number>>;

/** An order for each kernel that takes its arguments by name. */
export type KernelOrders<K> = {
  readonly [
    F in keyof K as K[F] extends (given: infer G) => unknown ? G extends number ? never : F : never
  ]: K[F] extends (given: infer G) => unknown ? readonly (keyof G)[] : never;
};

/** Which kind to open; `auto` takes WebAssembly where the platform has its SIMD. */
export type KernelKind = "auto" | "wasm" | "twin";

/** Opened kernels with the memory they work on. Addresses are byte offsets into it. */
export interface Kernels<K> {
  readonly run: K;
  readonly kind: "wasm" | "twin";
  readonly arena: Arena;
}

const PAGE = 65_536;
/** What WebAssembly's 32-bit addresses reach, less one page so that no end overflows. */
export const MOST_KERNEL_BYTES: number = 65_535 * PAGE;
/** Address 0 stays free, and every array starts on a vector's boundary. */
const ALIGNMENT = 16;

/** Arrays laid out one after another in the kernels' memory. */
export class Arena {
  readonly buffer: ArrayBuffer;
  #next: number = ALIGNMENT;

  constructor(buffer: ArrayBuffer) {
    this.buffer = buffer;
  }

  /** Room for numbers of 64 bits, all 0; its `byteOffset` is the address. */
  float64(length: number): Float64Array<ArrayBuffer> {
    return new Float64Array(this.buffer, this.#take(8 * length), length);
  }

  /** Room for numbers of 32 bits, all 0. */
  float32(length: number): Float32Array<ArrayBuffer> {
    return new Float32Array(this.buffer, this.#take(4 * length), length);
  }

  /** Room for whole numbers of 32 bits, all 0. */
  int32(length: number): Int32Array<ArrayBuffer> {
    return new Int32Array(this.buffer, this.#take(4 * length), length);
  }

  #take(bytes: number): number {
    const address = this.#next;
    this.#next = align(address + bytes);
    return address;
  }
}

/** Addresses of arrays of an arena, by the names of the arrays. */
export function addressesOf<N extends string>(
  arrays: Readonly<Record<N, { readonly byteOffset: number }>>,
): Readonly<Record<N, number>> {
  const addresses = { ...arrays } as Record<N, unknown>;
  for (const name of Object.keys(arrays) as N[]) addresses[name] = arrays[name].byteOffset;
  return addresses as Record<N, number>;
}

/** Bytes that arrays of these sizes (bytes each) take in an arena. */
export function arenaBytes(sizes: readonly number[]): number {
  return sizes.reduce((sum, size) => align(sum + size), ALIGNMENT);
}

/** Opens kernels over fresh memory, which goes when the result is no longer held.
 * @param bytes Of {@link arenaBytes}.
 * @throws {DataError} If that much memory cannot be had.
 */
export function openKernels<K>(
  family: KernelFamily<K>,
  bytes: number,
  kind: KernelKind = "auto",
): Kernels<K> {
  const module = kind === "twin" ? null : compiled(family.wasm);
  if (module === null && kind === "wasm") {
    throw new RangeError("Cannot open WebAssembly kernels: this platform has no WebAssembly SIMD.");
  }
  if (module === null) {
    const buffer = allocate(bytes, () => new ArrayBuffer(bytes));
    return { run: family.twin(buffer), kind: "twin", arena: new Arena(buffer) };
  }
  const pages = Math.ceil(bytes / PAGE);
  const memory = allocate(bytes, () => new WebAssembly.Memory({ initial: pages, maximum: pages }));
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  return {
    run: byName(exports, family.orders) as K,
    kind: "wasm",
    arena: new Arena(memory.buffer as ArrayBuffer),
  };
}

/** The exports, those with an order taking their arguments by name: some 0.2 microseconds a call. */
function byName(
  exports: WebAssembly.Exports,
  orders: Readonly<Record<string, readonly string[]>>,
): WebAssembly.Exports {
  const run = { ...exports };
  for (const [name, order] of Object.entries(orders)) {
    const kernel = exports[name] as (...values: number[]) => number;
    const values = order.map(() => 0);
    run[name] = (given: Readonly<Record<string, number>>) => {
      for (let i = 0; i < values.length; i++) values[i] = given[order[i]];
      return kernel(...values);
    };
  }
  return run;
}

/** Compiled once a family: compiling costs more than small work does. */
const modules = new Map<string, WebAssembly.Module | null>();

function compiled(base64: string): WebAssembly.Module | null {
  const known = modules.get(base64);
  if (known !== undefined) return known;
  const module = compile(Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)));
  modules.set(base64, module);
  return module;
}

function compile(bytes: Uint8Array<ArrayBuffer>): WebAssembly.Module | null {
  if (typeof WebAssembly !== "object" || !WebAssembly.validate(bytes)) return null;
  try {
    return new WebAssembly.Module(bytes);
  } catch (error) {
    // What is valid and still refused is forbidden by the site's policy: the twins need no leave.
    if (error instanceof WebAssembly.CompileError) return null;
    throw error;
  }
}

function allocate<T>(bytes: number, make: () => T): T {
  try {
    if (bytes <= MOST_KERNEL_BYTES) return make();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  const gigabytes = (count: number) => `${(count / 1e9).toFixed(1)} GB`;
  throw new DataError(
    `Cannot compute: it needs ${gigabytes(bytes)} of memory in one piece, but at most ` +
      `${gigabytes(MOST_KERNEL_BYTES)} can be had here, and less where memory is short. ` +
      "Use fewer respondents or fewer features.",
  );
}

function align(address: number): number {
  return Math.ceil(address / ALIGNMENT) * ALIGNMENT;
}
