import { hash } from 'node:crypto'
import { expect, test } from 'vitest'
import { Edge, edgeOf } from './edge.ts'
import { FANOUT, type Hashes, rootAt } from './proof.ts'
import { Frontier } from './verify/merkle.ts'

const leaf = (n: number) => hash('sha256', `leaf ${n}`, 'buffer')
const sizes = [0, 1, 255, 256, 257, 511, 513, 65_535, 65_536, 65_800]

// One tree, grown leaf by leaf; what it was at some sizes is kept.
const levels: Uint8Array[][] = [[]]
const frontier = new Frontier()
const edge = new Edge(0, [])
const known = new Map<number, { root: Uint8Array; byEdge: Uint8Array; whole: number[] }>()
const look = async (size: number) => {
  const whole = levels.slice(1).map((row) => row.length)
  known.set(size, { root: frontier.root(), byEdge: await edge.root(), whole })
}
await look(0)
for (let n = 0; n < 65_800; n++) {
  levels[0]!.push(leaf(n))
  frontier.append(leaf(n))
  for (const { level, idx, hash: made } of edge.append(leaf(n))) {
    levels[level] ??= []
    levels[level][idx] = made
  }
  if (sizes.includes(n + 1)) await look(n + 1)
}
const hashes: Hashes = async (level, from, to) => (levels[level] ?? []).slice(from, to)
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

test.each(sizes)('at %i leaves the edge knows the root of the tree', async (size) => {
  const { root, byEdge, whole } = known.get(size)!
  expect(hex(byEdge)).toBe(hex(root))
  expect(hex(await rootAt(hashes, size))).toBe(hex(root))
  expect(whole).toEqual([FANOUT, FANOUT ** 2].map((unit) => Math.floor(size / unit)).filter((count) => count > 0))
})

test('an edge that was read back grows as if it had never been put away', async () => {
  const again = new Edge(
    65_537,
    edgeOf(65_537).map(({ level, from, to }) => levels[level]!.slice(from, to)),
  )
  for (let n = 65_537; n < 65_800; n++) again.append(leaf(n))
  expect(hex(await again.root())).toBe(hex(frontier.root()))
})

test('an edge that lacks a stored hash has no root', async () => {
  await expect(new Edge(300, [[leaf(0)], []]).root()).rejects.toThrow(/lacks stored hashes/)
})
