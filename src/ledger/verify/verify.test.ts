import { hash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  ANNA,
  accept,
  BEN,
  CARLA,
  laterPlant,
  PANEL,
  PRESS,
  person,
  plant,
  registerAsset,
  TABLET,
} from '../../../test/ledger/plant.ts'
import { endOf, INSTALLATION, Register, signerOf, uuid } from '../../../test/ledger/register.ts'
import { checkpointText, signer } from '../signing.ts'
import { Frontier, leafHash } from './merkle.ts'
import { ndjson } from './ndjson.ts'
import type { ChangeLine, EntryLine, Header, Line, RowLine, VersionLine } from './stream.ts'
import { type Report, type Trust, verify } from './verify.ts'

type Export = ReturnType<Register['lines']>
type OfType<T> = Extract<Line, { type: T }>

const isLine = (line: Header | Line): line is Line => 'type' in line
const all = <T extends Line['type']>(lines: Export, type: T): OfType<T>[] =>
  lines.filter((l): l is OfType<T> => isLine(l) && l.type === type)
const entry = (lines: Export, idx: number): EntryLine => all(lines, 'entry').find((e) => e.idx === idx)!
const row = (lines: Export, table: string, id: string): RowLine =>
  all(lines, 'row').find((r) => r.table === table && r.row.id === id)!
const versions = (lines: Export, id: string): VersionLine[] => all(lines, 'version').filter((v) => v.row.id === id)
const change = (lines: Export, n: number): ChangeLine => all(lines, 'change').find((c) => c.id === uuid('change', n))!
const without = (lines: Export, gone: (line: Line) => boolean): Export => {
  const [header, ...rest] = lines
  return [header, ...rest.filter((l) => !gone(l))]
}
const rewrite = (line: EntryLine, from: string, to: string): void => {
  expect(line.bytes).toContain(from)
  line.bytes = line.bytes!.replace(from, to)
}
const rehash = (line: EntryLine): void => {
  line.leaf = leafHash(line.bytes!).toString('hex')
}

/** Verifies after tampering; who tampers also puts the counts right. */
async function after(lines: Export, tamper: (lines: Export) => Export | undefined, trust?: Trust): Promise<Report> {
  const [header, ...rest] = tamper(lines) || lines
  const tampered = rest.filter((l) => l.type !== 'end')
  const asOf = Math.max(-1, ...tampered.map((l) => (l.type === 'entry' ? (l.idx ?? -1) : -1))) + 1
  return verify([{ ...header, asOf }, ...tampered, endOf(tampered)], trust)
}
const codes = (report: Report): string[] => report.findings.map((f) => f.code)

describe('a ledger that nobody touched', () => {
  test('fits, and says how much of it was checked', async () => {
    const report = await verify(laterPlant().lines())
    expect(report).toMatchObject({
      ok: true,
      entries: 16,
      pending: 1,
      checkpoints: 7,
      changes: 11,
      rows: 11,
      versions: 12,
      erased: 2,
    })
    expect(report.head).toMatchObject({ origin: `${INSTALLATION}/2`, size: 16 })
    expect(report.findings).toEqual([])
  })

  test('fits while it is still empty', async () => {
    expect(await verify(new Register().lines())).toMatchObject({ ok: true, entries: 0, head: undefined })
  })

  test('fits when rows come and go, also within one change', async () => {
    const register = new Register()
    const key = { id: ANNA }
    register.change('person.add', (by) => by.insert('person', person(ANNA, 'Anna')))
    register.change('person.remove', (by) => by.delete('person', key))
    register.change('person.add', (by) => {
      by.insert('person', person(ANNA, 'Anna again'))
      by.update('person', key, { email: 'a@plant.example' })
      by.delete('person', key)
      by.insert('person', person(ANNA, 'Anna at last'))
    })
    register.change('person.edit', (by) => {
      by.update('person', key, { name: 'Anna B' })
      by.delete('person', key)
    })
    register.sign()
    expect(codes(await verify(register.lines()))).toEqual([])
  })

  test('fits whatever was done in whatever order', async () => {
    const action = fc.record({ kind: fc.nat(5), asset: fc.nat(3), person: fc.nat(2), note: fc.string() })
    await fc.assert(
      fc.asyncProperty(fc.array(action, { maxLength: 30 }), async (actions) => {
        const register = new Register()
        const people = [ANNA, BEN, CARLA]
        register.change('person.add', (by) => {
          for (const id of people) by.insert('person', person(id, id))
        })
        const erased = new Set<string>()
        const known = new Set<string>()
        for (const { kind, asset, person: p, note } of actions) {
          const id = uuid('asset', asset)
          const who = people[p]!
          if (!known.has(id)) registerAsset(register, id, `HF-${asset}`, note, who)
          else if (kind === 0) accept(register, id, who)
          else if (kind === 1)
            register.change('asset.edit', (by) => by.update('asset', { id }, { notes: note }), note || null)
          else if (kind === 2) register.sign()
          else if (kind === 3 && !erased.has(who)) register.erase(who)
          else if (kind === 4 && !erased.has(who))
            register.change('p', (by) => by.update('person', { id: who }, { email: note }))
          else if (kind === 5) {
            register.sign()
            register.openEpoch()
          }
          known.add(id)
          if (kind === 3) erased.add(who)
        }
        expect(codes(await verify(register.lines()))).toEqual([])
      }),
      { numRuns: 60 },
    )
  })
})

describe('in the log, it finds', () => {
  test('a changed byte of an entry, and names the first entry that does not fit', async () => {
    const report = await after(plant().lines(), (lines) => {
      rewrite(entry(lines, 10), '"owner_seq": 2', '"owner_seq": 7')
      rewrite(entry(lines, 7), 'in_use', 'stored')
    })
    expect(report.findings[0]).toMatchObject({ code: 'entry.changed', entry: 7 })
    expect(report.findings[1]).toMatchObject({ code: 'entry.changed', entry: 10 })
    expect(report.findings[0]?.message).toContain('Entry 7 is not what was written')
  })

  test('a removed entry whose hash still stands', async () => {
    const report = await after(plant().lines(), (lines) => {
      const { type, idx, leaf } = entry(lines, 6)
      return lines.map((l) => (l === entry(lines, 6) ? { type, idx, leaf } : l)) as Export
    })
    expect(report.findings[0]).toMatchObject({ code: 'entry.missing', entry: 6 })
  })

  test('removed entries that leave a gap', async () => {
    const report = await after(plant().lines(), (lines) =>
      without(lines, (l) => l.type === 'entry' && (l.idx === 6 || l.idx === 7)),
    )
    expect(report.findings[0]).toMatchObject({ code: 'entry.missing', entry: 6, until: 7 })
    expect(codes(report)).not.toContain('span.rewritten')
  })

  test('a removed entry whose gap was closed: the first span between checkpoints', async () => {
    const report = await after(plant().lines(), (lines) => {
      const gone = entry(lines, 6)
      for (const e of all(lines, 'entry')) if (e.idx! > 6) e.idx!--
      return without(lines, (l) => l === gone)
    })
    expect(report.findings[0]).toMatchObject({
      code: 'span.rewritten',
      entry: 5,
      until: 8,
      checkpoint: `${INSTALLATION}/1 at 9`,
    })
    expect(codes(report)).toContain('tail.missing')
  })

  test('a swapped pair', async () => {
    const report = await after(plant().lines(), (lines) => {
      const [a, b] = [entry(lines, 5), entry(lines, 9)]
      ;[a.bytes, b.bytes] = [b.bytes, a.bytes]
      ;[a.opening, b.opening] = [b.opening, a.opening]
    })
    expect(report.findings[0]).toMatchObject({ code: 'entry.swapped', entry: 5, other: '9' })
    expect(codes(report)).not.toContain('entry.changed')
  })

  test('an entry rewritten together with its hash: the first span between checkpoints', async () => {
    const report = await after(plant().lines(), (lines) => {
      rewrite(entry(lines, 9), '"seq": 2, "since": "2026-11-20T10:00:04', '"seq": 2, "since": "2026-11-20T10:00:03')
      rehash(entry(lines, 9))
    })
    expect(report.findings[0]).toMatchObject({
      code: 'span.rewritten',
      entry: 9,
      until: 10,
      checkpoint: `${INSTALLATION}/1 at 11`,
    })
    expect(codes(report).filter((c) => c === 'span.rewritten')).toHaveLength(1)
  })

  test('a truncated tail against a newer checkpoint', async () => {
    const report = await after(plant().lines(), (lines) => without(lines, (l) => l.type === 'entry' && l.idx! >= 10))
    expect(report.findings[0]).toMatchObject({
      code: 'tail.missing',
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
    expect(report.findings).toMatchObject([{ code: 'tail.missing', entry: 1, until: 1 }])
  })

  test('entries in the tree that no checkpoint covers', async () => {
    const report = await after(plant().lines(), (lines) =>
      without(lines, (l) => l.type === 'checkpoint' && /\n1[12]\n/.test(l.note)),
    )
    expect(report.findings).toMatchObject([{ code: 'tail.unsigned', entry: 9, until: 11 }])
  })

  test('an entry of no known version', async () => {
    const register = plant()
    const report = await after(register.lines(), (lines) => {
      const e = entry(lines, 11)
      rewrite(e, '"v":1', '"v":2')
      rehash(e)
    })
    expect(codes(report)).toContain('entry.unreadable')
  })

  test('a row that was changed past the ledger and then covered up by an ordinary change', async () => {
    const register = plant()
    register.row('asset', { id: PRESS }).status = 'stolen'
    register.change('asset.edit', (by) => by.update('asset', { id: PRESS }, { cost_minor: 5 }))
    register.sign()
    const report = await verify(register.lines())
    expect(report.findings).toMatchObject([
      { code: 'entry.discontinuous', entry: 12, table: 'asset', key: { id: PRESS } },
    ])
  })

  test('a value that was put past the ledger where none was, and then covered up', async () => {
    const register = plant()
    register.row('asset', { id: TABLET }).cost_minor = 99
    register.row('asset', { id: PANEL }).notes = 'never mind'
    register.change('asset.edit', (by) => by.update('asset', { id: TABLET }, { status: 'stored' }))
    register.change('asset.edit', (by) => by.update('asset', { id: PANEL }, { status: 'stored' }))
    register.sign()
    expect(codes(await verify(register.lines()))).toEqual(['entry.discontinuous', 'entry.discontinuous'])
  })

  test('a row inserted twice and a row updated that was never there', async () => {
    const register = plant()
    const press = register.row('asset', { id: PRESS })
    register.change('asset.register', (by) => by.insert('asset', press))
    register.sign()
    expect(codes(await verify(register.lines()))).toContain('entry.discontinuous')
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
    expect(report.findings).toMatchObject([{ code: 'checkpoint.forged', checkpoint: `${origin} at 8` }])
  })

  test('one that nobody known signed', async () => {
    const stranger = signer(origin, hash('sha256', 'stranger', 'buffer'))
    const report = await after(plant().lines(), (lines) =>
      add(lines, stranger.sign(checkpointText({ origin, size: 3, root: otherRoot }))),
    )
    expect(codes(report)).toEqual(['checkpoint.unsigned'])
  })

  test('one signed by a known key under a foreign name', async () => {
    const report = await after(laterPlant().lines(), (lines) =>
      add(lines, signerOf(2).sign(checkpointText({ origin, size: 3, root: otherRoot }))),
    )
    expect(codes(report)).toEqual(['checkpoint.unsigned'])
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
    expect(report.findings[0]?.code).toBe('checkpoint.unsigned')
  })

  test('two of one size with different roots', async () => {
    const report = await after(plant().lines(), (lines) =>
      add(lines, signerOf(1).sign(checkpointText({ origin, size: 12, root: otherRoot }))),
    )
    expect(report.findings).toMatchObject([
      { code: 'checkpoint.contradiction', checkpoint: `${origin} at 12`, other: `${origin} at 12` },
    ])
  })

  test('one that is not part of a later one', async () => {
    const report = await after(plant().lines(), (lines) =>
      add(lines, signerOf(1).sign(checkpointText({ origin, size: 10, root: otherRoot }))),
    )
    expect(report.findings).toMatchObject([
      { code: 'checkpoint.contradiction', checkpoint: `${origin} at 10`, other: `${origin} at 11` },
    ])
  })

  test('one kept by the reader that shows another history', async () => {
    const held = [signerOf(1).sign(checkpointText({ origin, size: 7, root: otherRoot }))]
    expect(codes(await verify(plant().lines(), { held }))).toEqual(['checkpoint.contradiction'])
  })

  test('one of an epoch that was never opened', async () => {
    const [header, ...rest] = plant().lines()
    const lines: Export = [{ ...header, keys: [...header.keys, signerOf(5).key] }, ...rest]
    const report = await after(lines, (l) => {
      const root = /\n12\n(.*)\n/.exec(all(l, 'checkpoint').at(-1)!.note)![1]!
      return add(l, signerOf(5).sign(checkpointText({ origin: `${INSTALLATION}/5`, size: 12, root })))
    })
    expect(codes(report)).toEqual(['epoch.unknown'])
  })

  test('one of another installation', async () => {
    const foreign = signer('elsewhere/1', hash('sha256', 'elsewhere', 'buffer'))
    const [header, ...rest] = plant().lines()
    const report = await after([{ ...header, keys: [...header.keys, foreign.key] }, ...rest], (lines) =>
      add(lines, foreign.sign(checkpointText({ origin: 'elsewhere/1', size: 3, root: otherRoot }))),
    )
    expect(codes(report)).toEqual(['checkpoint.unreadable'])
  })

  test('an epoch that continues a checkpoint which was never signed', async () => {
    const register = plant()
    const continues = { continues_origin: origin, continues_size: 12, continues_root: otherRoot }
    register.change('epoch.open', (by) => by.insert('epoch', { number: 2, ...continues }))
    register.sign()
    expect((await verify(register.lines())).findings[0]).toMatchObject({ code: 'epoch.broken', entry: 12 })
  })

  test('entries lost in a restore, by the checkpoint somebody kept', async () => {
    const [lost, restored] = [plant(), plant()]
    accept(lost, TABLET, ANNA)
    const held = lost.sign()
    restored.openEpoch()
    restored.sign()
    expect(await verify(restored.lines())).toMatchObject({ ok: true })
    const report = await verify(restored.lines(), { held: [held] })
    expect(report.findings).toMatchObject([{ code: 'epoch.lost', entry: 12, until: 13, checkpoint: `${origin} at 14` }])
  })
})

describe('of the personal parts, it finds', () => {
  test('one that is not what was sealed', async () => {
    const report = await after(plant().lines(), (lines) => {
      const opening = entry(lines, 1).opening!
      opening.bytes = opening.bytes.replace('Ben', 'Bea')
    })
    expect(report.findings[0]).toMatchObject({ code: 'opening.mismatch', entry: 1, table: 'person', key: { id: BEN } })
  })

  test('one whose salt and text traded a byte', async () => {
    const report = await after(plant().lines(), (lines) => {
      const opening = entry(lines, 1).opening!
      opening.salt += Buffer.from(opening.bytes[0]!).toString('hex')
      opening.bytes = opening.bytes.slice(1)
    })
    expect(codes(report)).toContain('opening.mismatch')
  })

  test('one that was never sealed', async () => {
    const report = await after(plant().lines(), (lines) => {
      entry(lines, 4).opening = { salt: '0'.repeat(64), bytes: '{"after": {"name": "x"}}' }
    })
    expect(codes(report)).toEqual(['opening.mismatch'])
  })

  test('one that is gone without an erasure', async () => {
    const report = await after(plant().lines(), (lines) => {
      delete entry(lines, 3).opening
    })
    expect(report.findings).toMatchObject([{ code: 'opening.missing', entry: 3, table: 'asset', key: { id: PRESS } }])
  })

  test('one of another person than was erased', async () => {
    const report = await after(laterPlant().lines(), (lines) => {
      delete entry(lines, 0).opening
    })
    expect(report.findings).toMatchObject([{ code: 'opening.missing', entry: 0, key: { id: ANNA } }])
  })

  test('one written after the erasure and gone all the same', async () => {
    const register = laterPlant()
    register.change('person.edit', (by) => by.update('person', { id: CARLA }, { state: 'left' }))
    register.sign()
    const report = await after(register.lines(), (lines) => {
      delete all(lines, 'entry').at(-1)!.opening
    })
    expect(codes(report)).toEqual(['opening.missing'])
  })

  test('nothing where the text of an asset was erased, and says so', async () => {
    const register = plant()
    register.change('text.erase', (by) => by.update('asset', { id: PRESS }, { notes: null }))
    register.sign()
    const report = await after(register.lines(), (lines) => {
      for (const idx of [3, 10, 11]) delete entry(lines, idx).opening
      for (const v of versions(lines, PRESS)) v.row = { ...v.row, notes: null }
      change(lines, 5).reason = null
    })
    expect(codes(report)).toEqual([])
    expect(report.erased).toBe(3)
  })
})

describe('in the register, it finds', () => {
  test.each([
    ['clear', { status: 'stored' }],
    ['personal', { name: 'Another press' }],
    ['emptied', { cost_minor: null }],
  ])('a row whose %s part was edited with the triggers off', async (_, edit) => {
    const report = await after(plant().lines(), (lines) => {
      const press = row(lines, 'asset', PRESS)
      press.row = { ...press.row, ...edit }
    })
    expect(report.findings).toMatchObject([{ code: 'row.differs', entry: 11, table: 'asset', key: { id: PRESS } }])
  })

  test('an edited row even where its personal part was erased', async () => {
    const report = await after(laterPlant().lines(), (lines) => {
      delete entry(lines, 13).opening
      const carla = row(lines, 'person', CARLA)
      carla.row = { ...carla.row, state: 'left' }
    })
    expect(report.findings).toMatchObject([{ code: 'row.differs', entry: 13 }])
  })

  test('a row without an entry', async () => {
    const report = await after(plant().lines(), (lines) => {
      const extra: Line = { type: 'row', table: 'person', row: person(uuid('person', 9), 'Nobody') }
      const at = lines.findIndex((l) => isLine(l) && l.type === 'row')
      return lines.toSpliced(at, 0, extra) as Export
    })
    expect(report.findings).toMatchObject([{ code: 'row.unrecorded', key: { id: uuid('person', 9) } }])
  })

  test('an entry whose row is gone', async () => {
    const report = await after(plant().lines(), (lines) =>
      without(lines, (l) => l.type === 'row' && l.table === 'tenure' && l.row.seq === 1 && l.row.asset_id === PRESS),
    )
    expect(report.findings).toMatchObject([
      { code: 'row.missing', entry: 4, table: 'tenure', key: { asset_id: PRESS, seq: 1 } },
    ])
  })

  test('a row that its last entry deleted', async () => {
    const register = new Register()
    register.change('person.add', (by) => by.insert('person', person(ANNA, 'Anna')))
    const anna: Line = { type: 'row', table: 'person', row: register.row('person', { id: ANNA }) }
    register.change('person.remove', (by) => by.delete('person', { id: ANNA }))
    register.sign()
    const report = await after(register.lines(), (lines) => {
      const at = lines.findIndex((l) => isLine(l) && l.type === 'version')
      return lines.toSpliced(at, 0, anna) as Export
    })
    expect(codes(report)).toEqual(['row.unrecorded'])
  })

  test('a version that does not equal its own entry', async () => {
    const report = await after(plant().lines(), (lines) => {
      const first = versions(lines, PRESS)[0]!
      first.row = { ...first.row, owner_id: BEN }
    })
    expect(report.findings).toMatchObject([{ code: 'version.differs', entry: 3, key: { id: PRESS } }])
  })

  test('versions that overlap', async () => {
    const report = await after(plant().lines(), (lines) => {
      versions(lines, PRESS)[0]!.to = '2026-11-20T10:00:04.500Z'
    })
    expect(report.findings).toMatchObject([{ code: 'version.span', entry: 3 }])
  })

  test('versions with a gap', async () => {
    const report = await after(plant().lines(), (lines) => {
      versions(lines, PRESS)[1]!.from = '2026-11-20T10:00:04.500Z'
    })
    expect(report.findings).toMatchObject([{ code: 'version.span', entry: 10 }])
  })

  test.each([0, 1, 2])('a missing version, be it number %i of three', async (n) => {
    const report = await after(plant().lines(), (lines) => {
      const gone = versions(lines, PRESS)[n]
      return without(lines, (l) => l === gone)
    })
    expect(report.findings).toMatchObject([{ code: 'version.missing', entry: [3, 10, 11][n], key: { id: PRESS } }])
  })

  test('a version that no entry made', async () => {
    const report = await after(plant().lines(), (lines) => {
      const extra = { ...versions(lines, PRESS)[0]!, change: uuid('change', 99) }
      const at = lines.indexOf(versions(lines, PRESS)[0]!)
      return lines.toSpliced(at, 0, extra) as Export
    })
    expect(report.findings).toMatchObject([{ code: 'version.unrecorded', change: uuid('change', 99) }])
  })

  test('an asset head that is not its last tenure', async () => {
    const register = plant()
    register.change('asset.edit', (by) => by.update('asset', { id: PANEL }, { owner_id: ANNA }))
    register.sign()
    expect((await verify(register.lines())).findings).toMatchObject([
      { code: 'head.differs', table: 'asset', key: { id: PANEL } },
    ])
  })

  test.each([
    ['actor', { actor: BEN }],
    ['actor', { actor: null }],
    ['behalf', { behalf: BEN }],
    ['instant', { at: '2026-11-20T10:00:05.001Z' }],
    ['operation', { operation: 'asset.import' }],
    ['origin', { origin: 'sql' }],
    ['database user', { by: 'postgres' }],
    ['migration', { migration: 2 }],
    ['reason', { reason: 'Because' }],
    ['reason', { reason: null }],
  ] as const)('a change record that says another %s than its entry', async (why, edit) => {
    const report = await after(plant().lines(), (lines) => {
      Object.assign(change(lines, 5), edit)
    })
    expect(report.findings).toMatchObject([{ code: 'change.differs', change: uuid('change', 5), entry: 11, why }])
  })

  test('a reason put where none was', async () => {
    const report = await after(plant().lines(), (lines) => {
      change(lines, 4).reason = 'Agreed'
    })
    expect(report.findings[0]).toMatchObject({ code: 'change.differs', entry: 9, why: 'reason' })
  })

  test('an entry whose change record is gone', async () => {
    const report = await after(plant().lines(), (lines) => without(lines, (l) => l === change(lines, 5)))
    expect(report.findings).toMatchObject([{ code: 'change.missing', entry: 11 }])
  })
})

test('a single changed character in what was hashed or signed is always found', async () => {
  const places = (line: Header | Line): [{ [field: string]: unknown }, string][] => {
    if (!isLine(line)) return []
    const fields = line as unknown as { [field: string]: unknown }
    if (line.type === 'checkpoint') return [[fields, 'note']]
    if (line.type !== 'entry' || line.idx === undefined) return []
    const opening = line.opening as { [field: string]: unknown } | undefined
    return [
      [fields, 'bytes'],
      [fields, 'leaf'],
      ...(opening
        ? ([
            [opening, 'bytes'],
            [opening, 'salt'],
          ] as [typeof opening, string][])
        : []),
    ]
  }
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.nat(), fc.constantFrom('0', 'a', ' ', '"', 'ß'), async (which, where, character) => {
      const lines = laterPlant().lines()
      const all = lines.flatMap(places)
      const [holder, field] = all[which % all.length]!
      const text = holder[field] as string
      const at = where % text.length
      fc.pre(text[at] !== character)
      holder[field] = text.slice(0, at) + character + text.slice(at + 1)
      expect((await verify(lines)).ok).toBe(false)
    }),
    { numRuns: 300 },
  )
})

test('any other value in any row, version or change is always found', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.nat(),
      fc.nat(),
      fc.oneof(fc.string(), fc.integer(), fc.constant(null)),
      async (which, where, value) => {
        const lines = plant().lines()
        const targets = lines.filter((l) => isLine(l) && ['row', 'version', 'change'].includes(l.type))
        const line = targets[which % targets.length] as RowLine | VersionLine | ChangeLine
        const holder = (line.type === 'change' ? line : line.row) as { [column: string]: unknown }
        const columns = Object.keys(holder).filter((c) => c !== 'type')
        const column = columns[where % columns.length]!
        fc.pre(JSON.stringify(holder[column]) !== JSON.stringify(value))
        holder[column] = value
        expect((await verify(lines)).ok).toBe(false)
      },
    ),
    { numRuns: 300 },
  )
})

describe('a file that is no export', () => {
  const text = (lines: readonly unknown[]): string => lines.map((l) => `${JSON.stringify(l)}\n`).join('')
  const read = (content: string | Uint8Array): Promise<Report> => verify(ndjson([Buffer.from(content)]))

  test('is said to be cut when its end is missing, at every line', async () => {
    const lines = laterPlant().lines()
    for (let n = 1; n < lines.length; n++)
      expect(codes(await read(text(lines.slice(0, n))))[0], `${n}`).toBe('export.cut')
  })

  test('is said to be cut when a line is missing', async () => {
    const lines = plant().lines()
    const report = await read(text(lines.filter((l) => !(isLine(l) && l.type === 'change' && l.reason))))
    expect(report.findings[0]).toMatchObject({ code: 'export.cut' })
  })

  test.each([
    ['an empty file', ''],
    ['another format', '{"format":"csv"}\n'],
    ['a newer version', text([{ ...plant().lines()[0], v: 2 }])],
    ['an array', '[]\n'],
    ['half a line', text(plant().lines()).slice(0, 900)],
    ['broken UTF-8', Buffer.concat([Buffer.from(text(plant().lines().slice(0, 3))), Buffer.of(0xc3, 0x28, 10)])],
    ['an unknown type of line', text([plant().lines()[0], { type: 'constructor' }])],
    ['lines in another order', text([plant().lines()[0], ...plant().lines().slice(1).reverse()])],
    ['something after the end', text([...plant().lines(), { type: 'row', table: 'person', row: {} }])],
    [
      'an entry without a hash',
      text(
        plant()
          .lines()
          .map((l) => ({ ...l, leaf: undefined })),
      ),
    ],
  ])('is refused with the line: %s', async (_, content) => {
    const report = await read(content)
    expect(report.ok).toBe(false)
    expect(codes(report)[0]).toBe('export.unreadable')
    expect(report.findings[0]?.line).toBeGreaterThan(0)
  })

  test('may be read in pieces of any size', async () => {
    const bytes = Buffer.from(text(plant().lines()))
    const pieces = Array.from({ length: Math.ceil(bytes.length / 7) }, (_, i) => bytes.subarray(i * 7, i * 7 + 7))
    expect(await verify(ndjson(pieces))).toMatchObject({ ok: true, entries: 12 })
  })

  test('does not hide a change in the last digit of a number too long for a double', async () => {
    const register = plant()
    register.change('asset.edit', (by) => by.update('asset', { id: PANEL }, { cost_minor: 'long' }))
    register.sign()
    const honest = text(register.lines()).replaceAll('"cost_minor":"long"', '"cost_minor":9007199254740993')
    const [bytes = ''] = /\{\\"v\\":1[^\n]*\\"long\\"[^\n]*?\}"(?=,"opening)/.exec(honest) ?? []
    expect(bytes).not.toBe('')
    const lines = honest.replace('\\"long\\"', '9007199254740993')
    const tampered = lines.replace('"cost_minor":9007199254740993', '"cost_minor":9007199254740992')
    const registerCodes = (r: Report): string[] =>
      codes(r).filter((c) => !c.startsWith('entry') && !c.startsWith('span'))
    expect(registerCodes(await read(lines))).toEqual([])
    expect(registerCodes(await read(tampered))).toEqual(['row.differs'])
  })
})
