import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from './database.ts'
import { invariants } from './invariants.ts'
import { named, smallRegister } from './small-register.ts'

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

// What only a superuser can do, with the triggers off, so that each rule is seen to be broken.
test.each<[rule: string, statement: string]>([
  [
    'an asset has one owner until it is disposed of',
    `alter table register.asset drop constraint asset_disposed_has_no_owner;
     update register.asset set owner_id = null where id = :press`,
  ],
  ['the head is the last tenure', 'update register.asset set owner_seq = 7 where id = :press'],
  ['tenures are numbered without a gap', 'delete from register.tenure where asset_id = :lathe and seq = 1'],
  [
    'in a revision each tenure begins after the one before it',
    "update register.tenure set since = '2025-12-31' where asset_id = :lathe and seq = 1",
  ],
  [
    'every revision has an owner since the registration',
    "update register.tenure set since = '2024-01-01', recorded_at = '2025-01-01' where asset_id = :gauge and seq = 1",
  ],
  [
    'an accepted tenure and its transfer name each other',
    'update register.transfer set to_id = :carla, decided_by = :carla where id = :accepted',
  ],
  [
    'an asset has one open transfer',
    `drop index register.one_open_transfer;
     insert into register.transfer select :new, asset_id, from_id, to_id, state, null, offered_at, null, null, null, null, expires_at
       from register.transfer where id = :offered`,
  ],
  [
    'nothing is attached to anybody who has left',
    "update register.person set state = 'left', left_import_id = :import where id = :anna",
  ],
  ['every entry is in the tree or waits to be', 'delete from ledger.pending'],
  ['the tree is as large as its leaves are many', 'update ledger.head set size = size + 1'],
  ['a present row of site is what its last entry left', "update register.site set name = 'Elsewhere'"],
  ['a present row of kind is what its last entry left', "update register.kind set names = '{}'"],
  ['a present row of find is what its last entry left', 'delete from register.find'],
  ['the last version of site is the present row', "update register.site_version set name = 'Elsewhere'"],
  [
    'the versions of asset follow one another',
    "update register.asset_version set recorded_to = '2999-01-01' where id = :lathe and recorded_to <> 'infinity'",
  ],
])('it would be seen that not %s', async (rule, statement) => {
  await superuser.query(`begin; set local session_replication_role = replica; ${named(statement)}`)
  const broken = await invariants(superuser)
  await superuser.query('rollback')
  expect(broken.filter((found) => found.startsWith(rule))).toHaveLength(1)
})
