import { hash } from 'node:crypto'

// The Merkle tree of RFC 6962, section 2: hashes are 32 bytes, leaves are numbered from 0.

/** SHA-256(0x00 || bytes): the leaf of an entry. Text is hashed as UTF-8. */
export const leafHash = (bytes: string | Uint8Array): Buffer =>
  typeof bytes === 'string'
    ? hash('sha256', `\0${bytes}`, 'buffer')
    : hash('sha256', Buffer.concat([Buffer.of(0), bytes]), 'buffer')

/** SHA-256(0x01 || left || right). */
export const nodeHash = (left: Uint8Array, right: Uint8Array): Buffer =>
  hash('sha256', Buffer.concat([Buffer.of(1), left, right]), 'buffer')

/** The root of a tree without leaves: SHA-256 of nothing. */
export const emptyRoot = (): Buffer => hash('sha256', '', 'buffer')

/** The largest power of two below `size` (for size > 1): where RFC 6962 splits a tree. Safe up to 2^53, unlike shifts. */
export function split(size: number): number {
  let k = 1
  while (k * 2 < size) k *= 2
  return k
}

/** A tree that only grows: it keeps the roots of its whole subtrees, at most 53 hashes, and knows its root at every size. */
export class Frontier {
  size = 0
  readonly #subtrees: Uint8Array[] = []

  append(leaf: Uint8Array): void {
    let whole = leaf
    for (let n = this.size; n % 2 === 1; n = Math.floor(n / 2)) whole = nodeHash(this.#subtrees.pop()!, whole)
    this.#subtrees.push(whole)
    this.size++
  }

  root(): Uint8Array {
    return this.size === 0 ? emptyRoot() : this.#subtrees.reduceRight((right, left) => nodeHash(left, right))
  }
}

const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0
const wellFormed = (hashes: readonly Uint8Array[]): boolean => hashes.every((h) => h.length === 32)
const isSize = (n: number): boolean => Number.isSafeInteger(n) && n >= 0

/** True if `proof` (from the leaf upwards) leads from the leaf hash at `index` to the root of a tree of `size` leaves. */
export function includes(
  root: Uint8Array,
  size: number,
  index: number,
  leaf: Uint8Array,
  proof: readonly Uint8Array[],
): boolean {
  if (!isSize(size) || !isSize(index) || index >= size || !wellFormed([root, leaf, ...proof])) return false
  const left = [...proof]
  const climb = (at: number, n: number): Uint8Array | undefined => {
    if (n === 1) return leaf
    const sibling = left.pop()
    if (!sibling) return undefined
    const k = split(n)
    const child = at < k ? climb(at, k) : climb(at - k, n - k)
    if (!child) return undefined
    return at < k ? nodeHash(child, sibling) : nodeHash(sibling, child)
  }
  const reached = climb(index, size)
  return reached !== undefined && left.length === 0 && same(reached, root)
}

/** True if `proof` shows that the tree of `size` leaves begins with the very leaves of the tree of `first` leaves. */
export function extend(
  firstRoot: Uint8Array,
  first: number,
  root: Uint8Array,
  size: number,
  proof: readonly Uint8Array[],
): boolean {
  if (!isSize(first) || !isSize(size) || first > size || !wellFormed([firstRoot, root, ...proof])) return false
  if (first === 0) return proof.length === 0 && same(firstRoot, emptyRoot())
  const left = [...proof]
  // Rebuilds both roots at once: [of the first tree, of the whole tree].
  const climb = (m: number, n: number, wholeFirst: boolean): [Uint8Array, Uint8Array] | undefined => {
    if (m === n) {
      const known = wholeFirst ? firstRoot : left.pop()
      return known && [known, known]
    }
    const sibling = left.pop()
    if (!sibling) return undefined
    const k = split(n)
    const below = m <= k ? climb(m, k, wholeFirst) : climb(m - k, n - k, false)
    if (!below) return undefined
    return m <= k ? [below[0], nodeHash(below[1], sibling)] : [nodeHash(sibling, below[0]), nodeHash(sibling, below[1])]
  }
  const reached = climb(first, size, true)
  return reached !== undefined && left.length === 0 && same(reached[0], firstRoot) && same(reached[1], root)
}
