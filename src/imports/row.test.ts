import { expect, test } from 'vitest'
import { noSettings } from './file.ts'
import { type Column, rowReader } from './row.ts'

const column = (index: number, field: string): Column => ({
  index,
  name: field,
  field: field as Column['field'],
  reason: 'chosen',
  facts: {},
  message: '',
  dateOrder: null,
  decimalSign: '.',
})
const kinds = [
  {
    id: 'machine',
    domain: 'hardware' as const,
    names: { en: 'Machine' },
    fields: [{ id: 'zone', type: 'text' as const, names: { en: 'Zone' }, choices: null }],
  },
]

test('the currency of a row counts before the one chosen for all, and one that is none is told', () => {
  const read = rowReader(
    'assets',
    [column(0, 'cost'), column(1, 'currency')],
    { ...noSettings, currency: 'EUR' },
    kinds,
  )
  const cost = (cells: string[]) => read(2, cells).values.cost ?? read(2, cells).problems.map(({ code }) => code)
  expect(cost(['10.50', 'PLN'])).toEqual({ minor: 1050, currency: 'PLN' })
  expect(cost(['10.50', '€'])).toEqual({ minor: 1050, currency: 'EUR' })
  expect(cost(['10.50', ''])).toEqual({ minor: 1050, currency: 'EUR' })
  expect(cost(['10.50', 'ducats'])).toEqual(['currency_unknown'])
})

test('a cell that cannot be read is told with its column; the others of its row count', () => {
  const read = rowReader(
    'assets',
    [column(0, 'name'), column(1, 'purchasedOn'), column(2, 'field:zone')],
    noSettings,
    kinds,
  )
  expect(read(7, ['Press', 'soon', 'Z1'])).toMatchObject({
    line: 7,
    values: { name: 'Press' },
    own: { zone: 'Z1' },
    problems: [{ code: 'date_unknown', column: 'purchasedOn', facts: { cell: 'soon' } }],
  })
})

test('a word counts as what was chosen for it in its own column, and in no other', () => {
  const settings = { ...noSettings, meanings: { status: { '2': 'in_use' } } }
  const read = rowReader('assets', [column(0, 'status'), column(1, 'tier')], settings, kinds)
  expect(read(2, ['2', '2']).values).toEqual({ status: 'in_use', tier: 2 })
})
