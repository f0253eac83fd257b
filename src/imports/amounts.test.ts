import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decimalSign, readMoney, readMonths, readNumber } from './amounts.ts'

test.each([
  ['en-US', 'USD'],
  ['en-GB', 'GBP'],
  ['de-DE', 'EUR'],
  ['de-CH', 'CHF'],
  ['fr-FR', 'EUR'],
  ['nl-NL', 'EUR'],
  ['it-IT', 'EUR'],
  ['pl-PL', 'PLN'],
  ['cs-CZ', 'CZK'],
  ['ja-JP', 'JPY'],
])('a price is read back as %s writes %s', (locale, currency) => {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency })
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2
  const sign = decimalSign([format.format(1234.5)]) ?? decimalSign([format.format(0.5)])
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10 ** 11 }), (minor) => {
      const text = format.format(minor / 10 ** digits)
      expect([text, readMoney(text, sign ?? '.', currency)]).toEqual([text, { value: { minor, currency } }])
    }),
  )
})

test.each([
  ['$12.58', 1258, 'USD'],
  ['1.234,56 €', 123456, 'EUR'],
  ['EUR 1 234,56', 123456, 'EUR'],
  ["CHF 1'234.50", 123450, 'CHF'],
  ['£1,183.23', 118323, 'GBP'],
  ['1.234.567,-', 123456700, 'EUR'],
  ['99,-- EUR', 9900, 'EUR'],
  ['0,5', 50, 'EUR'],
  ['.75', 75, 'EUR'],
  ['133289.59', 13328959, 'EUR'],
  ['1200', 120000, 'EUR'],
  ['12.5000', 1250, 'EUR'],
  ['1000 JPY', 1000, 'JPY'],
])('%s is %i of the smallest unit of %s', (text, minor, currency) => {
  expect(readMoney(text, null, 'EUR')).toEqual({ value: { minor, currency } })
})

test('a number that may have thousands or decimals goes by its column, and is never guessed', () => {
  expect(readMoney('1.234', null, 'EUR')).toMatchObject({ problem: { code: 'number_ambiguous' } })
  expect(readMoney('1.234', decimalSign(['1.234', '12,50']), 'EUR')).toEqual({
    value: { minor: 123400, currency: 'EUR' },
  })
  expect(readNumber('1.234', decimalSign(['1.234', '12.5']))).toEqual({ value: 1.234 })
  expect(decimalSign(['1.234', '5', ''])).toBeNull()
  expect(decimalSign(['1,5', '1.5'])).toBeNull()
})

test.each([
  ['free', 'number_unknown'],
  ['1.2.3', 'number_unknown'],
  ['12 or 13', 'number_unknown'],
  ['-5.00', 'money_negative'],
  ['(5.00)', 'money_negative'],
  ['0.005', 'money_too_fine'],
  ['99999999999999999', 'money_too_large'],
  ['50 kr', 'currency_missing'],
])('a price of %s is refused as %s', (text, code) => {
  expect(readMoney(text, '.', 'EUR')).toMatchObject({ problem: { code } })
})

test('a price without a currency needs one chosen, and a sign that several share takes the chosen one if it may', () => {
  expect(readMoney('12.50', '.', null)).toMatchObject({ problem: { code: 'currency_missing' } })
  expect(readMoney('50 kr', null, 'SEK')).toEqual({ value: { minor: 5000, currency: 'SEK' } })
  expect(readMoney('50', null, 'XQZ')).toMatchObject({ problem: { code: 'currency_unknown' } })
})

test.each([
  ['36', 36],
  ['36 months', 36],
  ['3 Jahre', 36],
  ['1 an', 12],
  ['24 Monate', 24],
])('%s are %i months', (text, months) => {
  expect(readMonths(text)).toEqual({ value: months })
})

test('a date is no number of months', () => {
  expect(readMonths('2026-01-01')).toMatchObject({ problem: { code: 'months_unknown' } })
})
