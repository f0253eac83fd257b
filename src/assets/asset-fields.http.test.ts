import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../test/app.ts'
import { asset, person } from '../../test/builders.ts'
import { addSite } from '../people/people.operations.ts'
import type { Call } from '../platform/http/operation.ts'
import { editAsset, getAsset } from './assets.operations.ts'

let at: TestApp
let id: string
beforeAll(async () => {
  at = await testApp()
})
afterAll(() => at.close())

type Edit = Call<typeof editAsset>['body']
const register = async (fields: Edit = {}) => {
  id = (await asset(at, await person(at), fields)).id
}
const look = () => at.admin.call(getAsset, { params: { id } })
const edit = async (body: Edit) =>
  await at.admin.says(editAsset, { params: { id }, ifMatch: (await look()).version, body })

describe('a model is one of a manufacturer, with a number:', () => {
  test('its number can be filled in later', async () => {
    await register({ manufacturer: 'Siemens', model: 'S7-1500' })
    await edit({ modelNumber: '6ES7' })
    expect(await look()).toMatchObject({ manufacturer: 'Siemens', model: 'S7-1500', modelNumber: '6ES7' })
  })
  test('another model has not the number of the one before', async () => {
    await register({ manufacturer: 'Siemens', model: 'S7-1500', modelNumber: '6ES7' })
    await edit({ model: 'S7-300' })
    expect(await look()).toMatchObject({ model: 'S7-300', modelNumber: null })
  })
  test('another manufacturer has a model of the same name of their own', async () => {
    await register({ manufacturer: 'Siemens', model: 'One', modelNumber: '1' })
    await edit({ manufacturer: 'ABB' })
    expect(await look()).toMatchObject({ manufacturer: 'ABB', model: 'One', modelNumber: '1' })
    const { rows } = await at.database.pool.query(
      "select manufacturer from register.model where name = 'One' order by 1",
    )
    expect(rows).toEqual([{ manufacturer: 'ABB' }, { manufacturer: 'Siemens' }])
  })
  test('a number alone is the name of its model', async () => {
    await register({ modelNumber: '6ES7' })
    expect(await look()).toMatchObject({ model: '6ES7', modelNumber: '6ES7' })
  })
  test('it can be taken away', async () => {
    await register({ model: 'S7-1500', modelNumber: '6ES7' })
    await edit({ model: null })
    expect(await look()).toMatchObject({ model: null, modelNumber: null })
  })
  test('what does not touch it leaves it', async () => {
    await register({ model: 'S7-1500', modelNumber: '6ES7' })
    await edit({ notes: 'dusty' })
    expect(await look()).toMatchObject({ model: 'S7-1500', modelNumber: '6ES7' })
  })
})

test('what moves to another site has left its place, unless the place there is named too', async () => {
  const [north, south] = [
    await at.admin.call(addSite, { body: { name: 'North' } }),
    await at.admin.call(addSite, { body: { name: 'South' } }),
  ]
  await register({ siteId: north.id, place: 'Hall 1' })
  await edit({ serial: 'S1' })
  expect(await look()).toMatchObject({ site: { name: 'North' }, place: 'Hall 1' })
  await edit({ siteId: south.id })
  expect(await look()).toMatchObject({ site: { name: 'South' }, place: null })
  await edit({ siteId: north.id, place: 'Hall 2' })
  expect(await look()).toMatchObject({ site: { name: 'North' }, place: 'Hall 2' })
})

describe('a field of the kind', () => {
  test.each<[what: string, fields: Edit['fields'], answer: string]>([
    ['of its type is kept', { zone: 'Z1', safety_relevant: true, purdue_level: '3.5' }, 'done'],
    ['that the kind does not have is refused', { imei: '1' }, 'field_unknown'],
    ['of another type is refused', { safety_relevant: 'yes' }, 'field_wrong'],
    ['that is none of its choices is refused', { purdue_level: '6' }, 'field_wrong'],
  ])('%s', async (_, fields, answer) => {
    await register()
    expect(await edit({ fields })).toBe(answer)
    expect((await look()).fields).toEqual(answer === 'done' ? fields : {})
  })
})
