import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { connect, type Database, type Reader } from './connect.ts'
import { inSnapshot } from './snapshot.ts'

let cloned: TestDatabase
let database: Database
beforeAll(async () => {
  cloned = await testDatabase()
  database = connect(cloned.appUrl)
  await database.pool.query("insert into register.site (id, name) values (gen_random_uuid(), 'North')")
})
afterAll(async () => {
  await database.close()
  await cloned.drop()
})

const sites = async (db: Reader) => (await db.selectFrom('site').select('name').orderBy('name').execute()).length
async function* twice(snapshot: Reader) {
  yield await sites(snapshot)
  yield await sites(snapshot)
}

test('what is read in a snapshot is one moment, whatever happens meanwhile', async () => {
  const reading = inSnapshot(database.reader, twice)
  const before = (await reading.next()).value
  await database.pool.query("insert into register.site (id, name) values (gen_random_uuid(), 'South')")
  expect((await reading.next()).value).toBe(before)
  expect((await reading.next()).done).toBe(true)
  expect(await sites(database.reader)).not.toBe(before)
})

test('however many stop reading half-way, everybody else goes on, and the next is told to wait', async () => {
  const stalled = Array.from({ length: 20 }, () => inSnapshot(database.reader, twice))
  const begun = await Promise.allSettled(stalled.map((reading) => reading.next()))
  const refused = begun.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []))
  expect(refused).toEqual(Array(16).fill('too_many_downloads'))
  expect(await Promise.all(Array.from({ length: 30 }, () => sites(database.reader)))).toHaveLength(30)
  for (const reading of stalled) await reading.return(undefined)
  const next = inSnapshot(database.reader, twice)
  expect((await next.next()).done).toBe(false)
  await next.return(undefined)
})

test('a reading that fails says why, and gives its connection back', async () => {
  for (let round = 0; round < 10; round++) {
    const failing = inSnapshot(database.reader, async function* (snapshot) {
      yield await sql`select ${'no number'}::int`.execute(snapshot)
    })
    await expect(failing.next()).rejects.toMatchObject({ code: '22P02' })
  }
  expect(await sites(database.reader)).toBeGreaterThan(0)
})
