import { hash } from 'node:crypto'
import { expect, test } from 'vitest'
import { plant } from '../../../test/ledger/plant.ts'
import { all } from '../../../test/ledger/tampering.ts'
import { commitment, parseEntry } from './entry.ts'

const bytes = all(plant().lines(), 'entry')[11]!.bytes!

test('a commitment is opened by its 32 bytes of salt alone, never by 31 or 33', () => {
  const [salt, text] = ['ab'.repeat(32), '{"after": {"name": "Press"}}']
  const sealed = hash('sha256', Buffer.concat([Buffer.from(salt, 'hex'), Buffer.from(text)]), 'hex')
  expect(commitment({ salt, bytes: text })).toBe(sealed)
  expect(commitment({ salt: `${salt}7b`, bytes: text.slice(1) })).toBeUndefined()
  expect(commitment({ salt: salt.slice(2), bytes: `\u00ab${text}` })).toBeUndefined()
  expect(commitment({ salt: salt.toUpperCase(), bytes: text })).toBeUndefined()
})

test('an entry is read with what it leaves out as empty', () => {
  expect(parseEntry(bytes)).toMatchObject({ table: 'asset', op: 'update', behalf: null, before: { cost_minor: null } })
  expect(parseEntry(bytes.replace(/"before":\{[^}]*\},/, ''))).toMatchObject({ before: {} })
})

test.each([
  ['another version', '"v":1', '"v":2'],
  ['no version', '"v":1,', ''],
  ['an unknown operation on the row', '"op":"update"', '"op":"upsert"'],
  ['an instant that is none', '"at":"2026', '"at":"at'],
  ['a key that is no object', /"key":\{[^}]*\}/, '"key":7'],
  ['an actor that is no text', /"actor":"[^"]*"/, '"actor":7'],
  ['half of its text', /.{100}$/, ''],
])('an entry with %s is none', (_, from, to) => {
  expect(bytes.replace(from, to)).not.toBe(bytes)
  expect(parseEntry(bytes.replace(from, to))).toBeUndefined()
})
