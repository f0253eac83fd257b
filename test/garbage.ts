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

const reasonable = [
  'A',
  '1',
  'plc',
  'in_use',
  'kept',
  'employee',
  'csv',
  '2026-01-01',
  '2026-01-01T00:00:00Z',
  'a@example.org',
  'long enough to pass',
]
const things = [1, true, false, null, [], {}, { minor: 1, currency: 'EUR' }]

/** What a request for an operation is made of: as its contract wants it, but for up to two things. `ids` are of what exists. */
export function garbageFor(operation: Operation, ids: string[]) {
  const samples = [...ids, ...reasonable, ...things, ids.map((ownerId) => ({ ownerId, since: '2026-01-01T00:00:00Z' }))]
  const fields = (shape: unknown) => {
    const all = Object.entries((shape as z.ZodObject | undefined)?.shape ?? {}) as [string, z.ZodType][]
    const fitting = (type: z.ZodType) => samples.filter((sample) => type.safeParse(sample).success)
    const right = (type: z.ZodType) => fc.constantFrom(...(fitting(type).length > 0 ? fitting(type) : [{}]))
    const needed = all.filter(([, type]) => !type.safeParse(undefined).success)
    const odd = all.map(([name, type]) => fc.tuple(fc.constant(name), fc.oneof(right(type), value)))
    return fc
      .tuple(
        fc.record(Object.fromEntries(needed.map(([name, type]) => [name, right(type)]))),
        fc.array(fc.oneof(...odd, fc.tuple(fc.constantFrom('nosuch', '__proto__'), value)), { maxLength: 2 }),
      )
      .map(([rights, wrongs]): Record<string, unknown> => ({ ...rights, ...Object.fromEntries(wrongs) }))
  }
  return fc.record({
    params: fields(operation.params),
    query: fields(operation.query),
    body:
      operation.body === undefined
        ? fc.constant(undefined)
        : operation.body === 'file'
          ? fc.oneof(fc.uint8Array({ maxLength: 200 }), text).map((content) => Buffer.from(content as string))
          : fc.oneof({ weight: 9, arbitrary: fields(operation.body) }, { weight: 1, arbitrary: value }),
    ifMatch: fc.oneof(
      { weight: 3, arbitrary: fc.constant(new Date().toISOString()) },
      { weight: 1, arbitrary: fc.constantFrom('*', '0', 'infinity', 'x') },
    ),
  })
}
