import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ANNA, accept, BEN, CARLA, laterPlant, person, plant, registerAsset } from '../../../test/ledger/plant.ts'
import { INSTALLATION, Register, uuid } from '../../../test/ledger/register.ts'
import { codes, isLine } from '../../../test/ledger/tampering.ts'
import type { ChangeLine, Header, Line, RowLine, VersionLine } from './stream.ts'
import { verify } from './verify.ts'

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

  test('fits in whatever order its rows come', async () => {
    const [header, ...lines] = plant().lines()
    const rows = lines.filter((l) => l.type === 'row')
    const first = lines.indexOf(rows[0]!)
    const reversed = lines.toSpliced(first, rows.length, ...rows.toReversed())
    expect(await verify([header, ...reversed])).toMatchObject({ ok: true, rows: rows.length })
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
