import fc from 'fast-check'
import { expect, test } from 'vitest'
import { personNameKey, readPerson } from './person-reference.ts'

test.each([
  ['John Doe', 'name', { by: 'name', text: 'John Doe', key: 'doe john' }],
  ['Doe,  John', 'name', { by: 'name', text: 'Doe, John', key: 'doe john' }],
  ['John Doe <John.Doe@x.eu>', 'name', { by: 'email', text: 'John.Doe@x.eu', key: 'john.doe@x.eu' }],
  ['CN=Doe\\, John,OU=IT,DC=plant', 'name', { by: 'name', text: 'Doe, John', key: 'doe john' }],
  ['PLANT\\JDoe', 'username', { by: 'username', text: 'JDoe', key: 'jdoe' }],
  ['jdoe@x.eu', 'username', { by: 'username', text: 'jdoe@x.eu', key: 'jdoe@x.eu' }],
  ['00042', 'personnelNumber', { by: 'personnelNumber', text: '00042', key: '00042' }],
  ['Karl von und zu Stein', 'name', { by: 'name', text: 'Karl von und zu Stein', key: 'karl stein und von zu' }],
] as const)('%s, said to be a %s, is understood', (cell, by, value) => {
  expect(readPerson(cell, by)).toEqual({ value })
})

test.each([
  ['Anna Meier und Bert Kurz', 'name'],
  ['Anna Meier; Bert Kurz', 'name'],
  ['Anna / Bert', 'name'],
  ['a@x.eu, b@x.eu', 'email'],
  ['iron.man,superman,batman', 'username'],
] as const)('%s names more than one person', (cell, by) => {
  expect(readPerson(cell, by)).toMatchObject({ problem: { code: 'several_people' } })
})

test('a name is the same in either order, case and spelling of accents', () => {
  const word = fc.constantFrom('Jörg', 'Müller', 'van', 'der', 'Berg', "O'Neil", 'Łukasz', 'José', 'Anna-Lena')
  fc.assert(
    fc.property(fc.array(word, { minLength: 2, maxLength: 4 }), (words) => {
      const key = personNameKey(words.join(' '))
      expect(personNameKey([...words].reverse().join(', '))).toBe(key)
      expect(personNameKey(words.join('  ').toUpperCase().normalize('NFD'))).toBe(key)
    }),
  )
})
