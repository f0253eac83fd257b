import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assetFields, type Field, peopleFields } from './fields.ts'
import { kindReader } from './kinds.ts'
import { kindOfPerson, noSettings, readEmail, readFieldOfKind, readValue } from './values.ts'

const kinds = kindReader([{ id: 'notebook', names: { en: 'Notebook' } }])
const read = (field: Field, cell: string, settings = {}) =>
  readValue(field, cell, { ...noSettings, ...settings }, kinds)

test('every cell of every field is either read, or refused with a sentence', () => {
  const fields = fc.constantFrom<Field>(...assetFields, ...peopleFields)
  const cells = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('1/2/2024', '1.234', 'a@b.eu; c@d.eu', '-', '𝟙', '(', '<@>'),
    fc.string().map((text) => text.repeat(2000)),
  )
  fc.assert(
    fc.property(fields, cells, (field, cell) => {
      const reading = read(field, cell)
      if ('problem' in reading) {
        expect(reading.problem.message).not.toMatch(/\{\w+\}/)
        expect(reading.problem.message.length).toBeLessThan(300)
      } else expect(reading.value).not.toBe('')
    }),
    { numRuns: 2000 },
  )
})

test('text is kept without the spaces around it, and what says "nothing" is nothing', () => {
  expect(read('serial', '  00123 ')).toEqual({ value: '00123' })
  expect(read('notes', 'N/A')).toEqual({ value: null })
})

test('text longer than the register keeps is refused, not cut', () => {
  expect(read('tag', 'x'.repeat(101))).toMatchObject({
    problem: { code: 'too_long', facts: { length: 101, limit: 100 } },
  })
  expect(read('notes', 'x'.repeat(10_000))).toEqual({ value: 'x'.repeat(10_000) })
})

test('what somebody chose for a word holds for every cell with it', () => {
  expect(read('kind', 'Ornamental Railings')).toMatchObject({ problem: { code: 'kind_unknown' } })
  expect(read('kind', ' Ornamental Railings ', { meanings: { 'Ornamental Railings': 'notebook' } })).toEqual({
    value: 'notebook',
  })
  expect(read('status', '2', { meanings: { 2: 'in_use' } })).toEqual({ value: 'in_use' })
})

test.each(['valueOf', 'constructor', '__proto__'])('the text %s is text like any other', (text) => {
  expect(read('tag', text)).toEqual({ value: text })
})

test('the kind of a person is read by other words than the kind of a thing', () => {
  expect(readValue('kind', 'Contractor', noSettings, kindOfPerson)).toEqual({ value: 'contractor' })
  expect(read('kind', 'Contractor')).toMatchObject({ problem: { code: 'kind_unknown' } })
})

test('labels are told apart by commas, semicolons or bars', () => {
  expect(read('labels', 'a, b;c|a')).toEqual({ value: ['a', 'b', 'c'] })
  expect(read('labels', ' , ')).toEqual({ value: null })
})

test.each(['a@b', '@b.eu', 'a b@c.eu', 'a@b.eu,c@d.eu', 'a@b.'])('%s is no e-mail address', (text) => {
  expect(readEmail(text)).toMatchObject({ problem: { code: 'email_wrong' } })
})

test('fields of a kind are read by their type', () => {
  const field = (type: 'text' | 'number' | 'date' | 'boolean' | 'choice') => ({
    id: 'x',
    type,
    names: {},
    choices: ['0', '3.5', 'DMZ'],
  })
  expect(readFieldOfKind(field('number'), '1.234,5', noSettings)).toEqual({ value: 1234.5 })
  expect(readFieldOfKind(field('date'), '2024-02-29', noSettings)).toEqual({ value: '2024-02-29' })
  expect(readFieldOfKind(field('boolean'), 'yes', noSettings)).toEqual({ value: true })
  expect(readFieldOfKind(field('choice'), 'dmz', noSettings)).toEqual({ value: 'DMZ' })
  expect(readFieldOfKind(field('choice'), '7', noSettings)).toMatchObject({
    problem: { code: 'choice_unknown', message: '"7" is none of the choices: 0, 3.5, DMZ.' },
  })
})
