import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../test/database.ts'
import { write } from '../platform/database/change.ts'
import { connect, type Database } from '../platform/database/connect.ts'
import { nextTags } from './asset.store.ts'

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

test('the series of tags has five figures, and six after A-99999', async () => {
  const draw = (count: number) =>
    write(
      database,
      { personId: null, origin: 'job' },
      { operation: 'tags' },
      async () => null,
      (change) => nextTags(change, count),
    )
  expect(await draw(2)).toEqual(['A-00001', 'A-00002'])
  const owner = new pg.Client(made.ownerUrl)
  await owner.connect()
  await owner.query("select setval('register.asset_tag', 99998)")
  await owner.end()
  expect(await draw(3)).toEqual(['A-99999', 'A-100000', 'A-100001'])
})
