import { afterAll, beforeAll, expect, test } from 'vitest'
import { getAsset } from '../src/assets/assets.operations.ts'
import { acceptTransfer, inbox } from '../src/ownership/ownership.operations.ts'
import { type TestApp, testApp } from './app.ts'
import { asset, offered, owned, person, said } from './builders.ts'

let at: TestApp
beforeAll(async () => {
  at = await testApp()
})
afterAll(() => at.close())

test('an asset goes from hand to hand, and each hand has accepted it', async () => {
  const [anna, bert] = [await person(at), await person(at)]
  const press = await owned(at, anna)
  const transfer = await offered(anna, bert, press)
  expect((await bert.call(inbox, {})).items.map((item) => item.id)).toEqual([transfer])
  await bert.call(acceptTransfer, { params: { id: transfer }, body: { wording: said('accept', press) } })
  expect((await anna.call(getAsset, { params: { id: press.id } })).owner).toMatchObject({ id: bert.id, stated: false })
  expect(await at.broken()).toEqual([])
})

test('no answer of the API is kept on the way', async () => {
  for (const url of ['/api/v1/me', '/api/v1/assets/export?format=csv', '/api/v1/nosuch']) {
    const { headers } = await at.app.inject({ url, headers: at.admin.headers })
    expect(headers['cache-control'], url).toBe('no-store')
  }
})

test('who is named by somebody else is stated until they accept', async () => {
  const anna = await person(at)
  const press = await asset(at, anna)
  expect((await anna.call(getAsset, { params: { id: press.id } })).owner).toMatchObject({ id: anna.id, stated: true })
})
