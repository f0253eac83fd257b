import { emptyRoot, nodeHash, split } from './verify/merkle.ts'

// Roots and proofs of RFC 6962, section 2.1, computed from stored hashes.

/**
 * Reads stored hashes [from, to) of a level, in order. Level 0 holds the leaves; level n the roots over 256^n leaves each, whole
 * ones only. Nothing else is ever asked for, and never more than 128 at once.
 */
export type Hashes = (level: number, from: number, to: number) => Promise<readonly Uint8Array[]>

/** How many hashes of one level a whole node of the next covers. */
export const FANOUT = 256

/** The root of the first `size` leaves. */
export const rootAt = (hashes: Hashes, size: number): Promise<Uint8Array> => subtree(hashes, 0, size)

/** The way from leaf `index` up to the root of the first `size` leaves, lowest hash first. */
export async function inclusionProof(hashes: Hashes, index: number, size: number): Promise<Uint8Array[]> {
  if (!(Number.isSafeInteger(index) && index >= 0 && index < size)) {
    throw new RangeError(`there is no entry ${index} in a tree of ${size}`)
  }
  const path = async (start: number, end: number): Promise<Uint8Array[]> => {
    if (end - start === 1) return []
    const middle = start + split(end - start)
    return index < middle
      ? [...(await path(start, middle)), await subtree(hashes, middle, end)]
      : [...(await path(middle, end)), await subtree(hashes, start, middle)]
  }
  return path(0, size)
}

/** What shows that the first `size` leaves begin with the very first `first` leaves. Empty if either tree is. */
export async function consistencyProof(hashes: Hashes, first: number, size: number): Promise<Uint8Array[]> {
  if (!(Number.isSafeInteger(first) && first >= 0 && first <= size)) {
    throw new RangeError(`a tree of ${size} does not continue one of ${first}`)
  }
  // `whole`: the subtree is the first tree itself, whose root the reader has already
  const path = async (start: number, end: number, whole: boolean): Promise<Uint8Array[]> => {
    if (first === end) return whole ? [] : [await subtree(hashes, start, end)]
    const middle = start + split(end - start)
    return first <= middle
      ? [...(await path(start, middle, whole)), await subtree(hashes, middle, end)]
      : [...(await path(middle, end, false)), await subtree(hashes, start, middle)]
  }
  return first === 0 ? [] : path(0, size, true)
}

/** The root over leaves [start, end). In RFC 6962 a subtree of a power of two of leaves always starts at a multiple of it. */
async function subtree(hashes: Hashes, start: number, end: number): Promise<Uint8Array> {
  const size = end - start
  if (size === 0) return emptyRoot()
  if (size === 1 || size === 2 * split(size)) return whole(hashes, start, size)
  const middle = start + split(size)
  return nodeHash(await subtree(hashes, start, middle), await subtree(hashes, middle, end))
}

async function whole(hashes: Hashes, start: number, size: number): Promise<Uint8Array> {
  let level = 0
  let unit = 1
  while (unit * FANOUT <= size) {
    unit *= FANOUT
    level++
  }
  const from = start / unit
  const stored = await hashes(level, from, from + size / unit)
  if (stored.length !== size / unit) {
    throw new Error(`the tree lacks stored hashes of level ${level} from ${from} on`)
  }
  return fold(stored)
}

/** The root over a power of two of hashes. */
export function fold(hashes: readonly Uint8Array[]): Uint8Array {
  let row = hashes
  while (row.length > 1) row = Array.from({ length: row.length / 2 }, (_, i) => nodeHash(row[2 * i]!, row[2 * i + 1]!))
  return row[0]!
}
