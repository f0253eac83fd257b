import { hash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { consistencyProof, fold, type Hashes, inclusionProof, rootAt } from './proof.ts'
import { extend, Frontier, includes, leafHash } from './verify/merkle.ts'

// Leaves whose hashes are as good as random, and the levels a store would keep of them: whole nodes only.
const LEAVES = Array.from({ length: 70_000 }, (_, i) => hash('sha256', `leaf ${i}`, 'buffer'))
const LEVELS: Uint8Array[][] = [LEAVES]
for (const below of LEVELS) {
  const level = Array.from({ length: Math.floor(below.length / 256) }, (_, i) =>
    fold(below.slice(i * 256, i * 256 + 256)),
  )
  if (level.length > 0) LEVELS.push(level)
}
const hashes =
  (size: number): Hashes =>
  async (level, from, to) => {
    // what lies beyond the tree of this size, or is not whole in it, is not there
    if (to * 256 ** level > size) throw new Error(`asked for level ${level}, ${from} to ${to} in a tree of ${size}`)
    return LEVELS[level]!.slice(from, to)
  }
const roots = new Map<number, Uint8Array>()
/** The root from the leaves one by one: the other way to the same. */
function rootBySize(size: number): Uint8Array {
  const known = roots.get(size)
  if (known) return known
  const tree = new Frontier()
  for (const leaf of LEAVES.slice(0, size)) tree.append(leaf)
  roots.set(size, tree.root())
  return tree.root()
}
const flip = (bytes: Uint8Array, bit: number): Uint8Array => {
  const copy = Uint8Array.from(bytes)
  copy[(bit >> 3) % copy.length]! ^= 1 << (bit & 7)
  return copy
}
const size = fc.oneof(
  fc.integer({ min: 1, max: 1100 }),
  fc.constantFrom(255, 256, 257, 511, 512, 65_535, 65_536, 65_537, 70_000),
)

test('the root from stored hashes is the root from the leaves one by one', async () => {
  await fc.assert(
    fc.asyncProperty(size, async (n) => {
      expect(await rootAt(hashes(n), n)).toEqual(rootBySize(n))
    }),
    { numRuns: 40 },
  )
  expect(await rootAt(hashes(0), 0)).toEqual(rootBySize(0))
})

describe('an inclusion proof', () => {
  test('of every entry of every small tree leads to the root', async () => {
    for (let n = 1; n <= 40; n++) {
      const root = rootBySize(n)
      for (let i = 0; i < n; i++)
        expect(includes(root, n, i, LEAVES[i]!, await inclusionProof(hashes(n), i, n))).toBe(true)
    }
  })

  test('of any entry holds, and no longer once any bit, the place or the size is another', async () => {
    await fc.assert(
      fc.asyncProperty(size, fc.nat(), fc.nat(), fc.nat(), async (n, at, where, bit) => {
        const index = at % n
        const root = rootBySize(n)
        const leaf = LEAVES[index]!
        const proof = await inclusionProof(hashes(n), index, n)
        expect(includes(root, n, index, leaf, proof)).toBe(true)
        expect(includes(root, n, index, flip(leaf, bit), proof)).toBe(false)
        expect(includes(flip(root, bit), n, index, leaf, proof)).toBe(false)
        expect(includes(root, n, index, leaf, [...proof, leaf])).toBe(false)
        expect(includes(root, n, index, leaf, [leaf, ...proof])).toBe(false)
        expect(includes(root, n, n, leaf, proof)).toBe(false)
        if (proof.length === 0) return
        const bad = proof.with(where % proof.length, flip(proof[where % proof.length]!, bit))
        expect(includes(root, n, index, leaf, bad)).toBe(false)
        expect(includes(root, n, index, leaf, proof.slice(1))).toBe(false)
        expect(includes(root, n, (index + 1) % n, leaf, proof)).toBe(false)
      }),
      { numRuns: 60 },
    )
  })

  test('of an entry that is not there is refused', async () => {
    await expect(inclusionProof(hashes(5), 5, 5)).rejects.toThrow('no entry 5 in a tree of 5')
    await expect(inclusionProof(hashes(5), -1, 5)).rejects.toThrow(RangeError)
  })
})

describe('a consistency proof', () => {
  test('between all small sizes holds', async () => {
    for (let n = 0; n <= 33; n++) {
      for (let m = 0; m <= n; m++) {
        const proof = await consistencyProof(hashes(n), m, n)
        expect(extend(rootBySize(m), m, rootBySize(n), n, proof), `${m} to ${n}`).toBe(true)
      }
    }
  })

  test('between any sizes holds, and no longer once any bit of it or of a root is flipped', async () => {
    await fc.assert(
      fc.asyncProperty(size, size, fc.nat(), fc.nat(), async (one, other, where, bit) => {
        const [m, n] = [Math.min(one, other), Math.max(one, other)]
        const [old, root] = [rootBySize(m), rootBySize(n)]
        const proof = await consistencyProof(hashes(n), m, n)
        expect(extend(old, m, root, n, proof)).toBe(true)
        expect(extend(flip(old, bit), m, root, n, proof)).toBe(false)
        expect(extend(old, m, flip(root, bit), n, proof)).toBe(false)
        expect(extend(old, m, root, n, [...proof, old])).toBe(false)
        expect(extend(old, m, root, n, [old, ...proof])).toBe(false)
        if (proof.length === 0) return
        const bad = proof.with(where % proof.length, flip(proof[where % proof.length]!, bit))
        expect(extend(old, m, root, n, bad)).toBe(false)
        expect(extend(old, m, root, n, proof.slice(1))).toBe(false)
      }),
      { numRuns: 60 },
    )
  })

  test('to a smaller tree is refused', async () => {
    await expect(consistencyProof(hashes(5), 6, 5)).rejects.toThrow('does not continue')
    expect(extend(rootBySize(6), 6, rootBySize(5), 5, [])).toBe(false)
  })
})

test('a missing stored hash is said, not computed around', async () => {
  await expect(rootAt(async () => [], 4)).rejects.toThrow('lacks stored hashes of level 0')
})

test('proofs verify with leaves hashed from bytes', async () => {
  const leaves = ['a', 'b', 'c'].map(leafHash)
  const tree = new Frontier()
  for (const leaf of leaves) tree.append(leaf)
  const proof = await inclusionProof(async (_, from, to) => leaves.slice(from, to), 2, 3)
  expect(includes(tree.root(), 3, 2, leafHash(Buffer.from('c')), proof)).toBe(true)
})
