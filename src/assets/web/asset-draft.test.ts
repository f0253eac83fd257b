import { describe, expect, test } from 'vitest'
import { changes, inputOf, minorUnits } from './asset-draft.ts'

describe('an amount as typed', () => {
  test('may have a comma or a point', () => {
    expect(minorUnits('1250,90', 'EUR')).toBe(125_090)
    expect(minorUnits(' 1 250.9 ', 'EUR')).toBe(125_090)
  })
  test('has as many decimals as its currency', () => {
    expect(minorUnits('1200', 'JPY')).toBe(1200)
    expect(minorUnits('1.234', 'KWD')).toBe(1234)
  })
  test('is none when it is no amount', () => {
    expect(minorUnits('a lot', 'EUR')).toBeUndefined()
    expect(minorUnits('', 'EUR')).toBeUndefined()
  })
})

const typed = {
  name: ' Press 7 ',
  kind: 'plc',
  status: 'in_use',
  tier: '',
  labels: 'hall 3, , spare',
  amount: '',
  currency: 'EUR',
}
const kind = {
  id: 'plc',
  domain: 'hardware',
  names: { en: 'PLC' },
  fields: [
    { id: 'level', type: 'number', names: {}, choices: null },
    { id: 'safety', type: 'boolean', names: {}, choices: null },
    { id: 'zone', type: 'text', names: {}, choices: null },
  ],
} as const

describe('the draft of an asset', () => {
  test('sends no tag when none is typed, so that the next number is given', () => {
    expect(inputOf(typed, {}, undefined, null).tag).toBeUndefined()
    expect(inputOf({ ...typed, tag: 'X1' }, {}, undefined, null).tag).toBe('X1')
  })
  test('gives each field of its kind the type it has, and leaves empty ones out', () => {
    const own = { level: '3,5', safety: 'false', zone: ' ' }
    expect(inputOf(typed, own, { ...kind, fields: [...kind.fields] }, null).fields).toEqual({
      level: 3.5,
      safety: false,
    })
  })
  test('leaves out a field of another kind that was typed before the kind changed', () => {
    expect(inputOf(typed, { other: 'x' }, { ...kind, fields: [...kind.fields] }, null).fields).toEqual({})
  })
  test('splits labels and trims the name', () => {
    expect(inputOf(typed, {}, undefined, null)).toMatchObject({
      name: 'Press 7',
      labels: ['hall 3', 'spare'],
      cost: null,
    })
  })
})

describe('what an edit sends', () => {
  const before = {
    name: 'Press 7',
    kind: 'plc',
    status: 'in_use' as const,
    tier: null,
    tag: 'A-1',
    serial: 'S1',
    manufacturer: 'Acme',
    model: 'M',
    modelNumber: null,
    site: { id: 's', name: 'Works' },
    department: null,
    parent: null,
    labels: ['a'],
    fields: { zone: 'z', level: 1 },
    cost: { minor: 100, currency: 'EUR' },
  }
  const same = {
    name: 'Press 7',
    kind: 'plc',
    tag: 'A-1',
    serial: 'S1',
    manufacturer: 'Acme',
    model: 'M',
    modelNumber: null,
    siteId: 's',
    departmentId: null,
    parentId: null,
    labels: ['a'],
    fields: { level: 1, zone: 'z' },
    cost: { minor: 100, currency: 'EUR' },
  }
  test('is nothing when nothing differs, in whatever order the fields stand', () => {
    expect(changes(before, same)).toEqual({})
  })
  test('is only what differs', () => {
    expect(changes(before, { ...same, serial: 'S2', siteId: null })).toEqual({ serial: 'S2', siteId: null })
  })
  test('sends maker, model and number together, because they name one model', () => {
    expect(changes(before, { ...same, modelNumber: '9' })).toEqual({
      manufacturer: 'Acme',
      model: 'M',
      modelNumber: '9',
    })
  })
})
