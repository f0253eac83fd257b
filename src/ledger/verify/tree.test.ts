import { hash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import {
  ANNA,
  accept,
  laterPlant,
  PANEL,
  PRESS,
  person,
  plant,
  registerAsset,
  TABLET,
} from '../../../test/ledger/plant.ts'
import { INSTALLATION, Register, signerOf, uuid } from '../../../test/ledger/register.ts'
import { after, all, codes, type Export, entry, rehash, rewrite, without } from '../../../test/ledger/tampering.ts'
import { checkpointText, signer } from '../signing.ts'
import { Frontier } from './merkle.ts'
import type { Line } from './stream.ts'
import { verify } from './verify.ts'

describe('in the log, it finds', () => {
  test('a changed byte of an entry, and names the first entry that does not fit', async () => {
    const report = await after(plant().lines(), (lines) => {
      rewrite(entry(lines, 10), '"owner_seq": 2', '"owner_seq": 7')
      rewrite(entry(lines, 7), 'in_use', 'stored')
    })
    expect(report.findings[0]).toMatchObject({ code: 'entry_changed', entry: 7 })
    expect(report.findings[1]).toMatchObject({ code: 'entry_changed', entry: 10 })
    expect(report.findings[0]?.message).toContain('Entry 7 is not what was written')
  })

  test('a removed entry whose hash still stands', async () => {
    const report = await after(plant().lines(), (lines) => {
      const { type, idx, leaf } = entry(lines, 6)
      return lines.map((l) => (l === entry(lines, 6) ? { type, idx, leaf } : l)) as Export
    })
    expect(report.findings[0]).toMatchObject({ code: 'entry_missing', entry: 6 })
  })

  test('removed entries that leave a gap', async () => {
    const report = await after(plant().lines(), (lines) =>
      without(lines, (l) => l.type === 'entry' && (l.idx === 6 || l.idx === 7)),
    )
    expect(report.findings[0]).toMatchObject({ code: 'entry_missing', entry: 6, until: 7 })
    expect(codes(report)).not.toContain('span_rewritten')
  })

  test('a removed entry whose gap was closed: the first span between checkpoints', async () => {
    const report = await after(plant().lines(), (lines) => {
      const gone = entry(lines, 6)
      for (const e of all(lines, 'entry')) if (e.idx! > 6) e.idx!--
      return without(lines, (l) => l === gone)
    })
    expect(report.findings[0]).toMatchObject({
      code: 'span_rewritten',
      entry: 5,
      until: 8,
      checkpoint: `${INSTALLATION}/1 at 9`,
    })
    expect(codes(report)).toContain('tail_missing')
  })

  test('a swapped pair', async () => {
    const report = await after(plant().lines(), (lines) => {
      const [a, b] = [entry(lines, 5), entry(lines, 9)]
      ;[a.bytes, b.bytes] = [b.bytes, a.bytes]
      ;[a.opening, b.opening] = [b.opening, a.opening]
    })
    expect(report.findings[0]).toMatchObject({ code: 'entry_swapped', entry: 5, other: '9' })
    expect(codes(report)).not.toContain('entry_changed')
  })

  test('an entry rewritten together with its hash: the first span between checkpoints', async () => {
    const report = await after(plant().lines(), (lines) => {
      rewrite(entry(lines, 9), '"seq": 2, "since": "2026-11-20T10:00:04', '"seq": 2, "since": "2026-11-20T10:00:03')
      rehash(entry(lines, 9))
    })
    expect(report.findings[0]).toMatchObject({
      code: 'span_rewritten',
      entry: 9,
      until: 10,
      checkpoint: `${INSTALLATION}/1 at 11`,
    })
    expect(codes(report).filter((c) => c === 'span_rewritten')).toHaveLength(1)
  })

  test('a truncated tail against a newer checkpoint', async () => {
    const report = await after(plant().lines(), (lines) => without(lines, (l) => l.type === 'entry' && l.idx! >= 10))
    expect(report.findings[0]).toMatchObject({
      code: 'tail_missing',
      entry: 10,
      until: 11,
      checkpoint: `${INSTALLATION}/1 at 12`,
    })
  })

  test('a tail cut off cleanly with its checkpoint, rows and versions, by the checkpoint somebody kept', async () => {
    const [short, long] = [new Register(), new Register()]
    for (const register of [short, long]) {
      register.change('person.add', (by) => by.insert('person', person(ANNA, 'Anna')))
      register.sign()
    }
    long.change('person.edit', (by) => by.update('person', { id: ANNA }, { state: 'leaving' }))
    const held = long.sign()
    expect(await verify(short.lines())).toMatchObject({ ok: true })
    const report = await verify(short.lines(), { held: [held] })
    expect(report.findings).toMatchObject([{ code: 'tail_missing', entry: 1, until: 1 }])
  })

  test('entries in the tree that no checkpoint covers', async () => {
    const report = await after(plant().lines(), (lines) =>
      without(lines, (l) => l.type === 'checkpoint' && /\n1[12]\n/.test(l.note)),
    )
    expect(report.findings).toMatchObject([{ code: 'tail_unsigned', entry: 9, until: 11 }])
  })

  test('an entry of no known version', async () => {
    const register = plant()
    const report = await after(register.lines(), (lines) => {
      const e = entry(lines, 11)
      rewrite(e, '"v":1', '"v":2')
      rehash(e)
    })
    expect(codes(report)).toContain('entry_unreadable')
  })

  test('a row that was changed past the ledger and then covered up by an ordinary change', async () => {
    const register = plant()
    register.row('asset', { id: PRESS }).status = 'stolen'
    register.change('asset.edit', (by) => by.update('asset', { id: PRESS }, { cost_minor: 5 }))
    register.sign()
    const report = await verify(register.lines())
    expect(report.findings).toMatchObject([
      { code: 'entry_discontinuous', entry: 12, table: 'asset', key: { id: PRESS } },
    ])
  })

  test('a value that was put past the ledger where none was, and then covered up', async () => {
    const register = plant()
    register.row('asset', { id: TABLET }).cost_minor = 99
    register.row('asset', { id: PANEL }).notes = 'never mind'
    register.change('asset.edit', (by) => by.update('asset', { id: TABLET }, { status: 'stored' }))
    register.change('asset.edit', (by) => by.update('asset', { id: PANEL }, { status: 'stored' }))
    register.sign()
    expect(codes(await verify(register.lines()))).toEqual(['entry_discontinuous', 'entry_discontinuous'])
  })

  test('an entry dated before the one it follows', async () => {
    const report = await after(plant().lines(), (lines) => {
      rewrite(entry(lines, 11), '"at":"2026-11-20T10:00:05', '"at":"2026-11-20T10:00:01')
      rehash(entry(lines, 11))
    })
    expect(codes(report)[0]).toBe('span_rewritten')
    expect(codes(report)).toContain('entry_discontinuous')
  })

  test('a row inserted twice', async () => {
    const register = plant()
    const press = register.row('asset', { id: PRESS })
    register.change('asset.register', (by) => by.insert('asset', press))
    register.sign()
    expect(codes(await verify(register.lines()))).toContain('entry_discontinuous')
  })

  test('pending entries, which are no fault', async () => {
    const register = plant()
    registerAsset(register, uuid('asset', 9), 'HF-0009', 'Crane', ANNA)
    expect(await verify(register.lines())).toMatchObject({ ok: true, entries: 12, pending: 2 })
  })
})

describe('among the checkpoints, it finds', () => {
  const origin = `${INSTALLATION}/1`
  const otherRoot = hash('sha256', 'another history', 'base64')
  const add = (lines: Export, ...notes: string[]): Export => {
    const [header, ...rest] = lines
    const at = rest.findIndex((l) => l.type === 'change')
    return [header, ...rest.toSpliced(at, 0, ...notes.map((note): Line => ({ type: 'checkpoint', note })))]
  }

  test('a forged one: the text is another than was signed', async () => {
    const report = await after(plant().lines(), (lines) => {
      const c = all(lines, 'checkpoint')[1]!
      c.note = c.note.replace('\n9\n', '\n8\n')
    })
    expect(report.findings).toMatchObject([{ code: 'checkpoint_forged', checkpoint: `${origin} at 8` }])
  })

  test('one that nobody known signed', async () => {
    const stranger = signer(origin, hash('sha256', 'stranger', 'buffer'))
    const report = await after(plant().lines(), (lines) =>
      add(lines, stranger.sign(checkpointText({ origin, size: 3, root: otherRoot }))),
    )
    expect(codes(report)).toEqual(['checkpoint_unsigned'])
  })

  test('one signed by a known key under a foreign name', async () => {
    const report = await after(laterPlant().lines(), (lines) =>
      add(lines, signerOf(2).sign(checkpointText({ origin, size: 3, root: otherRoot }))),
    )
    expect(codes(report)).toEqual(['checkpoint_unsigned'])
  })

  test('a whole log written and signed anew, for a reader who has the key', async () => {
    const stranger = signer(origin, hash('sha256', 'stranger', 'buffer'))
    const anew = (lines: Export): Export => {
      rewrite(entry(lines, 8), '"seq": 1', '"seq": 1')
      rehash(entry(lines, 8))
      const tree = new Frontier()
      for (const e of all(lines, 'entry')) tree.append(Buffer.from(e.leaf!, 'hex'))
      const root = Buffer.from(tree.root()).toString('base64')
      const note = stranger.sign(checkpointText({ origin, size: tree.size, root }))
      return add(
        [{ ...lines[0], keys: [stranger.key] }, ...without(lines, (l) => l.type === 'checkpoint').slice(1)] as Export,
        note,
      )
    }
    expect(await after(plant().lines(), anew)).toMatchObject({ ok: true, trusted: false })
    const report = await after(plant().lines(), anew, { keys: [signerOf(1).key] })
    expect(report.trusted).toBe(true)
    expect(report.findings[0]?.code).toBe('checkpoint_unsigned')
  })

  test('two of one size with different roots', async () => {
    const report = await after(plant().lines(), (lines) =>
      add(lines, signerOf(1).sign(checkpointText({ origin, size: 12, root: otherRoot }))),
    )
    expect(report.findings).toMatchObject([
      { code: 'checkpoint_contradiction', checkpoint: `${origin} at 12`, other: `${origin} at 12` },
    ])
  })

  test('one that is not part of a later one', async () => {
    const report = await after(plant().lines(), (lines) =>
      add(lines, signerOf(1).sign(checkpointText({ origin, size: 10, root: otherRoot }))),
    )
    expect(report.findings).toMatchObject([
      { code: 'checkpoint_contradiction', checkpoint: `${origin} at 10`, other: `${origin} at 11` },
    ])
  })

  test('one kept by the reader that shows another history', async () => {
    const held = [signerOf(1).sign(checkpointText({ origin, size: 7, root: otherRoot }))]
    expect(codes(await verify(plant().lines(), { held }))).toEqual(['checkpoint_contradiction'])
  })

  test('one of an epoch that was never opened', async () => {
    const [header, ...rest] = plant().lines()
    const lines: Export = [{ ...header, keys: [...header.keys, signerOf(5).key] }, ...rest]
    const report = await after(lines, (l) => {
      const root = /\n12\n(.*)\n/.exec(all(l, 'checkpoint').at(-1)!.note)![1]!
      return add(l, signerOf(5).sign(checkpointText({ origin: `${INSTALLATION}/5`, size: 12, root })))
    })
    expect(codes(report)).toEqual(['epoch_unknown'])
  })

  test('one of another installation', async () => {
    const foreign = signer('elsewhere/1', hash('sha256', 'elsewhere', 'buffer'))
    const [header, ...rest] = plant().lines()
    const report = await after([{ ...header, keys: [...header.keys, foreign.key] }, ...rest], (lines) =>
      add(lines, foreign.sign(checkpointText({ origin: 'elsewhere/1', size: 3, root: otherRoot }))),
    )
    expect(codes(report)).toEqual(['checkpoint_unreadable'])
  })

  test('an epoch that continues a checkpoint which was never signed', async () => {
    const register = plant()
    const continues = { continues_origin: origin, continues_size: 12, continues_root: otherRoot }
    register.change('epoch.open', (by) => by.insert('epoch', { number: 2, ...continues }))
    register.sign()
    expect((await verify(register.lines())).findings[0]).toMatchObject({ code: 'epoch_broken', entry: 12 })
  })

  test('entries lost in a restore, by the checkpoint somebody kept', async () => {
    const [lost, restored] = [plant(), plant()]
    accept(lost, TABLET, ANNA)
    const held = lost.sign()
    restored.openEpoch()
    restored.sign()
    expect(await verify(restored.lines())).toMatchObject({ ok: true })
    const report = await verify(restored.lines(), { held: [held] })
    expect(report.findings).toMatchObject([{ code: 'epoch_lost', entry: 12, until: 13, checkpoint: `${origin} at 14` }])
  })
})
