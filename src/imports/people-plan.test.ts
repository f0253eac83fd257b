import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type PersonPlan, type PresentPerson, planPeople } from './people-plan.ts'
import type { ReadRow } from './row.ts'

const anna: PresentPerson = {
  id: 'anna',
  state: 'active',
  name: 'Anna Weber',
  personnelNumber: '7',
  email: 'anna@example.org',
  department: 'Press shop',
}
const bert: PresentPerson = {
  id: 'bert',
  state: 'active',
  name: 'Bert Kurz',
  personnelNumber: '8',
  email: 'bert@example.org',
}
const row = (line: number, values: Record<string, unknown>): ReadRow => ({
  line,
  values: values as ReadRow['values'],
  own: {},
  problems: [],
})

/** What becomes of rows, where the register knows these people. */
function planned(
  rows: ReadRow[],
  people: PresentPerson[] = [anna, bert],
  seen = new Map<string, number>(),
): PersonPlan[] {
  const same = (a: unknown, b: string) => String(a ?? '').toLowerCase() === b.toLowerCase()
  return planPeople(rows, (key, value) => people.find((person) => person[key] && same(person[key], value)), seen)
}
const codes = ({ problems }: PersonPlan) => problems.map(({ code }) => code)

describe('a person of the list', () => {
  test('whom nobody knows is new, with the full name made of its parts', () => {
    const [plan] = planned([row(2, { personnelNumber: '9', givenName: 'Carla', familyName: 'Lang' })])
    expect(plan).toMatchObject({ outcome: 'added', id: null, values: { name: 'Carla Lang' }, left: false })
  })

  test.each([
    [{ personnelNumber: '7' }],
    [{ email: 'ANNA@example.org' }],
    [{ personnelNumber: '7', email: 'anna@example.org' }],
  ])('is known by the number, else by the address: %j', (marks) => {
    expect(planned([row(2, { ...marks, name: 'Anna Weber' })])[0]?.id).toBe('anna')
  })

  test('keeps what the list does not say, and takes what it says otherwise', () => {
    const [plan] = planned([row(2, { personnelNumber: '7', name: 'Anna Beck' })])
    expect(plan).toMatchObject({ outcome: 'changed', id: 'anna', values: { name: 'Anna Beck' } })
    expect(planned([row(2, { personnelNumber: '7', name: 'Anna Weber' })])[0]).toMatchObject({
      outcome: 'same',
      values: {},
    })
  })

  test.each([
    ['whose number and address belong to two people', { personnelNumber: '7', email: 'bert@example.org' }, 'Bert Kurz'],
    [
      'who got the address of somebody with another number',
      { personnelNumber: '9', email: 'bert@example.org' },
      'Bert Kurz',
    ],
  ])('%s is refused: nobody is given another’s marks', (_, marks, name) => {
    const [plan] = planned([row(2, { ...marks, name: 'Anna Weber' })])
    expect(plan).toMatchObject({
      outcome: 'refused',
      problems: [{ code: 'person_differs', facts: { field: 'email', name } }],
    })
  })

  test('who is not active any more comes in as gone when new, and is only mentioned when known', () => {
    const [gone, known] = planned([
      row(2, { personnelNumber: '9', name: 'Carla Lang', state: 'inactive' }),
      row(3, { personnelNumber: '7', name: 'Anna Weber', state: 'inactive' }),
    ])
    expect(gone).toMatchObject({ outcome: 'added', left: true })
    expect(known).toMatchObject({ outcome: 'same', left: false })
    expect(codes(known!)).toEqual(['says_left'])
  })

  test.each([
    ['without a name', { personnelNumber: '9' }, 'name_missing'],
    ['without any mark', { name: 'Carla Lang', department: 'Press shop' }, 'person_key_missing'],
  ])('%s is refused', (_, values, code) => {
    const [plan] = planned([row(2, values)])
    expect([plan?.outcome, codes(plan!)]).toEqual(['refused', [code]])
  })

  test('of whom an earlier line spoke is refused with that line, in another chunk and by another mark too', () => {
    const seen = new Map<string, number>()
    planned([row(2, { personnelNumber: '9', email: 'c@example.org', name: 'Carla Lang' })], [], seen)
    for (const marks of [{ personnelNumber: '9' }, { email: 'C@example.org' }]) {
      const [plan] = planned([row(700, { ...marks, name: 'Carl Lang' })], [], seen)
      expect(plan).toMatchObject({ outcome: 'refused', problems: [{ code: 'repeated', facts: { line: 2 } }] })
    }
  })
})

const mark = fc.constantFrom('1', '2', '7', '8')
const anyRow = fc.record(
  {
    personnelNumber: mark,
    email: mark.map((name) => `${name}@example.org`),
    username: mark,
    name: fc.constantFrom('Anna', 'Bert', 'Carla'),
    department: fc.constantFrom('Press shop', 'IT'),
    kind: fc.constantFrom('employee', 'contractor'),
    startDate: fc.constant('2020-01-01'),
    state: fc.constantFrom('active', 'inactive'),
  },
  { requiredKeys: [] },
)

test('planning the same rows again, once they are done, finds the same person in each and changes nothing', () => {
  fc.assert(
    fc.property(fc.array(anyRow, { maxLength: 6 }), (lists) => {
      const rows = lists.map((values, i) => row(i + 2, values))
      const first = planned(rows)
      const people = new Map([anna, bert].map((person) => [person.id, person]))
      for (const { outcome, id, line, values, left } of first)
        if (outcome === 'added')
          people.set(`line ${line}`, {
            ...values,
            id: `line ${line}`,
            state: left ? 'left' : 'active',
          } as PresentPerson)
        else if (outcome === 'changed') people.set(id!, { ...people.get(id!)!, ...values })
      const again = planned(rows, [...people.values()])
      for (const [i, { outcome, id, line }] of first.entries())
        expect([again[i]!.outcome, again[i]!.id]).toEqual(
          outcome === 'refused' ? ['refused', null] : ['same', id ?? `line ${line}`],
        )
    }),
    { numRuns: 500 },
  )
})
