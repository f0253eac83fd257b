import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dateOrders, readDate } from './dates.ts'

const days = fc.record({
  y: fc.integer({ min: 1970, max: 2069 }),
  m: fc.integer({ min: 1, max: 12 }),
  d: fc.integer({ min: 1, max: 28 }),
})
const two = (n: number) => String(n).padStart(2, '0')
const isoOf = ({ y, m, d }: { y: number; m: number; d: number }) => `${y}-${two(m)}-${two(d)}`

test('a day is read back from every common way to write it', () => {
  fc.assert(
    fc.property(days, (day) => {
      const { y, m, d } = day
      const dayFirst = [
        `${d}.${m}.${y}`,
        `${two(d)}.${two(m)}.${two(y % 100)}`,
        `${two(d)}/${two(m)}/${y}`,
        `${d}-${m}-${y}`,
        `${d}/${m}/${y % 100 < 10 ? two(y % 100) : y % 100} 4:05 PM`,
      ]
      const monthFirst = [`${m}/${d}/${y}`, `${two(m)}-${two(d)}-${two(y % 100)}`, `${m}/${d}/${y} 16:05:00`]
      const either = [isoOf(day), `${isoOf(day)}T23:59:59.000Z`, `${y}/${m}/${d}`, `${y}${two(m)}${two(d)}`]
      for (const text of dayFirst) expect(readDate(text, 'dmy')).toEqual({ value: isoOf(day) })
      for (const text of monthFirst) expect(readDate(text, 'mdy')).toEqual({ value: isoOf(day) })
      for (const text of either) expect(readDate(text, null)).toEqual({ value: isoOf(day) })
    }),
  )
})

test.each(['en', 'de', 'nl', 'fr', 'it'])('names of months in %s are understood, in full and short', (language) => {
  for (let m = 1; m <= 12; m++)
    for (const month of ['long', 'short'] as const) {
      const text = new Intl.DateTimeFormat(language, {
        day: 'numeric',
        month,
        year: 'numeric',
        timeZone: 'UTC',
      }).format(Date.UTC(2024, m - 1, 9))
      expect([text, readDate(text, null)]).toEqual([text, { value: `2024-${two(m)}-09` }])
    }
})

test.each([
  ['12-Dec-2019', '2019-12-12'],
  ['3.4.2024', '2024-04-03'],
  ['Thursday, February 29, 2024', '2024-02-29'],
  ['1er mars 2024', '2024-03-01'],
  ['2013-03-18T11:25:46.000Z', '2013-03-18'],
  ['10/27/28', '2028-10-27'],
  ['31.12.99', '1999-12-31'],
  ['29/2/2024', '2024-02-29'],
])('%s is the day %s', (text, day) => {
  expect(readDate(text, null)).toEqual({ value: day })
})

test('numbers that could be day or month are never guessed', () => {
  fc.assert(
    fc.property(days, ({ y, m, d }) => {
      const text = `${d}/${m}/${y}`
      const read = readDate(text, null)
      if (d > 12 || d === m) expect(read).toEqual({ value: isoOf({ y, m, d }) })
      else expect(read).toMatchObject({ problem: { code: 'date_ambiguous' } })
    }),
  )
})

test.each([
  ['31.02.2024', 'date_impossible'],
  ['2023-02-29', 'date_impossible'],
  ['13/13/2024', 'date_impossible'],
  ['soon', 'date_unknown'],
  ['36', 'date_unknown'],
  ['45351', 'date_unknown'],
  ['2024-02', 'date_unknown'],
])('%s is refused as %s', (text, code) => {
  expect(readDate(text, 'dmy')).toMatchObject({ problem: { code } })
})

test.each(['', '  ', '-', 'n/a', '0000-00-00', '0001-01-01T00:00:00', 'null'])(
  '%j says that there is no date',
  (text) => {
    expect(readDate(text, null)).toEqual({ value: null })
  },
)

test('one value above twelve tells the order of its whole column', () => {
  expect(dateOrders([['3/4/2024', '3/25/2024', '']])).toEqual([{ order: 'mdy', from: 'values' }])
  expect(dateOrders([['3/4/2024', '25/3/2024']])).toEqual([{ order: 'dmy', from: 'values' }])
})

test('a column that does not tell goes by the other columns of its file, if they agree', () => {
  expect(dateOrders([['3/4/2024'], ['3/25/2024']])[0]).toEqual({ order: 'mdy', from: 'other_columns' })
  expect(dateOrders([['3/4/2024'], ['3/25/2024'], ['25/3/2024']])[0]).toEqual({ order: null, from: 'ambiguous' })
  expect(dateOrders([['3/4/2024'], ['2024-03-25']])[0]).toEqual({ order: null, from: 'ambiguous' })
})

test('a column that contradicts itself is asked about, one that needs no order is not', () => {
  expect(dateOrders([['25/3/2024', '3/25/2024', '3/4/2024']])).toEqual([{ order: null, from: 'contradictory' }])
  expect(dateOrders([['2024-03-25', '5/5/2024', '25 Mar 2024', '']])).toEqual([{ order: null, from: 'not_needed' }])
})
