import { describe, expect, test } from 'vitest'
import { ANNA, BEN, CARLA, laterPlant, PANEL, PRESS, person, plant } from '../../../test/ledger/plant.ts'
import { Register, uuid } from '../../../test/ledger/register.ts'
import {
  after,
  all,
  change,
  codes,
  type Export,
  entry,
  isLine,
  row,
  versions,
  without,
} from '../../../test/ledger/tampering.ts'
import type { Line } from './stream.ts'
import { verify } from './verify.ts'

describe('of the personal parts, it finds', () => {
  test('one that is not what was sealed', async () => {
    const report = await after(plant().lines(), (lines) => {
      const opening = entry(lines, 1).opening!
      opening.bytes = opening.bytes.replace('Ben', 'Bea')
    })
    expect(report.findings[0]).toMatchObject({ code: 'opening_mismatch', entry: 1, table: 'person', key: { id: BEN } })
  })

  test('one whose salt and text traded a byte', async () => {
    const report = await after(plant().lines(), (lines) => {
      const opening = entry(lines, 1).opening!
      opening.salt += Buffer.from(opening.bytes[0]!).toString('hex')
      opening.bytes = opening.bytes.slice(1)
    })
    expect(codes(report)).toContain('opening_mismatch')
  })

  test('one that was never sealed', async () => {
    const report = await after(plant().lines(), (lines) => {
      entry(lines, 4).opening = { salt: '0'.repeat(64), bytes: '{"after": {"name": "x"}}' }
    })
    expect(codes(report)).toEqual(['opening_mismatch'])
  })

  test('one that is gone without an erasure', async () => {
    const report = await after(plant().lines(), (lines) => {
      delete entry(lines, 3).opening
    })
    expect(report.findings).toMatchObject([{ code: 'opening_missing', entry: 3, table: 'asset', key: { id: PRESS } }])
  })

  test('one of another person than was erased', async () => {
    const report = await after(laterPlant().lines(), (lines) => {
      delete entry(lines, 0).opening
    })
    expect(report.findings).toMatchObject([{ code: 'opening_missing', entry: 0, key: { id: ANNA } }])
  })

  test('one written after the erasure and gone all the same', async () => {
    const register = laterPlant()
    register.change('person.edit', (by) => by.update('person', { id: CARLA }, { state: 'left' }))
    register.sign()
    const report = await after(register.lines(), (lines) => {
      delete all(lines, 'entry').at(-1)!.opening
    })
    expect(codes(report)).toEqual(['opening_missing'])
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

test('a reason may be blanked in the change once it was erased from one of its entries', async () => {
  const register = plant()
  const note = (notes: string | null) => ({ notes })
  register.change(
    'asset.edit',
    (by) => {
      by.update('asset', { id: PRESS }, note('Ask Carla at home'))
      by.update('asset', { id: PANEL }, note('Ask Carla at home'))
    },
    'Carla is ill',
  )
  register.change('text.erase', (by) => by.update('asset', { id: PRESS }, note(null)))
  register.sign()
  const blank = (lines: Export): void => {
    change(lines, 6).reason = null
    for (const v of versions(lines, PRESS)) v.row = { ...v.row, notes: null }
  }
  const report = await after(register.lines(), (lines) => {
    blank(lines)
    for (const idx of [3, 10, 11, 12]) delete entry(lines, idx).opening
  })
  expect(codes(report)).toEqual([])
  const early = await after(register.lines(), (lines) => {
    change(lines, 6).reason = null
  })
  expect(early.findings).toMatchObject([{ code: 'change_differs', entry: 12, why: 'reason' }])
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
    expect(report.findings).toMatchObject([{ code: 'row_differs', entry: 11, table: 'asset', key: { id: PRESS } }])
  })

  test('an edited row even where its personal part was erased', async () => {
    const report = await after(laterPlant().lines(), (lines) => {
      delete entry(lines, 13).opening
      const carla = row(lines, 'person', CARLA)
      carla.row = { ...carla.row, state: 'left' }
    })
    expect(report.findings).toMatchObject([{ code: 'row_differs', entry: 13 }])
  })

  test('a row without an entry', async () => {
    const report = await after(plant().lines(), (lines) => {
      const extra: Line = { type: 'row', table: 'person', row: person(uuid('person', 9), 'Nobody') }
      const at = lines.findIndex((l) => isLine(l) && l.type === 'row')
      return lines.toSpliced(at, 0, extra) as Export
    })
    expect(report.findings).toMatchObject([{ code: 'row_unrecorded', key: { id: uuid('person', 9) } }])
  })

  test('a row that is shown twice', async () => {
    const report = await after(plant().lines(), (lines) => {
      const at = lines.indexOf(row(lines, 'asset', PRESS))
      return lines.toSpliced(at, 0, { ...row(lines, 'asset', PRESS) }) as Export
    })
    expect(report.findings).toMatchObject([{ code: 'row_unrecorded', key: { id: PRESS } }])
  })

  test('an entry whose row is gone', async () => {
    const report = await after(plant().lines(), (lines) =>
      without(lines, (l) => l.type === 'row' && l.table === 'tenure' && l.row.seq === 1 && l.row.asset_id === PRESS),
    )
    expect(report.findings).toMatchObject([
      { code: 'row_missing', entry: 4, table: 'tenure', key: { asset_id: PRESS, seq: 1 } },
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
    expect(codes(report)).toEqual(['row_unrecorded'])
  })

  test('a version that does not equal its own entry', async () => {
    const report = await after(plant().lines(), (lines) => {
      const first = versions(lines, PRESS)[0]!
      first.row = { ...first.row, owner_id: BEN }
    })
    expect(report.findings).toMatchObject([{ code: 'version_differs', entry: 3, key: { id: PRESS } }])
  })

  test('versions that overlap', async () => {
    const report = await after(plant().lines(), (lines) => {
      versions(lines, PRESS)[0]!.to = '2026-11-20T10:00:04.500Z'
    })
    expect(report.findings).toMatchObject([{ code: 'version_span', entry: 3 }])
  })

  test('versions with a gap', async () => {
    const report = await after(plant().lines(), (lines) => {
      versions(lines, PRESS)[1]!.from = '2026-11-20T10:00:04.500Z'
    })
    expect(report.findings).toMatchObject([{ code: 'version_span', entry: 10 }])
  })

  test.each([0, 1, 2])('a missing version, be it number %i of three', async (n) => {
    const report = await after(plant().lines(), (lines) => {
      const gone = versions(lines, PRESS)[n]
      return without(lines, (l) => l === gone)
    })
    expect(report.findings).toMatchObject([{ code: 'version_missing', entry: [3, 10, 11][n], key: { id: PRESS } }])
  })

  test('a version that no entry made', async () => {
    const report = await after(plant().lines(), (lines) => {
      const extra = { ...versions(lines, PRESS)[0]!, change: uuid('change', 99) }
      const at = lines.indexOf(versions(lines, PRESS)[0]!)
      return lines.toSpliced(at, 0, extra) as Export
    })
    expect(report.findings).toMatchObject([{ code: 'version_unrecorded', change: uuid('change', 99) }])
  })

  test('an asset head that is not its last tenure', async () => {
    const register = plant()
    register.change('asset.edit', (by) => by.update('asset', { id: PANEL }, { owner_id: ANNA }))
    register.sign()
    expect((await verify(register.lines())).findings).toMatchObject([
      { code: 'head_differs', table: 'asset', key: { id: PANEL } },
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
    expect(report.findings).toMatchObject([{ code: 'change_differs', change: uuid('change', 5), entry: 11, why }])
  })

  test('a reason put where none was', async () => {
    const report = await after(plant().lines(), (lines) => {
      change(lines, 4).reason = 'Agreed'
    })
    expect(report.findings[0]).toMatchObject({ code: 'change_differs', entry: 9, why: 'reason' })
  })

  test('an entry whose change record is gone', async () => {
    const report = await after(plant().lines(), (lines) => without(lines, (l) => l === change(lines, 5)))
    expect(report.findings).toMatchObject([{ code: 'change_missing', entry: 11 }])
  })
})
