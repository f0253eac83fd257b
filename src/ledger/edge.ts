import { FANOUT, fold, type Hashes, rootAt } from './proof.ts'

/** A whole node: the root over 256^level leaves. */
export interface Node {
  level: number
  idx: number
  hash: Uint8Array
}

/**
 * The right edge of the tree: of each level the hashes that no whole node of the next covers yet, fewer than 256. With them the
 * tree grows, and knows its root, without reading the rest.
 */
export class Edge {
  size: number
  readonly #rows: Uint8Array[][]

  /** @param rows of each level, from the leaves up, the hashes from the last multiple of 256 on */
  constructor(size: number, rows: Uint8Array[][]) {
    this.size = size
    this.#rows = rows
  }

  /** Takes the next leaf, and answers the nodes that it made whole, lowest first. */
  append(leaf: Uint8Array): Node[] {
    this.size++
    const made: Node[] = []
    let hash = leaf
    for (let level = 0, unit = 1; ; level++) {
      const row = this.#rows[level] ?? []
      this.#rows[level] = row
      row.push(hash)
      if (row.length < FANOUT) return made
      hash = fold(row)
      this.#rows[level] = []
      unit *= FANOUT
      made.push({ level: level + 1, idx: this.size / unit - 1, hash })
    }
  }

  root(): Promise<Uint8Array> {
    return rootAt(this.#hashes, this.size)
  }

  readonly #hashes: Hashes = async (level, from, to) => {
    const start = edgeOf(this.size)[level]?.from ?? 0
    return (this.#rows[level] ?? []).slice(from - start, to - start)
  }
}

/** Which stored hashes of each level [from, to) are the edge of a tree of `size` leaves. */
export function edgeOf(size: number): { level: number; from: number; to: number }[] {
  const levels = []
  for (let level = 0, to = size; level === 0 || to > 0; level++, to = Math.floor(to / FANOUT))
    levels.push({ level, from: to - (to % FANOUT), to })
  return levels
}
