import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from './database.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

async function ask(url: string, question: string) {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return (await client.query(question)).rows
  } finally {
    await client.end()
  }
}

test('program, owner and superuser each come in as themselves', async () => {
  const who = 'SELECT current_user AS name, rolsuper AS super FROM pg_roles WHERE rolname = current_user'
  expect(await ask(database.appUrl, who)).toEqual([{ name: 'holdfast_app', super: false }])
  expect(await ask(database.ownerUrl, who)).toEqual([{ name: 'holdfast_owner', super: false }])
  expect(await ask(database.superUrl, who)).toEqual([{ name: 'postgres', super: true }])
})

test('the binaries are those that were asked for', async () => {
  const wanted = process.env.HOLDFAST_TEST_POSTGRES
  const [{ version }] = await ask(database.appUrl, "SELECT current_setting('server_version') AS version")
  expect(Number.parseInt(version, 10)).toBeGreaterThanOrEqual(wanted === 'npm' ? 18 : 15)
})

test('two files do not see each other', async () => {
  const other = await testDatabase()
  await ask(database.ownerUrl, 'CREATE TABLE only_here (n int)')
  const seen = "SELECT to_regclass('public.only_here') AS it"
  expect(await ask(other.appUrl, seen)).toEqual([{ it: null }])
  expect(await ask(database.appUrl, seen)).toEqual([{ it: 'only_here' }])
  await other.drop()
})

test('umlauts are folded and ordered as people expect', async () => {
  const rows = await ask(database.appUrl, "SELECT lower('ÄRGER') AS low, 'ä' < 'b' AS ordered")
  expect(rows).toEqual([{ low: 'ärger', ordered: true }])
})
