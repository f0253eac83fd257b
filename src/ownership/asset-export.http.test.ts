import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../test/app.ts'
import { asset, owned, person } from '../../test/builders.ts'
import type { Person } from '../../test/client.ts'
import { type AssetItem, disposeAsset, editAsset, getAsset, listAssets } from '../assets/assets.operations.ts'

let at: TestApp
let anna: Person
let before: string
beforeAll(async () => {
  at = await testApp()
  anna = await person(at)
  for (let n = 0; n < 5; n++) await owned(at, anna, { name: `Press ${n}`, tier: 1 + (n % 4) })
  await asset(at, await person(at), { name: '=cmd|calc', serial: 'ü,"x"' })
  const [first, second] = (await at.admin.call(listAssets, { query: { owner: anna.id } })).items
  before = (await at.admin.call(getAsset, { params: { id: second!.id } })).version
  const { version } = await at.admin.call(getAsset, { params: { id: first!.id } })
  await at.admin.call(editAsset, { params: { id: first!.id }, ifMatch: version, body: { name: 'Renamed' } })
  await anna.call(disposeAsset, { params: { id: second!.id }, body: { reason: 'scrapped' } })
})
afterAll(() => at.close())

const get = (query: Record<string, string>, path = '/export') =>
  at.app.inject({ url: `/api/v1/assets${path}?${new URLSearchParams(query)}`, headers: at.admin.headers })

describe('an export', () => {
  test.each<[what: string, query: () => Record<string, string>]>([
    ['of all', () => ({})],
    ['of one owner', () => ({ owner: anna.id })],
    ['of one tier', () => ({ tier: '1' })],
    ['of what is stated', () => ({ stated: 'true' })],
    ['as it was', () => ({ asOf: before, knownAt: before })],
    ['of one owner as it was', () => ({ owner: anna.id, asOf: before })],
  ])('%s has what the list has', async (_, query) => {
    const exported = JSON.parse((await get({ ...query(), format: 'json' })).payload)
    const { items } = (await get(query(), '')).json()
    expect(items.length).toBeGreaterThan(0)
    expect(exported).toEqual(
      items.map((item: AssetItem) => ({
        ...{
          tag: item.tag,
          name: item.name,
          kind: item.kind,
          status: item.status,
          tier: item.tier,
          serial: item.serial,
        },
        ...{ site: item.site?.name ?? null, owner: item.owner?.name ?? null, ownerSince: item.owner?.since ?? null },
        ...{ ownerAccepted: item.owner ? !item.owner.stated : null, ownerUnclear: item.ownerUnclear, id: item.id },
      })),
    )
  })

  test('as CSV runs nothing in a spreadsheet program, and is named by its moment', async () => {
    const { payload, headers } = await get({ format: 'csv', q: 'calc' })
    expect(payload).toMatch(/^\ufeffTag,Name,.*\r\nA-\d+,"'=cmd\|calc",.*,"ü,""x""",/)
    expect(headers['content-disposition']).toMatch(/^attachment; filename="assets-\d{4}-\d\d-\d\d-\d\d-\d\d\.csv"$/)
  })

  test('as a workbook is one', async () => {
    const { rawPayload, headers } = await get({ format: 'xlsx' })
    expect(rawPayload.subarray(0, 4).toString('latin1')).toBe('PK\u0003\u0004')
    expect(headers['content-type']).toContain('spreadsheetml')
  })
})
