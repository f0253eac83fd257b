import { buffer } from 'node:stream/consumers'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readSheet } from './read.ts'
import { type ExportColumn, writeSheet } from './write.ts'

const columns: ExportColumn[] = [
  { key: 'tag', name: 'Tag' },
  { key: 'name', name: 'Name' },
  { key: 'notes', name: 'Notes' },
]
/** Any character but NUL, which no text of PostgreSQL holds; often those that mean something to a format. */
const hostile = fc.constantFrom(
  '"',
  ',',
  ';',
  '\t',
  '|',
  '\r',
  '\n',
  '\r\n',
  '=',
  '+',
  '-',
  '@',
  "'",
  ' ',
  '_x0041_',
  '<',
  '&',
  '\ufeff',
  '\u0001',
)
const cell = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.array(hostile, { maxLength: 5 }).map((parts) => parts.join('')),
  )
  .map((text) => text.replaceAll('\0', ''))
const rows = fc.array(
  fc.tuple(
    fc.nat().map((n) => `A-${n}`),
    cell,
    cell,
  ),
  { minLength: 1, maxLength: 8 },
)

test.each(['csv', 'xlsx'] as const)(
  'what is written as %s is read back the same, whatever the cells hold',
  async (format) => {
    await fc.assert(
      fc.asyncProperty(rows, async (rows) => {
        const sheet = await readSheet(await buffer(writeSheet(format, columns, rows)))
        expect(sheet.columns.map(({ name }) => name)).toEqual(['Tag', 'Name', 'Notes'])
        expect(sheet.rows.map(({ cells }) => cells)).toEqual(rows)
      }),
      { numRuns: 300 },
    )
  },
)

test.each([
  ['csv', ';'],
  ['csv', ','],
  ['xlsx', ','],
] as const)(
  'numbers and days written as %s with %s come back as plain numbers and ISO days',
  async (format, delimiter) => {
    const typed: ExportColumn[] = [
      { key: 'cost', name: 'Cost', type: 'number' },
      { key: 'bought', name: 'Bought', type: 'date' },
      { key: 'serial', name: 'Serial' },
    ]
    const money = fc.tuple(fc.integer({ min: -1e12, max: 1e12 }), fc.integer({ min: 0, max: 99 }))
    const cost = money.map(([whole, cents]) => `${whole}.${String(cents).padStart(2, '0')}`)
    const day = fc.date({ min: new Date('1850-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
    const serial = fc.bigInt({ min: 0n, max: 10n ** 20n }).map((n) => `0${n}`)
    const row = fc.tuple(
      cost,
      day.map((date) => date.toISOString().slice(0, 10)),
      serial,
    )
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 5 }), async (rows) => {
        const sheet = await readSheet(await buffer(writeSheet(format, typed, rows, { delimiter })))
        const expected = rows.map(([cost, bought, serial]) => [
          format === 'xlsx' ? String(Number(cost)) : cost,
          bought,
          serial,
        ])
        expect(sheet.rows.map(({ cells }) => cells)).toEqual(expected)
      }),
      { numRuns: 100 },
    )
  },
)
