import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type AssetPlan, type AssetRules, type PresentAsset, planAssets } from './asset-plan.ts'
import { type KnownPerson, PersonIndex } from './person-index.ts'
import { readPerson } from './person-reference.ts'
import type { ReadRow } from './row.ts'

const anna = known('anna', 'Anna Weber', { email: 'anna@example.org', personnel_number: '7' })
const bert = known('bert', 'Bert Kurz', { email: 'bert@example.org' })
const carla = known('carla', 'Carla Lang', { email: 'carla@example.org', state: 'leaving' })
const twins = [known('twin1', 'Toni Berg'), known('twin2', 'Toni Berg')]
const press: PresentAsset = {
  id: 'press',
  tag: 'P-1',
  serial: 'SN1',
  name: 'Press',
  kind: 'machine',
  ownerId: 'anna',
  holderId: null,
  holderPlace: null,
}

function known(id: string, name: string, more: Partial<KnownPerson> = {}): KnownPerson {
  return { id, name, email: null, username: null, personnel_number: null, state: 'active', ...more }
}

/** A row with plain values; `owner.name`, `holder.email` and so on are read as a list names people. */
function row(line: number, values: Record<string, unknown>): ReadRow {
  const read = Object.entries(values).map(([field, value]) => {
    const by = /^(?:owner|holder)\.(name|email|personnelNumber|username)$/.exec(field)?.[1]
    if (!by) return [field, value]
    const reading = readPerson(String(value), by as 'name')
    return [field, 'value' in reading ? reading.value : null]
  })
  return { line, values: Object.fromEntries(read), own: {}, problems: [] }
}

/** What becomes of rows, where the register knows these assets. */
function planned(
  rows: ReadRow[],
  {
    assets = [press],
    seen = new Map(),
    ...rules
  }: Partial<AssetRules> & { assets?: PresentAsset[]; seen?: Map<string, number> } = {},
) {
  const present = {
    byTag: (tag: string) => assets.find((one) => one.tag === tag),
    bySerial: (serial: string) => assets.filter((one) => one.serial?.toLowerCase() === serial.toLowerCase()),
  }
  return planAssets(rows, present, new PersonIndex([anna, bert, carla, ...twins]), seen, {
    unclear: 'wait',
    kind: 'machine',
    has: (_, field) => field === 'zone',
    now: '2026-11-20T12:00:00.000Z',
    ...rules,
  })
}
const codes = ({ problems }: AssetPlan) => problems.map(({ code }) => code)

describe('the owner of a new asset', () => {
  test('is the person whom the list names as owner', () => {
    const [plan] = planned([row(2, { tag: 'N-1', 'owner.email': 'ANNA@example.org' })])
    expect(plan).toMatchObject({ outcome: 'added', ownerId: 'anna', stated: null, problems: [] })
  })

  test('is never the one it is checked out to: that one has it in hand', () => {
    const [plan] = planned([
      row(2, { tag: 'N-1', 'owner.email': 'anna@example.org', 'holder.email': 'bert@example.org' }),
    ])
    expect(plan).toMatchObject({ ownerId: 'anna', holder: { personId: 'bert', place: null } })
    const [alone] = planned([row(2, { tag: 'N-1', 'holder.email': 'bert@example.org' })])
    expect(alone).toMatchObject({ outcome: 'waiting', ownerId: null, holder: { personId: 'bert', place: null } })
  })

  test.each([
    ['nobody is named', {}, 'owner_missing', null],
    ['it is a department', { 'owner.name': 'IT' }, 'owner_unknown', 'IT'],
    ['several people have the name', { 'owner.name': 'Toni Berg' }, 'owner_ambiguous', 'Toni Berg'],
    ['the person is leaving', { 'owner.email': 'carla@example.org' }, 'owner_leaving', 'Carla Lang'],
  ])(
    'is unknown where %s: the row waits, or the provisional owner has it and a find says so',
    (_, owner, code, stated) => {
      const rows = [row(2, { tag: 'N-1', ...owner })]
      const [waiting] = planned(rows)
      const [registered] = planned(rows, { unclear: 'register' })
      expect(waiting).toMatchObject({ outcome: 'waiting', ownerId: null })
      expect(registered).toMatchObject({ outcome: 'added', ownerId: null, stated })
      expect([codes(waiting!), codes(registered!)]).toEqual([[code], [code]])
    },
  )

  test('is found by the surest column: a number before an address before a name', () => {
    const [plan] = planned([row(2, { tag: 'N-1', 'owner.name': 'Toni Berg', 'owner.personnelNumber': '7' })])
    expect(plan).toMatchObject({ ownerId: 'anna', problems: [] })
  })

  test.each([
    ['2024-02-29', '2024-02-29T00:00:00.000Z'],
    ['2026-11-20', '2026-11-20T00:00:00.000Z'],
    ['2099-01-01', '2026-11-20T12:00:00.000Z'],
  ])('owns it since the day the list says, never later than now: %s', (day, since) => {
    const [plan] = planned([row(2, { tag: 'N-1', 'owner.email': 'anna@example.org', ownerSince: day })])
    expect(plan?.ownerSince).toBe(since)
  })
})

describe('an asset that is known', () => {
  test('keeps its owner, whatever the list says, and the list is told so', () => {
    const [plan] = planned([row(2, { tag: 'P-1', name: 'Press 1', 'owner.email': 'bert@example.org' })])
    expect(plan).toMatchObject({ outcome: 'changed', id: 'press', ownerId: null, values: { name: 'Press 1' } })
    expect(codes(plan!)).toEqual(['owner_differs'])
  })

  test('stays as it is in what the list does not say', () => {
    expect(planned([row(2, { tag: 'P-1', name: 'Press' })])[0]).toMatchObject({ outcome: 'same', values: {} })
  })

  test('is the one with the same serial number where the row has no tag', () => {
    expect(planned([row(2, { serial: 'sn1', name: 'Big press' })])[0]).toMatchObject({
      outcome: 'changed',
      id: 'press',
    })
  })

  test('is not guessed among several with the same serial number', () => {
    const [plan] = planned([row(2, { serial: 'SN1' })], { assets: [press, { ...press, id: 'other', tag: 'P-2' }] })
    expect([plan?.outcome, codes(plan!)]).toEqual(['refused', ['serial_ambiguous']])
  })

  test('that is disposed of is not written to any more', () => {
    const [plan] = planned([row(2, { tag: 'P-1', name: 'x' })], { assets: [{ ...press, ownerId: null }] })
    expect([plan?.outcome, codes(plan!)]).toEqual(['refused', ['disposed']])
  })

  test('is not disposed of by a list', () => {
    const [plan] = planned([row(2, { tag: 'P-1', status: 'disposed' })])
    expect(plan).toMatchObject({ outcome: 'same', values: {} })
    expect(codes(plan!)).toEqual(['says_disposed'])
  })

  test('gets the holder the list names, also a place, and nobody who is leaving', () => {
    const [bertHas, hallHas, carlaHas] = [
      planned([row(2, { tag: 'P-1', 'holder.email': 'bert@example.org' })])[0]!,
      planned([row(2, { tag: 'P-1', 'holder.place': 'Hall 3' })])[0]!,
      planned([row(2, { tag: 'P-1', 'holder.email': 'carla@example.org' })])[0]!,
    ]
    expect(bertHas).toMatchObject({ outcome: 'changed', holder: { personId: 'bert', place: null } })
    expect(hallHas).toMatchObject({ outcome: 'changed', holder: { personId: null, place: 'Hall 3' } })
    expect([carlaHas.outcome, carlaHas.holder, codes(carlaHas)]).toEqual(['same', null, ['holder_leaving']])
  })

  test('takes a model along with its number and its maker, for a model is one maker’s', () => {
    const asset = { ...press, manufacturer: 'Acme', model: 'M1', modelNumber: '100' }
    const values = (said: Record<string, string>) =>
      planned([row(2, { tag: 'P-1', ...said })], { assets: [asset] })[0]!.values
    expect(values({ manufacturer: 'Bolt' })).toEqual({ manufacturer: 'Bolt', model: 'M1', modelNumber: '100' })
    expect(values({ modelNumber: '101' })).toEqual({ model: 'M1', modelNumber: '101' })
    expect(values({ model: 'M2' })).toEqual({ model: 'M2', modelNumber: null })
    expect(values({ model: 'M1', modelNumber: '100' })).toEqual({})
  })

  test('adds fields of its kind to those that are there', () => {
    const asset = { ...press, fields: { conduit: 'C1', zone: 'Z1' } }
    const [plan] = planned([{ ...row(2, { tag: 'P-1' }), own: { zone: 'Z2', seats: 3 } }], { assets: [asset] })
    expect(plan?.values).toEqual({ fields: { conduit: 'C1', zone: 'Z2' } })
    expect(codes(plan!)).toEqual(['field_not_of_kind'])
  })
})

describe('a row', () => {
  test.each([
    ['without a tag and a serial number', { name: 'x' }, 'key_missing'],
    ['that is disposed of already', { tag: 'N-1', status: 'disposed' }, 'disposed_already'],
  ])('%s is refused', (_, values, code) => {
    const [plan] = planned([row(2, values)])
    expect([plan?.outcome, codes(plan!)]).toEqual(['refused', [code]])
  })

  test('that says the same tag as an earlier line is refused with that line, in another chunk too', () => {
    const seen = new Map<string, number>()
    planned([row(2, { tag: 'N-1' })], { seen })
    const [plan] = planned([row(900, { tag: 'N-1' })], { seen })
    expect(plan).toMatchObject({ outcome: 'refused', problems: [{ code: 'repeated', facts: { line: 2 } }] })
  })

  test('with the serial number of an earlier line or asset, but a tag of its own, is taken and told', () => {
    const [first, second] = planned([row(2, { tag: 'N-1', serial: 'X1' }), row(3, { tag: 'N-2', serial: 'x1' })])
    expect(codes(first!)).toEqual(['owner_missing'])
    expect(second).toMatchObject({
      outcome: 'waiting',
      problems: [{ code: 'serial_repeated', facts: { line: 2 } }, {}],
    })
    expect(codes(planned([row(2, { tag: 'N-3', serial: 'SN1' })])[0]!)).toContain('serial_known')
  })

  test('without a tag that says the serial number of an earlier line is about the same one', () => {
    const [, second] = planned([row(2, { tag: 'N-1', serial: 'X1' }), row(3, { serial: 'X1' })])
    expect(second).toMatchObject({ outcome: 'refused', problems: [{ code: 'repeated', facts: { line: 2 } }] })
  })

  test('of no known kind is refused unless a kind was chosen for such rows', () => {
    const unread = { ...row(2, { tag: 'N-1', 'owner.email': 'anna@example.org' }) }
    unread.problems = [{ code: 'kind_unknown', message: '', facts: { cell: 'Gizmo' }, column: 'Category' }]
    expect(codes(planned([unread], { kind: null })[0]!)).toEqual(['kind_unknown'])
    expect(planned([unread], { kind: null })[0]?.outcome).toBe('refused')
    expect(planned([unread])[0]).toMatchObject({ outcome: 'added', problems: [], values: { kind: 'machine' } })
    expect(codes(planned([row(2, { tag: 'N-1' })], { kind: null })[0]!)).toEqual(['kind_missing'])
  })

  test('without a name is called by its model, else its tag', () => {
    expect(planned([row(2, { tag: 'N-1', model: 'M1' })])[0]?.values.name).toBe('M1')
    expect(planned([row(2, { tag: 'N-1' })])[0]?.values.name).toBe('N-1')
    expect(planned([row(2, { tag: 'N-1', modelNumber: '100' })])[0]?.values).toMatchObject({
      name: '100',
      model: '100',
    })
  })

  test.each([
    ['2024-01-31', 1, '2024-02-29'],
    ['2023-12-15', 14, '2025-02-15'],
  ])('bought on %s with %i months of warranty has it until %s', (purchasedOn, warrantyMonths, until) => {
    expect(planned([row(2, { tag: 'N-1', purchasedOn, warrantyMonths })])[0]?.values.warrantyEndsOn).toBe(until)
  })
})

const text = fc.constantFrom('a', 'B', 'Ä 1', 'x-9')
const anyRow = fc.record(
  {
    tag: text,
    serial: text,
    name: text,
    kind: fc.constantFrom('machine', 'notebook'),
    status: fc.constantFrom('in_use', 'stored', 'disposed'),
    manufacturer: text,
    model: text,
    modelNumber: text,
    site: text,
    place: text,
    notes: text,
    labels: fc.array(text, { maxLength: 2 }),
    cost: fc.record({ minor: fc.nat(), currency: fc.constant('EUR') }),
    purchasedOn: fc.constantFrom('2024-01-31', '2023-12-15'),
    warrantyMonths: fc.nat(36),
    'owner.email': fc.constantFrom('anna@example.org', 'bert@example.org', 'nobody@example.org'),
    'holder.email': fc.constantFrom('anna@example.org', 'carla@example.org', 'nobody@example.org'),
    'holder.place': text,
  },
  { requiredKeys: [] },
)

/** The register after a plan was done, as the plan says it. */
function after(assets: PresentAsset[], plans: AssetPlan[]): PresentAsset[] {
  const done = new Map(assets.map((asset) => [asset.id, asset]))
  for (const plan of plans) {
    if (plan.outcome !== 'added' && plan.outcome !== 'changed') continue
    const id = plan.id ?? `line ${plan.line}`
    const holder = plan.holder && { holderId: plan.holder.personId, holderPlace: plan.holder.place }
    const blank = {
      ownerId: plan.ownerId ?? 'provisional',
      holderId: null,
      holderPlace: null,
      status: 'in_use' as const,
      labels: [],
    }
    done.set(id, {
      ...blank,
      ...done.get(id),
      tag: done.get(id)?.tag ?? `A-${plan.line}`,
      ...plan.values,
      ...holder,
      id,
    })
  }
  return [...done.values()]
}

test('planning the same rows again, once they are done, adds and changes nothing', () => {
  fc.assert(
    fc.property(fc.array(anyRow, { maxLength: 6 }), (lists) => {
      const rows = lists.map((values, i) => row(i + 2, values))
      const first = planned(rows, { unclear: 'register' })
      const again = planned(rows, { unclear: 'register', assets: after([press], first) })
      for (const [i, { outcome, values, holder }] of again.entries()) {
        if (outcome === 'refused') continue
        expect([outcome, values, holder]).toEqual(['same', {}, null])
        if (first[i]!.outcome === 'refused') expect(codes(again[i]!)).toContain('says_disposed')
      }
    }),
    { numRuns: 500 },
  )
})
