import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../test/database.ts'

// The gate: what is attached to a person points at (id, present), so that leaving is refused while it counts.

/** Keys to a person that only remember, and why nothing has to be handed over for them. */
const remembers: Record<string, string> = {
  department_head:
    'says how the company is organised; where the head has left, what they would do falls to the next in line',
  person_manager_id_fkey: 'as the head of a department',
  find_decided_by_fkey: 'who decided, in the past',
  import_operator_id_fkey: 'who ran it, in the past',
  tenure_owner_id_fkey: 'owners of the past too; who owns now is on the asset',
  transfer_offered_by_fkey: 'who offered, in the past',
  transfer_released_by_fkey: 'who released, in the past',
  transfer_decided_by_fkey: 'who decided, in the past',
  user_person: 'how somebody signs in; sign-in asks whether they have left',
}
/** Columns of the gate that nothing has to keep from those who are leaving, and why. */
const takesFromLeavers: Record<string, string> = {
  'transfer.from_id': 'who is leaving must be able to hand over',
}

let database: TestDatabase
let client: pg.Client

beforeAll(async () => {
  database = await testDatabase()
  client = new pg.Client(database.superUrl)
  await client.connect()
})
afterAll(async () => {
  await client.end()
  await database.drop()
})

interface Key {
  name: string
  table: string
  column: string
  gate: boolean
}

/** Every foreign key to a person; a gate points at (id, present) with a computed column that is true while it counts, else null. */
async function keys(): Promise<Key[]> {
  const { rows } = await client.query<Key>(`
    select conname as name, t.relname as table, a.attname as column, array_length(conkey, 1) = 2 and exists (
             select from pg_attribute l join pg_attrdef d on (adrelid, adnum) = (l.attrelid, l.attnum) join pg_attribute p on p.attrelid = confrelid
              where l.attrelid = conrelid and l.attnum = conkey[2] and l.attgenerated = 's' and p.attnum = confkey[2] and p.attname = 'present'
                and pg_get_expr(adbin, adrelid) ~ 'THEN true\\s+ELSE NULL::boolean') as gate
      from pg_constraint k join pg_class t on t.oid = conrelid join pg_attribute a on (attrelid, attnum) = (conrelid, conkey[1])
     where contype = 'f' and confrelid = 'register.person'::regclass`)
  return rows
}

test('every key to a person is of the gate, or stands beside one, or only remembers', async () => {
  const all = await keys()
  const gated = new Set(all.filter(({ gate }) => gate).map(({ table, column }) => `${table}.${column}`))
  expect(gated.size).toBeGreaterThan(0)
  const others = all.filter(({ table, column }) => !gated.has(`${table}.${column}`)).map(({ name }) => name)
  expect(others.sort()).toEqual(Object.keys(remembers).sort())
})

test('every key of the gate also keeps its person from being unknown once it counts no more', async () => {
  const all = await keys()
  const alone = all.filter(
    (key) => key.gate && !all.some((other) => !other.gate && other.table === key.table && other.column === key.column),
  )
  // the owner of an asset counts as long as there is one
  expect(alone.map(({ name }) => name)).toEqual(['asset_owner_present'])
})

test('nothing new is attached to who is leaving', async () => {
  const { rows } = await client.query<{ column: string }>(`
    select relname || '.' || convert_from(substring(tgargs from 1 for length(tgargs) - 1), 'UTF8') as column
      from pg_trigger join pg_class c on c.oid = tgrelid
     where tgfoid = 'register.takes_new'::regproc and tgenabled = 'O' and tgtype & 7 = 7`)
  const guarded = rows.map(({ column }) => column)
  const gates = (await keys()).filter(({ gate }) => gate).map(({ table, column }) => `${table}.${column}`)
  expect(gates.filter((column) => !guarded.includes(column) && !(column in takesFromLeavers))).toEqual([])
})

test('what was attached stays with whom it was given to, and ends once', async () => {
  const { rows } = await client.query<{ name: string }>(`
    select relname as name from pg_class c where relnamespace = 'register'::regnamespace
       and exists (select from pg_trigger where tgrelid = c.oid and tgfoid = 'register.ends_once'::regproc and tgenabled = 'O' and tgtype = 19)`)
  // the head of an asset and the offer have rules of their own: head_moves_forward, transfer_keeps_its_offer
  const own = ['asset', 'transfer']
  const gates = new Set((await keys()).filter(({ gate }) => gate).map(({ table }) => table))
  expect([...gates].filter((table) => !own.includes(table)).sort()).toEqual(rows.map(({ name }) => name).sort())
})
