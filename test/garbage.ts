import fc from 'fast-check'
import type { z } from 'zod'
import type { Operation } from '../src/platform/http/operation.ts'

/** Texts that have broken programs before: control characters, half characters, odd instants and numbers, other people's syntax. */
const oddTexts = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\udfff\ud800',
  '\ufeff',
  '\u202e',
  'x'.repeat(20_000),
  '__proto__',
  'constructor',
  'null',
  'undefined',
  'NaN',
  '-1',
  '1e400',
  '0x10',
  '9007199254740993',
  '-infinity',
  'infinity',
  'now',
  'epoch',
  '0000-01-01T00:00:00Z',
  '0001-01-01T00:00:00+23:59',
  '9999-12-31T23:59:59-23:59',
  '2026-02-30',
  '0000-00-00',
  "'; drop table register.asset; --",
  '%',
  '\\',
  '../../etc/passwd',
  'WyJhIiwiLS0tLS0tLS0tLS0tLS0tLS0tLS0tLS0tLS0tLS0tLS0tLS0tIl0',
  'bnVsbA',
]

const text = fc.oneof(fc.constantFrom(...oddTexts), fc.string({ unit: 'binary', maxLength: 30 }))

/** Any value JSON can carry, the odd ones often. */
const value = fc.oneof(
  text,
  fc.constantFrom<unknown>(null, true, false, 0, -1, 0.5, 1e308, -1e-308, 2 ** 53, [], {}, [[[[]]]], { a: { a: {} } }),
  fc.jsonValue({ maxDepth: 3 }),
)

/** What a request for an operation is made of: some of it as it should be, some of it not at all. `ids` are ids of things that exist. */
export function garbageFor(operation: Operation, ids: string[]) {
  const id = fc.constantFrom(...ids)
  const like = fc.oneof(
    { weight: 3, arbitrary: id },
    {
      weight: 1,
      arbitrary: fc.constantFrom('A', 'plc', 'in_use', 'EUR', '2026-01-01', '2026-01-01T00:00:00Z', 1, true),
    },
    { weight: 2, arbitrary: value },
  )
  const names = (shape: unknown) => Object.keys((shape as z.ZodObject | undefined)?.shape ?? {})
  const record = (shape: unknown, of: fc.Arbitrary<unknown>) =>
    fc
      .tuple(
        fc.record(Object.fromEntries(names(shape).map((name) => [name, of])), { requiredKeys: [] }),
        fc.dictionary(fc.constantFrom('nosuch', 'id', 'toString', '__proto__'), of, { maxKeys: 1 }),
      )
      .map(([known, unknown]) => ({ ...known, ...unknown }))
  return fc.record({
    params: fc.record(
      Object.fromEntries(names(operation.params).map((name) => [name, fc.oneof(id, id, text)])),
    ) as fc.Arbitrary<Record<string, string>>,
    query: record(operation.query, fc.oneof(id, text, text)) as fc.Arbitrary<Record<string, string>>,
    body: operation.body === undefined ? fc.constant(undefined) : fc.oneof(record(operation.body, like), value),
    ifMatch: fc.oneof(fc.constant('2026-01-01T00:00:00.000Z'), fc.constantFrom('*', '0', 'infinity', 'x')),
  })
}
