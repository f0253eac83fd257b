import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../test/app.ts'
import { bringIn } from '../../test/imports/lists.ts'
import { getAsset, listAssets } from '../assets/assets.operations.ts'
import { listPeople } from '../people/people.operations.ts'

/** Files that other tools wrote; see platform/sheets. */
const samples = process.env.HOLDFAST_SAMPLES ?? '../shared/samples'
type Settings = NonNullable<Parameters<typeof bringIn>[4]>

describe.runIf(existsSync(samples))('lists of other tools come in', () => {
  let at: TestApp
  beforeAll(async () => {
    at = await testApp()
  })
  afterAll(() => at.close())

  const none = { added: 0, changed: 0, same: 0, waiting: 0, refused: 0 }
  /** Brings a file in, sees that the run does what the preview said, and a second run nothing; answers what was to say, by code. */
  async function bring(kind: 'people' | 'assets', file: string, settings: Settings = {}) {
    const content = readFileSync(join(samples, file))
    const { done, expected, rows } = await bringIn(at, at.admin, kind, content, settings)
    expect(done.counts).toEqual(expected.counts)
    const again = (await bringIn(at, at.admin, kind, content, settings)).done.counts
    const { added, waiting, refused } = done.counts
    expect(again).toEqual({ ...none, same: added, waiting, refused })
    const said: Record<string, number> = {}
    for (const { code } of rows.flatMap(({ problems }) => problems)) said[code] = (said[code] ?? 0) + 1
    return { counts: done.counts, said, rows }
  }
  const anyKind = { settings: { kind: 'machine', currency: 'EUR' } }
  const assetTagged = async (tag: string) => {
    const { items } = await at.admin.call(listAssets, { query: { q: tag } })
    return await at.admin.call(getAsset, { params: { id: items[0]!.id }, query: {} })
  }

  test('a thousand rows of an HR system: a number given to several people is refused with the line of the first', async () => {
    const { counts, said, rows } = await bring('people', 'hr/entra-csv-with-1000-records.csv')
    expect(counts).toEqual({ ...none, added: 624, refused: 376 })
    expect(said).toEqual({ repeated: 376, manager_unknown: 231 })
    expect(rows.find(({ line }) => line === 39)?.problems).toMatchObject([{ code: 'repeated', facts: { line: 21 } }])
    const { items } = await at.admin.call(listPeople, { query: { q: 'Talya Fleeta' } })
    expect(items[0]).toMatchObject({ personnelNumber: '1222', state: 'left', department: { name: 'Sales' } })
  })

  test('people of Snipe-IT', async () => {
    const { counts, said } = await bring('people', 'snipeit/users-sample.csv')
    expect(counts).toEqual({ ...none, added: 100 })
    expect(said).toEqual({ manager_unknown: 1 })
  })

  test('assets of Snipe-IT wait: whom they are checked out to is no owner', async () => {
    const { counts, said } = await bring('assets', 'snipeit/assets-sample.csv', anyKind)
    expect(counts).toEqual({ ...none, waiting: 22 })
    expect(said).toEqual({ owner_missing: 22, holder_unknown: 9 })
  })

  test('assets of Snipe-IT, registered with the provisional owner, keep who or what has them in hand', async () => {
    const { counts } = await bring('assets', 'snipeit/assets-sample.csv', { ...anyKind, unclear: 'register' })
    expect(counts).toEqual({ ...none, added: 22 })
    expect(await assetTagged('NNH-3656031')).toMatchObject({
      owner: { id: at.admin.id },
      ownerUnclear: true,
      holder: { person: null, place: 'Pacocha-Kiehn' },
      cost: { minor: 230071, currency: 'EUR' },
    })
  })

  test('the broken list of Snipe-IT, with odd line ends and letters', async () => {
    const { counts, said } = await bring('assets', 'snipeit/assets-sample-BAD.csv', { ...anyKind, unclear: 'register' })
    expect(counts).toEqual({ ...none, added: 161, refused: 39 })
    expect(said).toEqual({ owner_missing: 161, holder_unknown: 172, disposed_already: 39 })
  })

  test('licences of Snipe-IT, prices in dollars', async () => {
    const { counts, said } = await bring('assets', 'snipeit/licenses-sample.csv', { unclear: 'register' })
    expect(counts).toEqual({ ...none, added: 50 })
    expect(said).toEqual({ owner_missing: 50, holder_unknown: 50 })
    expect(await assetTagged('4c2713a1-5b73-4ecb-b2e9-62bf0ff57165')).toMatchObject({
      kind: 'licence',
      cost: { minor: 1258, currency: 'USD' },
    })
  })

  test('data centre assets of Ralph, prices in the currency of the row', async () => {
    const { counts, said } = await bring('assets', 'ralph/management_ip_existing.csv', {
      settings: { kind: 'storage' },
      unclear: 'register',
    })
    expect([counts, said]).toEqual([{ ...none, added: 1 }, { owner_missing: 1 }])
    expect(await assetTagged('M000000015L')).toMatchObject({ status: 'in_use', cost: { minor: 0, currency: 'PLN' } })
  })

  test('back office assets of Ralph', async () => {
    const { counts, said } = await bring('assets', 'ralph/back_office_assets.csv', {
      settings: { kind: 'other_hardware' },
      unclear: 'register',
    })
    expect([counts, said]).toEqual([{ ...none, added: 2 }, { owner_missing: 2 }])
    expect(await at.broken()).toEqual([])
  })
})
