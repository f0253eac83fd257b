import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { leafHash } from '../../src/ledger/verify/merkle.ts'

// Debian: golang-go and golang-golang-x-mod-dev. Elsewhere Holdfast's own tests hold the same vectors, and these have nothing to run.
const GOPATH = '/usr/share/gocode'
const hasGo = existsSync(`${GOPATH}/src/golang.org/x/mod/sumdb/tlog`) && spawnSync('go', ['version']).status === 0

const vectors = new URL('../../docs/formats/vectors/', import.meta.url)
const program = join(import.meta.dirname, 'checkpoint.go')
const read = async (name: string) => JSON.parse(await readFile(new URL(name, vectors), 'utf8'))

describe.runIf(hasGo)('the code behind the checksum database of Go', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'holdfast-go-'))
    const env = { ...process.env, GO111MODULE: 'off', GOPATH, GOCACHE: join(folder, 'cache'), GOFLAGS: '' }
    const { status, stderr } = spawnSync('go', ['build', '-o', join(folder, 'check'), program], {
      env,
      encoding: 'utf8',
    })
    expect(status, stderr).toBe(0)
  }, 300_000)
  afterAll(() => rm(folder, { recursive: true, force: true }))

  const check = (input: unknown) => spawnSync(join(folder, 'check'), { input: JSON.stringify(input), encoding: 'utf8' })
  const inputs = async () => {
    const [{ key, notes }, tree, entries] = [
      await read('checkpoints.json'),
      await read('tree.json'),
      await read('entries.json'),
    ]
    const base64 = (hex: string): string => Buffer.from(hex, 'hex').toString('base64')
    const { roots, inclusion, consistency } = tree
    const texts = Array.from({ length: tree.leaves }, (_, i) => `entry ${i}`)
    const records = texts.map((text) => ({ text, hash: leafHash(text).toString('base64') }))
    const bytes = entries.map((e: { bytes: string; leaf: string }) => ({ text: e.bytes, hash: base64(e.leaf) }))
    return { key, notes, records: [...records, ...bytes], roots, inclusion, consistency }
  }

  test('accepts every checkpoint, leaf and proof of the test vectors', async () => {
    const { status, stdout, stderr } = check(await inputs())
    expect(stderr).toBe('')
    expect(status).toBe(0)
    expect(stdout).toMatch(/^5 checkpoints, 616 leaves, [0-9]{2} inclusion and [0-9]{2,3} consistency proofs/)
  })

  test.each([
    [
      'a checkpoint',
      'checkpoint at 12',
      (v: Awaited<ReturnType<typeof inputs>>) => (v.notes[2].note = v.notes[2].note.replace('\n12\n', '\n13\n')),
    ],
    ['a leaf', 'leaf 3 is', (v: Awaited<ReturnType<typeof inputs>>) => (v.records[3].text = 'entry three')],
    ['an inclusion proof', 'proof of', (v: Awaited<ReturnType<typeof inputs>>) => v.inclusion.at(-1).proof.reverse()],
    [
      'a consistency proof',
      'proof from',
      (v: Awaited<ReturnType<typeof inputs>>) => v.consistency.at(-2).proof.reverse(),
    ],
  ])('refuses %s that was tampered with, as we do', async (_, complaint, tamper) => {
    const input = await inputs()
    tamper(input)
    const { status, stderr } = check(input)
    expect(status).toBe(1)
    expect(stderr).toContain(complaint)
  })
})
