import fc from 'fast-check'
import type { InjectOptions } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { assetHistory } from '../src/assets/assets.operations.ts'
import { becomeProvisionalOwner } from '../src/assets/owner-unclear.operations.ts'
import { wordings } from '../src/ownership/wording.ts'
import { refusals } from '../src/refusals.ts'
import { type TestApp, testApp } from './app.ts'
import { type Asset, asset, offered, owned, person } from './builders.ts'
import type { Person } from './client.ts'
import { garbageFor } from './garbage.ts'
import { csv, upload } from './imports/lists.ts'

let at: TestApp
let anna: Person
let bert: Person
let press: Asset
let transfer: string
beforeAll(async () => {
  at = await testApp()
  anna = await person(at)
  bert = await person(at)
  press = await owned(at, anna)
  transfer = await offered(anna, bert, press)
})
afterAll(() => at.close())

/** Sends it and answers its closed code; fails unless it is refused with a problem, and has changed nothing. */
async function refusal(request: InjectOptions): Promise<string> {
  const before = await at.entries()
  const response = await at.app.inject({ ...request, headers: { ...at.admin.headers, ...request.headers } })
  expect(response.statusCode, response.payload).toBeGreaterThanOrEqual(400)
  expect(response.headers['content-type']).toBe('application/problem+json')
  expect(await at.entries()).toBe(before)
  return response.json().code
}
const json = { 'content-type': 'application/json' }
const registering = (more: string) => `{"kind":"plc","ownerId":"${anna.id}",${more}}`

describe('registering an asset is refused', () => {
  const register = (payload: string | Buffer | object, headers: Record<string, string> = json) =>
    refusal({ method: 'POST', url: '/api/v1/assets', payload, headers })

  test.each<[what: string, body: string, code?: string]>([
    ['without a name', '"tag":"A"'],
    ['with a number for a name', '"name":7'],
    ['with a name of spaces', '"name":"  "'],
    ['with an unknown field', '"name":"Press","nosuch":1'],
    ['with a NUL in the name', '"name":"a\\u0000"'],
    ['with half a character in the name', '"name":"\\ud800"'],
    ['with half a character in a field of the kind', '"name":"a","fields":{"zone":"\\ud800"}'],
    ['with a NUL in a field of the kind', '"name":"a","fields":{"zone":"\\u0000"}'],
    ['with __proto__ among its fields', '"name":"a","fields":{"__proto__":"x"}'],
    ['with a prototype among its fields', '"name":"a","fields":{"constructor":{"prototype":1}}'],
    ['with a field every object has', '"name":"a","fields":{"toString":"x"}', 'field_unknown'],
    [
      'with a date that never was',
      '"name":"a","kind":"test_instrument","fields":{"calibration_due_on":"2026-02-30"}',
      'field_wrong',
    ],
    ['with fields nested without end', `"name":"a","fields":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`],
    ['with a purchase on a day that never was', '"name":"a","purchasedOn":"2026-02-30"'],
    ['with a purchase in the year 0', '"name":"a","purchasedOn":"0000-01-01"'],
    ['with a cost without currency', '"name":"a","cost":{"minor":1}'],
    ['with a cost no number holds', '"name":"a","cost":{"minor":1e30,"currency":"EUR"}'],
    ['with an owner since next year', '"name":"a","ownerSince":"2999-01-01T00:00:00Z"', 'in_the_future'],
    ['with an owner since the year 10000', '"name":"a","ownerSince":"9999-12-31T23:59:59-23:59"'],
    ['with an owner since the year 0', '"name":"a","ownerSince":"0000-01-01T00:00:00Z"'],
    ['of an unknown kind', '"name":"a","kind":"nosuch"', 'kind_unknown'],
    ['at a site that is none', '"name":"a","siteId":"01890000-0000-7000-8000-000000000000"', 'reference_unknown'],
    [
      'as part of what is not there',
      '"name":"a","parentId":"01890000-0000-7000-8000-000000000000"',
      'reference_unknown',
    ],
    ['for nobody we know', '"name":"a","ownerId":"01890000-0000-7000-8000-000000000000"', 'person_unknown'],
    ['for an owner who is no id', '"name":"a","ownerId":"IT"'],
    ['for oneself without the words', '"name":"a","ownerId":"ADMIN"', 'wording_differs'],
    ['disposed of', '"name":"a","status":"disposed"'],
    ['with 21 labels', `"name":"a","labels":${JSON.stringify(Array.from({ length: 21 }, (_, i) => `${i}`))}`],
  ])('%s', async (_, more, code = 'bad_input') => {
    expect(await register(registering(more.replace('ADMIN', at.admin.id.toUpperCase())))).toBe(code)
  })

  test.each<[what: string, payload: () => string | Buffer, code: string, type?: string]>([
    ['with half a JSON text', () => '{"name":', 'bad_input'],
    ['with nothing', () => '', 'bad_input'],
    ['with lists nested without end', () => '['.repeat(400_000) + ']'.repeat(400_000), 'bad_input'],
    ['with bytes that are not UTF-8', () => Buffer.from(registering('"name":"\xff\xfe"'), 'latin1'), 'bad_input'],
    ['with bytes cut within a character', () => Buffer.from(registering('"name":"ü"')).subarray(0, -3), 'bad_input'],
    ['with 10 MB', () => registering(`"name":"${'x'.repeat(10_000_000)}"`), 'too_large'],
    ['as a form', () => 'name=a', 'bad_input', 'application/x-www-form-urlencoded'],
    ['as plain text', () => registering('"name":"a"'), 'bad_input', 'text/plain'],
    ['as bytes', () => registering('"name":"a"'), 'bad_input', 'application/octet-stream'],
    ['as XML', () => '<asset/>', 'bad_input', 'application/xml'],
  ])('%s', async (_, payload, code, type = 'application/json') => {
    expect(await register(payload(), { 'content-type': type })).toBe(code)
  })

  test.each(['null', 'garbage', 'https://evil.example', 'https://localhost:4680'])(
    'from the origin %s',
    async (origin) => {
      expect(await register(registering('"name":"a"'), { ...json, origin })).toBe('wrong_origin')
    },
  )
  test('from another site', async () => {
    const headers = { ...json, 'sec-fetch-site': 'cross-site' }
    expect(await register(registering('"name":"a"'), headers)).toBe('wrong_origin')
  })
})

describe('a list is refused', () => {
  const cursor = (text: string) => `after=${Buffer.from(text).toString('base64url')}`
  test.each([
    'limit=0',
    'limit=201',
    'limit=-1',
    'limit=1e400',
    'limit=abc',
    'limit=',
    'limit=1&limit=2',
    'tier=9',
    'owner=anna',
    'stated=maybe',
    'nosuch=1',
    '__proto__=1',
    'q=%00',
    'kind=%00',
    'after=abc',
    cursor('null'),
    cursor('["a"]'),
    cursor('{"0":"a"}'),
    cursor('["a","------------------------------------"]'),
    cursor('["\\u0000","01890000-0000-7000-8000-000000000000"]'),
  ])('with %s', async (query) => {
    expect(await refusal({ method: 'GET', url: `/api/v1/assets?${query}` })).toBe('bad_input')
  })
})

test.each(['kind=%00', 'kind=', 'asOf=0000-01-01T00:00:00Z', 'format=exe'])(
  'an export with %s is refused before its first byte',
  async (query) => {
    expect(await refusal({ method: 'GET', url: `/api/v1/assets/export?format=csv&${query}` })).toBe('bad_input')
  },
)

describe('a look at', () => {
  const views = () => [
    '/api/v1/assets',
    `/api/v1/assets/${press.id}`,
    `/api/v1/assets/${press.id}/history`,
    '/api/v1/assets/export?format=csv',
    '/api/v1/people',
    `/api/v1/people/${anna.id}`,
  ]
  const later = (hours: number, offset: string) =>
    new Date(Date.now() + hours * 3_600_000).toISOString().replace('Z', offset)
  test.each<[string, code: string]>([
    ['-infinity', 'bad_input'],
    ['now', 'bad_input'],
    ['', 'bad_input'],
    ['2026-02-30T00:00:00Z', 'bad_input'],
    ['0000-01-01T00:00:00Z', 'bad_input'],
    ['0001-01-01T00:00:00+23:59', 'bad_input'],
    ['9999-12-31T23:59:59-23:59', 'bad_input'],
    ['2999-01-01T00:00:00Z', 'in_the_future'],
    // by the clock on the wall it is past, by its offset it is not
    [later(-1, '-12:00'), 'in_the_future'],
  ])('%s is refused', async (instant, code) => {
    for (const view of views())
      for (const name of ['asOf', 'knownAt']) {
        const url = `${view}${view.includes('?') ? '&' : '?'}${name}=${encodeURIComponent(instant)}`
        expect(await refusal({ method: 'GET', url }), url).toBe(code)
      }
  })
  test('an instant whose offset lies in the past is shown', async () => {
    for (const view of views()) {
      const instant = encodeURIComponent(later(1, '+14:00'))
      const url = `${view}${view.includes('?') ? '&' : '?'}asOf=${instant}`
      const response = await at.app.inject({ url, headers: at.admin.headers })
      // nobody and nothing was here half a day ago
      expect([200, 404], url).toContain(response.statusCode)
    }
  })
})

describe('an address is refused', () => {
  test.each<[method: 'GET' | 'DELETE' | 'OPTIONS', url: string, code: string]>([
    ['GET', '/api/v1/nosuch', 'not_found'],
    ['DELETE', '/api/v1/assets', 'not_found'],
    ['OPTIONS', '/api/v1/assets', 'not_found'],
    ['GET', '/api/v1/assets/IT', 'bad_input'],
    ['GET', '/api/v1/assets/01890000-0000-7000-8000-000000000000', 'not_found'],
    ['GET', '/api/v1/assets/%zz', 'bad_input'],
    ['GET', '/api/v1/assets/%ff', 'bad_input'],
    ['GET', '/api/v1/assets/..%2f..%2fetc%2fpasswd', 'bad_input'],
    ['GET', `/api/v1/assets/${'a'.repeat(300)}`, 'bad_input'],
  ])('%s %s', async (method, url, code) => {
    expect(await refusal({ method, url })).toBe(code)
  })
})

describe('an edit is refused', () => {
  test.each<[version: string, code: string]>([
    ['', 'if_match_missing'],
    ['""', 'if_match_missing'],
    ['*', 'bad_input'],
    ['"0"', 'bad_input'],
    ['"infinity"', 'bad_input'],
    ['"+010000-01-01T00:00:00Z"', 'bad_input'],
  ])('of the version %s', async (version, code) => {
    const request = { method: 'PATCH' as const, payload: {}, headers: { 'if-match': version } }
    for (const url of [`/api/v1/assets/${press.id}`, `/api/v1/people/${anna.id}`])
      expect(await refusal({ ...request, url }), url).toBe(code)
  })
})

describe('every operation', () => {
  test('answers any garbage with its result or a closed code, and then has changed nothing', async () => {
    const caller = await person(at, 'administrator')
    await caller.call(becomeProvisionalOwner, { body: { wording: wordings('provisional').en! } })
    const stated = await asset(at, bert)
    const list = await upload(
      caller,
      'assets',
      csv(['Tag', 'Name', 'Kind', 'Owner'], ['T-1', 'Press', 'plc', anna.name]),
    )
    const { change } = (await caller.call(assetHistory, { params: { id: press.id } })).items[0]!
    const nothing = '01890000-0000-7000-8000-000000000000'
    const ids = [anna.id, bert.id, press.id, stated.id, transfer, list.id, change, nothing]
    for (const operation of at.app.served) {
      await fc.assert(
        fc.asyncProperty(garbageFor(operation, ids), async ({ params, query, body, ifMatch }) => {
          const before = await at.entries()
          const path = operation.path.replace(/:(\w+)/g, (_, name) => encodeURIComponent(written(params[name])))
          const search = new URLSearchParams(
            Object.fromEntries(Object.entries(query).map(([name, value]) => [name, written(value)])),
          ).toString()
          const response = await at.app.inject({
            method: operation.method,
            url: search === '' ? path : `${path}?${search}`,
            headers: { ...caller.headers, ...typeOf(body), 'if-match': ifMatch },
            ...(body !== undefined && { payload: Buffer.isBuffer(body) ? body : JSON.stringify(body) }),
          })
          expect(response.statusCode, response.payload).toBeLessThan(500)
          if (response.statusCode < 400) return
          expect(response.headers['content-type']).toBe('application/problem+json')
          expect(Object.keys(refusals)).toContain(response.json().code)
          expect(await at.entries()).toBe(before)
        }),
        { numRuns: 50 },
      )
    }
    expect((await at.app.inject({ url: '/api/v1/me', headers: caller.headers })).statusCode).toBe(200)
    expect(await at.broken()).toEqual([])
  }, 120_000)
})

const typeOf = (body: unknown) =>
  Buffer.isBuffer(body) ? { 'content-type': 'application/octet-stream' } : body === undefined ? {} : json
/** A value as it stands in an address, which cannot hold half characters. */
const written = (value: unknown) => (typeof value === 'string' ? value.toWellFormed() : JSON.stringify(value)) || '-'
