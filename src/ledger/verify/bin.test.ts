import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ANNA, accept, laterPlant, PRESS, plant } from '../../../test/ledger/plant.ts'
import { signerOf } from '../../../test/ledger/register.ts'

const bin = join(import.meta.dirname, 'bin.ts')
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast verify '))
})
afterAll(() => rm(folder, { recursive: true }))

const run = (...args: string[]): Promise<{ code: number; out: string; err: string }> =>
  new Promise((done) => {
    execFile(process.execPath, [bin, ...args], (error, out, err) =>
      done({ code: error ? Number(error.code) : 0, out, err }),
    )
  })
async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}
const text = (lines: readonly unknown[]): string => lines.map((l) => `${JSON.stringify(l)}\n`).join('')

describe('the verifier program', () => {
  test('says that an export fits, and to compare the keys it had to take from the file', async () => {
    const { code, out } = await run(await file('fits.ndjson', text(laterPlant().lines())))
    expect(code).toBe(0)
    expect(out).toMatch(/^FITS\n16 entries under 7 checkpoints, 11 rows and 12 versions/)
    expect(out).toContain('1 entry is written but not in the tree yet')
    expect(out).toContain('Compare them')
    expect(out).toContain(signerOf(2).key)
  })

  test('trusts the keys it is given alone', async () => {
    const path = await file('keys.ndjson', text(plant().lines()))
    const good = await run(path, '--key', signerOf(1).key)
    expect(good.code).toBe(0)
    expect(good.out).not.toContain('Compare them')
    const bad = await run(path, '--key', signerOf(2).key)
    expect(bad.code).toBe(1)
    expect(bad.out).toContain('not signed by any key that is trusted here')
  })

  test('reads a compressed export, and says when it is damaged', async () => {
    const zipped = gzipSync(text(plant().lines()))
    expect((await run(await file('a.ndjson.gz', zipped))).code).toBe(0)
    const cut = await run(await file('b.ndjson.gz', zipped.subarray(0, 1500)))
    expect(cut.code).toBe(1)
    expect(cut.out).toContain('damaged or cut short')
  })

  test('names what does not fit, in a sentence and as JSON', async () => {
    const path = await file(
      'bad.ndjson',
      text(plant().lines()).replace('\\"status\\": \\"in_use\\"', '\\"status\\": \\"stored\\"'),
    )
    const { code, out } = await run(path)
    expect(code).toBe(1)
    expect(out).toMatch(/^DOES NOT FIT\nEntry 3 is not what was written/)
    const json = await run(path, '--json')
    expect(json.code).toBe(1)
    const { ok, findings } = JSON.parse(json.out)
    expect(ok).toBe(false)
    expect(findings[0]).toMatchObject({ code: 'entry_changed', entry: 3 })
  })

  test('holds an export against a checkpoint that was kept', async () => {
    const path = await file('short.ndjson', text(plant().lines()))
    const register = plant()
    accept(register, PRESS, ANNA)
    const note = await file('kept.txt', register.sign())
    const { code, out } = await run(path, '--checkpoint', note)
    expect(code).toBe(1)
    expect(out).toContain('signed over entries 12 to 13, but the log ends before')
  })

  test.each([
    ['nothing', []],
    ['two files', ['a', 'b']],
    ['an unknown option', ['a', '--fast']],
    ['a file that is not there', ['/nowhere/at/all.ndjson']],
    ['a key that is none', [bin, '--key', 'abc']],
  ])('answers wrong use with exit code 2: %s', async (_, args) => {
    const { code, out, err } = await run(...args)
    expect(code).toBe(2)
    expect(out).toBe('')
    expect(err).not.toBe('')
    expect(err).not.toContain('    at ')
  })

  test('explains itself', async () => {
    const { code, out } = await run('--help')
    expect(code).toBe(0)
    expect(out).toContain('--checkpoint')
  })
})
