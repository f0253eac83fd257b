import { hash } from 'node:crypto'
import { expect, test } from 'vitest'
import { Edge, edgeOf, type Node } from './edge.ts'
import { FANOUT, type Hashes, rootAt } from './proof.ts'
import { Frontier } from './verify/merkle.ts'

const leaf = (n: number) => hash('sha256', `leaf ${n}`, 'buffer')

/** A tree of so many leaves: its stored hashes by level, grown along the edge. */
function grown(size: number) {
  const levels: Uint8Array[][] = [[]]
  const edge = new Edge(0, [])
  const frontier = new Frontier()
  const keep = ({ level, idx, hash }: Node) => {
    const row = levels[level] ?? []
    levels[level] = row
    expect(idx).toBe(row.length)
    row.push(hash)
  }
  for (let n = 0; n < size; n++) {
    levels[0]!.push(leaf(n))
    frontier.append(leaf(n))
    for (const node of edge.append(leaf(n))) keep(node)
  }
  const hashes: Hashes = async (level, from, to) => (levels[level] ?? []).slice(from, to)
  return { levels, edge, root: frontier.root(), hashes }
}
const same = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0

test.each([0, 1, 255, 256, 257, 511, 513, 65_535, 65_536, 70_000])(
  'at %i leaves the edge knows the root of the tree',
  async (size) => {
    const { edge, root, levels, hashes } = grown(size)
    expect(same(await edge.root(), root)).toBe(true)
    expect(same(await rootAt(hashes, size), root)).toBe(true)
    expect(levels.slice(1).map((row) => row.length)).toEqual(
      [FANOUT, FANOUT ** 2].map((unit) => Math.floor(size / unit)).filter((whole) => whole > 0),
    )
  },
)

test('an edge that was read back grows as if it had never been put away', async () => {
  const { levels } = grown(66_000)
  const again = new Edge(
    66_000,
    edgeOf(66_000).map(({ level, from, to }) => levels[level]!.slice(from, to)),
  )
  for (let n = 66_000; n < 66_600; n++) again.append(leaf(n))
  expect(same(await again.root(), grown(66_600).root)).toBe(true)
})

test('an edge that lacks a stored hash has no root', async () => {
  await expect(new Edge(300, [[leaf(0)], []]).root()).rejects.toThrow(/lacks stored hashes/)
})
