import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../test/app.ts'
import { type Asset, asset, owned, person, said } from '../../test/builders.ts'
import type { Person } from '../../test/client.ts'
import { assetHistory, getAsset } from '../assets/assets.operations.ts'
import { acceptStated, correctOwnership, declineStated, inbox } from './ownership.operations.ts'

let at: TestApp
let anna: Person
let bert: Person
let auditor: Person
beforeAll(async () => {
  at = await testApp()
  ;[anna, bert, auditor] = [await person(at), await person(at), await person(at, 'compliance')]
})
afterAll(() => at.close())

const ownerOf = async ({ id }: Asset, asOf?: string) =>
  (await at.admin.call(getAsset, { params: { id }, query: { asOf } })).owner

/** Corrects as the administrator, who stands in for whoever declines. */
const correct = (one: Asset, tenures: [Person, since: string][], by = at.admin) =>
  by.says(correctOwnership, {
    params: { id: one.id },
    body: {
      tenures: tenures.map(([owner, since]) => ({ ownerId: owner.id, since })),
      seq: 1,
      reason: 'a letter was found',
    },
  })

describe('a correction', () => {
  test('that names another owner has them stated, until they accept', async () => {
    const press = await owned(at, anna)
    expect(
      await correct(press, [
        [anna, '2026-01-01T00:00:00Z'],
        [bert, '2026-02-01T00:00:00Z'],
      ]),
    ).toBe('done')
    expect(await ownerOf(press)).toMatchObject({ id: bert.id, since: '2026-02-01T00:00:00.000Z', stated: true })
    const waiting = (await bert.call(inbox, {})).items.find((item) => item.id === press.id)
    expect(waiting?.what).toBe('stated')
    await bert.call(acceptStated, { params: { id: press.id }, body: { wording: waiting?.wordings.en ?? '' } })
    expect(await ownerOf(press)).toMatchObject({ id: bert.id, stated: false })
  })

  test('that names another owner leaves the asset with who stands in, when that owner declines', async () => {
    const press = await owned(at, anna)
    await correct(press, [[bert, '2026-02-01T00:00:00Z']])
    await bert.call(declineStated, { params: { id: press.id }, body: { reason: 'never seen it' } })
    expect(await ownerOf(press)).toMatchObject({ id: at.admin.id, stated: false })
  })

  test('that names another owner needs somebody who stands in', async () => {
    const press = await owned(at, anna)
    expect(await correct(press, [[bert, '2026-02-01T00:00:00Z']], auditor)).toBe('provisional_owner_missing')
    expect(await ownerOf(press)).toMatchObject({ id: anna.id, stated: false })
  })

  test('of dates alone asks nobody again who had accepted', async () => {
    const press = await owned(at, anna)
    expect(await correct(press, [[anna, '2026-01-01T00:00:00Z']], auditor)).toBe('done')
    expect(await ownerOf(press)).toMatchObject({ id: anna.id, since: '2026-01-01T00:00:00.000Z', stated: false })
    const { tenures, items } = await at.admin.call(assetHistory, { params: { id: press.id } })
    expect(tenures.map(({ startedBy, accepted, superseded }) => [startedBy, accepted, superseded])).toEqual([
      ['registered', true, true],
      ['corrected', true, false],
    ])
    expect(items.map((item) => item.what)).toEqual(['corrected', 'stated_accepted', 'registered'])
  })

  test('of dates alone leaves who has not accepted yet to be asked', async () => {
    const press = await asset(at, anna)
    await correct(press, [[anna, '2026-01-01T00:00:00Z']])
    expect(await ownerOf(press)).toMatchObject({ stated: true })
    await anna.call(acceptStated, { params: { id: press.id }, body: { wording: said('stated', press) } })
    expect(await ownerOf(press)).toMatchObject({ stated: false })
  })

  test('breaks no rule of the register', async () => expect(await at.broken()).toEqual([]))
})
