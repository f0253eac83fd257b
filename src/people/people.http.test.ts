import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../test/app.ts'
import { owned, person } from '../../test/builders.ts'
import { disposeAsset } from '../assets/assets.operations.ts'
import type { Call } from '../platform/http/operation.ts'
import {
  addDepartment,
  addPerson,
  editPerson,
  findPeople,
  getPerson,
  listPeople,
  setRoles,
} from './people.operations.ts'

let at: TestApp
beforeAll(async () => {
  at = await testApp()
  for (const name of ['Özil', 'Anna', 'Zoe', 'Bert', 'Émile', 'Anna']) await add({ name })
})
afterAll(() => at.close())

const add = async (body: Call<typeof addPerson>['body']) => (await at.admin.call(addPerson, { body })).id
const list = (query: Call<typeof listPeople>['query']) => at.admin.call(listPeople, { query })

describe('the list of people', () => {
  test('comes in pages that together are the whole, each person once', async () => {
    const whole = await list({ limit: '200', total: 'true' })
    expect(whole.total).toBe(whole.items.length)
    const names: string[] = []
    let after: string | undefined
    do {
      const page = await list({ limit: '2', after })
      names.push(...page.items.map(({ name }) => name))
      after = page.next ?? undefined
    } while (after)
    expect(names).toEqual(whole.items.map(({ name }) => name))
    expect(names.filter((name) => name === 'Anna')).toHaveLength(2)
  })

  test('finds by fragments of name, address and number, and takes signs of patterns for what they are', async () => {
    await add({ name: 'Carla_100%', email: 'carla@example.org', personnelNumber: 'P-77' })
    for (const q of ['arla_1', '100%', 'CARLA@', 'p-77'])
      expect(
        (await list({ q, total: 'true' })).items.map(({ name }) => name),
        q,
      ).toEqual(['Carla_100%'])
    expect((await list({ q: 'arlax1' })).items).toEqual([])
    expect((await at.admin.call(findPeople, { query: { q: 'carla' } })).items.map(({ name }) => name)).toEqual([
      'Carla_100%',
    ])
  })

  test('is filtered, and counted as it is filtered', async () => {
    const { id } = await at.admin.call(addDepartment, { body: { name: 'Maintenance' } })
    await add({ name: 'Dora', departmentId: id })
    const { items, total } = await list({ department: id, total: 'true' })
    expect(items.map(({ name }) => name)).toEqual(['Dora'])
    expect(total).toBe(1)
  })

  test('is shown as it was', async () => {
    const id = await add({ name: 'Emil' })
    const { version } = await at.admin.call(getPerson, { params: { id } })
    await at.admin.call(editPerson, { params: { id }, ifMatch: version, body: { name: 'Emilio' } })
    expect((await list({ q: 'emil', asOf: version })).items.map(({ name }) => name)).toEqual(['Emil'])
    expect((await list({ q: 'emil' })).items.map(({ name }) => name)).toEqual(['Emilio'])
  })
})

test('two who edit different fields of a person keep both, of one field the second hears who was first', async () => {
  const id = await add({ name: 'Fritz' })
  const { version } = await at.admin.call(getPerson, { params: { id } })
  const edit = (body: Call<typeof editPerson>['body']) =>
    at.admin.call(editPerson, { params: { id }, ifMatch: version, body })
  await edit({ jobTitle: 'Fitter' })
  await edit({ company: 'Works' })
  await expect(edit({ jobTitle: 'Foreman' })).rejects.toMatchObject({
    problem: { code: 'changed_meanwhile', fields: ['jobTitle'], by: at.admin.name },
  })
  expect(await at.admin.call(getPerson, { params: { id } })).toMatchObject({ jobTitle: 'Fitter', company: 'Works' })
})

test.each<[what: string, first: object, second: object, code: string]>([
  ['an e-mail address, in capitals too', { email: 'gerd@example.org' }, { email: 'GERD@example.org' }, 'email_taken'],
  ['a user name', { username: 'gerd' }, { username: 'Gerd' }, 'username_taken'],
  ['a personnel number', { personnelNumber: '7' }, { personnelNumber: '7' }, 'personnel_number_taken'],
])('no two people have %s', async (_, first, second, code) => {
  await add({ name: 'Gerd', ...first })
  expect(await at.admin.says(addPerson, { body: { name: 'Gerd', ...second } })).toBe(code)
})

test('the page of a person shows their roles and how much they had then', async () => {
  const anna = await person(at)
  const press = await owned(at, anna)
  await at.admin.call(setRoles, { params: { id: anna.id }, body: { roles: ['hr'] } })
  const { rows } = await at.database.pool.query<{ at: string }>('select max(at) as at from ledger.change')
  await at.admin.call(setRoles, { params: { id: anna.id }, body: { roles: [] } })
  await at.admin.call(disposeAsset, { params: { id: press.id }, body: { reason: 'scrapped' } })
  const page = (asOf?: string) => at.admin.call(getPerson, { params: { id: anna.id }, query: { asOf } })
  expect(await page()).toMatchObject({ roles: [], owns: 0 })
  expect(await page(rows[0]!.at)).toMatchObject({ roles: ['hr'], owns: 1 })
})
