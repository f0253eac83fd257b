import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from './database.ts'
import { invariants } from './invariants.ts'
import { smallRegister } from './small-register.ts'

let database: TestDatabase
let superuser: pg.Client

beforeAll(async () => {
  database = await testDatabase()
  superuser = new pg.Client(database.superUrl)
  await superuser.connect()
  await smallRegister(database.appUrl)
})
afterAll(async () => {
  await superuser.end()
  await database.drop()
})

test('a register made by the rules keeps every one of them', async () => {
  expect(await invariants(superuser)).toEqual([])
})
