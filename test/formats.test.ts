import { createReadStream } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { vectors } from '../scripts/vectors.ts'
import { signer } from '../src/ledger/signing.ts'
import { commitment, parseEntry, parseSealed } from '../src/ledger/verify/entry.ts'
import { codes } from '../src/ledger/verify/finding.ts'
import { extend, Frontier, includes, leafHash } from '../src/ledger/verify/merkle.ts'
import { ndjson } from '../src/ledger/verify/ndjson.ts'
import { openNote, parseCheckpoint, parseKey } from '../src/ledger/verify/note.ts'
import { verify } from '../src/ledger/verify/verify.ts'

const folder = new URL('../docs/formats/vectors/', import.meta.url)
const read = async (name: string) => JSON.parse(await readFile(new URL(name, folder), 'utf8'))
const bytes = (text: string): Buffer => Buffer.from(text, 'base64')

describe('the test vectors of docs/formats', () => {
  test('are what the code writes today: a format cannot change unnoticed', async () => {
    const written = await vectors()
    expect((await readdir(folder)).sort()).toEqual([...written.keys()].sort())
    for (const [name, content] of written) expect(await readFile(new URL(name, folder), 'utf8'), name).toBe(content)
  })

  test('hold for entries and openings', async () => {
    for (const { bytes, leaf, opening } of await read('entries.json')) {
      expect(leafHash(bytes).toString('hex')).toBe(leaf)
      const entry = parseEntry(bytes)
      expect(entry).toBeDefined()
      if (!opening) continue
      expect(commitment(opening)).toBe(entry?.sealed)
      expect(parseSealed(opening.bytes)).toBeDefined()
    }
  })

  test('hold for trees and proofs', async () => {
    const vector = await read('tree.json')
    const leaves = Array.from({ length: vector.leaves }, (_, i) => leafHash(`entry ${i}`))
    const tree = new Frontier()
    const roots = new Map<number, Uint8Array>([[0, tree.root()]])
    for (const leaf of leaves) {
      tree.append(leaf)
      roots.set(tree.size, tree.root())
    }
    for (const { size, root } of vector.roots) expect(roots.get(size)).toEqual(bytes(root))
    for (const { index, size, proof } of vector.inclusion) {
      expect(includes(roots.get(size)!, size, index, leaves[index]!, proof.map(bytes)), `${index} of ${size}`).toBe(
        true,
      )
    }
    for (const { first, size, proof } of vector.consistency) {
      expect(extend(roots.get(first)!, first, roots.get(size)!, size, proof.map(bytes)), `${first} to ${size}`).toBe(
        true,
      )
    }
  })

  test('hold for checkpoints', async () => {
    const { seed, key, notes } = await read('checkpoints.json')
    expect(signer(notes[0].origin, Buffer.from(seed, 'hex')).key).toBe(key)
    for (const { origin, size, root, note } of notes) {
      const opened = openNote(note, [parseKey(key)!])
      expect(opened).toHaveProperty('signedBy', [origin])
      expect('text' in opened && parseCheckpoint(opened.text)).toEqual({ origin, size, root })
    }
  })

  test('hold for whole exports', async () => {
    for (const { file, ok, findings } of await read('ledgers.json')) {
      const report = await verify(ndjson(createReadStream(new URL(file, folder))))
      expect(report.ok).toBe(ok)
      expect(report.findings).toMatchObject(findings)
    }
  })
})

test('the page on exports names every code that can be found, and no other', async () => {
  const page = await readFile(new URL('../docs/formats/ledger-export.md', import.meta.url), 'utf8')
  const named = [...page.matchAll(/^\| (`[a-z_]+`(?:, `[a-z_]+`)*) \|/gm)].flatMap(([, cell = '']) =>
    cell.replaceAll('`', '').split(', '),
  )
  expect(named.filter((name) => name.includes('_')).sort()).toEqual(codes.toSorted())
})
