import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { type Change, write } from './change.ts'
import { connect, type Database } from './connect.ts'

let made: TestDatabase
let database: Database
beforeAll(async () => {
  made = await testDatabase()
  database = connect(made.appUrl)
})
afterAll(async () => {
  await database.close()
  await made.drop()
})

const site = ({ db }: Change, name: string) =>
  sql`insert into site (id, name) values (gen_random_uuid(), ${name})`.execute(db)
const change = (act: (change: Change) => Promise<void>) =>
  write(
    database,
    { personId: null, origin: 'job' },
    { operation: 'site.add' },
    async () => null,
    (change) => act(change),
  )
const sites = async () =>
  (await database.reader.selectFrom('site').select('name').orderBy('name').execute()).map((one) => one.name)

test('a last statement that leaves with the commit is kept', async () => {
  await change(async (change) => change.last(site(change, 'Aachen')))
  expect(await sites()).toEqual(['Aachen'])
})

test('where the last statement fails nothing is kept, and its error is that of the write', async () => {
  const failing = change(async (change) => {
    await site(change, 'Bremen')
    change.last(site(change, 'Aachen'))
  })
  await expect(failing).rejects.toMatchObject({ constraint: 'site_name_taken' })
  expect(await sites()).toEqual(['Aachen'])
})

test('statements asked for at once come in their order, and one that fails takes the others with it', async () => {
  const failing = change(async (change) => {
    await Promise.all([site(change, 'Chemnitz'), site(change, 'Chemnitz'), site(change, 'Dresden')])
  })
  await expect(failing).rejects.toMatchObject({ constraint: 'site_name_taken' })
  expect(await sites()).toEqual(['Aachen'])
})

test('a connection on which a write failed serves the next one', async () => {
  for (let time = 0; time < 30; time++)
    await change(async (change) => change.last(site(change, 'Aachen'))).catch(() => {})
  await change(async (change) => change.last(site(change, 'Essen')))
  expect(await sites()).toEqual(['Aachen', 'Essen'])
})
