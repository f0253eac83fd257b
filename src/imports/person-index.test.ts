import { describe, expect, test } from 'vitest'
import { type KnownPerson, PersonIndex } from './person-index.ts'
import { readPerson } from './person-reference.ts'

const person = (id: string, name: string, more: Partial<KnownPerson> = {}): KnownPerson => ({
  id,
  name,
  email: null,
  username: null,
  personnel_number: null,
  state: 'active',
  ...more,
})
const index = new PersonIndex([
  person('anna', 'Anna Weber', { email: 'Anna@Example.org', username: 'aweber', personnel_number: '007' }),
  person('jörg', 'Jörg Groß'),
  person('toni1', 'Toni Berg', { email: 'toni1@example.org' }),
  person('toni2', 'Toni Berg', { email: 'toni2@example.org' }),
])

/** Who a row finds that names its owner so. */
function found(by: Record<string, string>) {
  const values = Object.fromEntries(
    Object.entries(by).map(([part, text]) => {
      if (part === 'givenName' || part === 'familyName') return [`owner.${part}`, text]
      const reading = readPerson(text, part as 'name')
      return [`owner.${part}`, 'value' in reading ? reading.value! : '']
    }),
  )
  const answer = index.find({ line: 2, values, own: {}, problems: [] }, 'owner')
  return answer && 'person' in answer ? answer.person.id : answer
}

describe('who a list names', () => {
  test.each([
    [{ email: 'ANNA@example.ORG' }, 'anna'],
    [{ username: 'AWeber' }, 'anna'],
    [{ personnelNumber: '007' }, 'anna'],
    [{ name: 'Weber, Anna' }, 'anna'],
    [{ name: 'Jörg Groß' }, 'jörg'],
    [{ givenName: 'Anna', familyName: 'Weber' }, 'anna'],
    [{ name: 'Toni Berg', email: 'toni2@example.org' }, 'toni2'],
    [{ email: 'nobody@example.org', name: 'Anna Weber' }, 'anna'],
  ])('%j is one person', (by, id) => {
    expect(found(by)).toBe(id)
  })

  test('a name that two people have is nobody: an owner is not guessed', () => {
    expect(found({ name: 'Toni Berg' })).toEqual({ several: 'Toni Berg' })
  })

  test('a department is nobody', () => {
    expect(found({ name: 'IT' })).toEqual({ unknown: 'IT' })
  })

  test('where nothing stands, nobody is named', () => {
    expect(found({})).toBeNull()
  })
})
