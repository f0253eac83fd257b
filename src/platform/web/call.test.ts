import { describe, expect, test } from 'vitest'
import { operation } from '../http/operation.ts'
import { addressOf, Problem } from './call.ts'

const list = operation({
  id: 'things.list',
  method: 'GET',
  path: '/api/v1/things/:id/parts',
  summary: 'Parts',
  who: 'signed-in',
})

describe('the address of an operation', () => {
  test('has its parameters filled in, whatever they contain', () => {
    expect(addressOf(list, { params: { id: 'a/b ?' } })).toBe('/api/v1/things/a%2Fb%20%3F/parts')
  })
  test('leaves out what is not asked for', () => {
    expect(addressOf(list, { params: { id: '1' }, query: { q: '', tier: undefined, after: 'x=&', total: true } })).toBe(
      '/api/v1/things/1/parts?after=x%3D%26&total=true',
    )
  })
})

describe('a refusal', () => {
  test('names the fields that are wrong as the form knows them', () => {
    const said = { fields: [{ where: 'body/admin/email', what: 'not an address' }, 'serial'] }
    expect(new Problem('bad_input', '', said).fields).toEqual([
      { name: 'admin.email', what: 'not an address' },
      { name: 'serial', what: '' },
    ])
  })
  test('without a list of fields has none', () => {
    expect(new Problem('busy', '', { fields: 'all' }).fields).toEqual([])
  })
})
