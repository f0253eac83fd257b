import { describe, expect, test } from 'vitest'
import { plainSearch } from './address.ts'
import { endOf, fieldOf } from './local-time.ts'

describe('the address of a page', () => {
  test('keeps a serial number that looks like a number as it was typed', () => {
    const address = plainSearch.stringifySearch({ q: '0047', tier: 1, site: undefined, after: '' })
    expect(address).toBe('?q=0047&tier=1')
    expect(plainSearch.parseSearch(address)).toEqual({ q: '0047', tier: '1' })
  })
  test('is empty when nothing is chosen', () => expect(plainSearch.stringifySearch({ q: '' })).toBe(''))
})

describe('the moment in a date-time field', () => {
  test('comes back as the end of its minute, so that what happened within it is shown', () => {
    const field = fieldOf('2026-06-30T10:20:30.400Z')
    expect(endOf(field)).toBe('2026-06-30T10:20:59.999Z')
  })
  test('is never later than now', () => {
    const ahead = endOf('2999-01-01T00:00') ?? ''
    expect(new Date(ahead).getTime()).toBeLessThanOrEqual(Date.now())
  })
  test('is none when the field is empty', () => {
    expect(endOf('')).toBeUndefined()
    expect(fieldOf(undefined)).toBe('')
  })
})
