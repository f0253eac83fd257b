import { readFileSync } from 'node:fs'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { tables } from '../scripts/tables.ts'
import { migrations } from '../src/platform/database/migrate.ts'
import { type TestDatabase, testDatabase } from './database.ts'

// What every table and function of the database must have, asked of the database itself: whoever adds one cannot forget it.

/** Where the program may do more than the rule allows, and why. */
const mayAlso: Record<string, string> = {
  'ledger.node INSERT': 'the program grows the tree; verification finds a wrong node',
  'ledger.checkpoint INSERT': 'the program signs; verification finds a wrong checkpoint',
  'ledger.verifier_key INSERT': 'the program makes its keys; whoever verifies compares them with those they were given',
}
/** What the program may execute of the functions that are there, and why. */
const mayExecute: Record<string, string> = {
  'ledger.begin': 'every write begins so',
  'ledger.current_change': 'for writers in plain SQL',
  'ledger.migration': 'a number',
  'ledger.sequence': 'the program is the sequencer; what may leave the queue is checked there',
  'register.erase_person': 'refuses all but who has left',
  'register.pseudonym': 'a check of register.person computes it',
}
/** Ledger tables whose rows may go or change, and by what that is bounded instead. */
const bounded: Record<string, string> = {
  'ledger.head a_never_update': 'the size grows with the tree',
  'ledger.kept a_never_update': 'b_grows: what is clear stays clear',
  'ledger.pending a_never_delete': 'b_is_taken: an entry leaves by entering the tree',
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

/** The first column of every row: what breaks the rule. */
const breaking = async (question: string): Promise<unknown[]> =>
  (await client.query({ text: question, rowMode: 'array' })).rows.map(([first]: unknown[]) => first)

const registerTables = `select oid, relname, to_regclass(format('register.%I', relname || '_version')) as versions
  from pg_class where relnamespace = 'register'::regnamespace and relkind in ('r', 'p') and relname !~ '_version$'`
/** tgtype: row 1, before 2, insert 4, delete 8, update 16, truncate 32 */
const hasTrigger = (table: string, name: string, type: number) =>
  `exists (select from pg_trigger where tgrelid = ${table} and tgname = '${name}' and tgtype = ${type} and tgenabled = 'O')`
const never = { insert: 7, delete: 11, update: 19, truncate: 34 }

describe('every table of the register', () => {
  test('is journaled: insert, update and delete, row by row', async () => {
    expect(
      await breaking(`select relname from (${registerTables}) t where not ${hasTrigger('t.oid', 'z_journal', 29)}`),
    ).toEqual([])
  })

  test('cannot be truncated', async () => {
    expect(
      await breaking(
        `select relname from (${registerTables}) t where not ${hasTrigger('t.oid', 'a_never_truncate', never.truncate)}`,
      ),
    ).toEqual([])
  })

  test('keeps its versions, or is only ever inserted and stamped by its change', async () => {
    expect(
      await breaking(`select relname from (${registerTables}) t where versions is null and not (
        ${hasTrigger('t.oid', 'a_never_update', never.update)} and ${hasTrigger('t.oid', 'a_never_delete', never.delete)}
        and exists (select from pg_trigger where tgrelid = t.oid and tgfoid = 'ledger.stamp'::regproc and tgtype = 7)
        and 2 = (select count(*) from pg_attribute where attrelid = t.oid and attname in ('recorded_at', 'change_id') and attnotnull))`),
    ).toEqual([])
  })

  test('is all that schema holds: no view, no rule, no sequence but that of the tags', async () => {
    expect(
      await breaking(`select relname from pg_class where relnamespace = 'register'::regnamespace and relkind not in ('r', 'i', 'S')
        union all select relname from pg_class where relnamespace = 'register'::regnamespace and relkind = 'S' and relname <> 'asset_tag'
        union all select rulename from pg_rules where schemaname in ('register', 'ledger')`),
    ).toEqual([])
  })
})

describe('every version table', () => {
  test('has the table that it is the past of', async () => {
    expect(
      await breaking(`select relname from pg_class where relnamespace = 'register'::regnamespace and relkind = 'r' and relname ~ '_version$'
        and to_regclass(format('register.%I', left(relname, -8))) is null`),
    ).toEqual([])
  })

  test('has the columns of its table, of the same types', async () => {
    expect(
      await breaking(`select t.relname || '.' || attname from (${registerTables}) t join pg_attribute a on attrelid = t.oid
        where versions is not null and attnum > 0 and not attisdropped and attgenerated = '' and not exists (
          select from pg_attribute v where v.attrelid = versions and v.attname = a.attname and v.atttypid = a.atttypid and v.atttypmod = a.atttypmod)`),
    ).toEqual([])
  })

  test('is written by the journal alone', async () => {
    const guards = Object.entries(never).map(([op, type]) => hasTrigger('t.versions', `a_never_${op}`, type))
    expect(
      await breaking(
        `select relname from (${registerTables}) t where versions is not null and not (${guards.join(' and ')})`,
      ),
    ).toEqual([])
  })
})

test('every table of the ledger refuses update, delete and truncate', async () => {
  const guards = (['update', 'delete', 'truncate'] as const).map(
    (
      op,
    ) => `select nspname || '.' || relname || ' a_never_${op}' as missing from pg_class t join pg_namespace n on n.oid = relnamespace
      where nspname = 'ledger' and relkind = 'r' and not ${hasTrigger('t.oid', `a_never_${op}`, never[op])}`,
  )
  expect((await breaking(guards.join(' union all '))).sort()).toEqual(Object.keys(bounded).sort())
})

describe('functions', () => {
  const functions = `select p.oid, p.oid::regprocedure::text as name, nspname || '.' || proname as short, prosecdef, proconfig, proacl, proowner
    from pg_proc p join pg_namespace n on n.oid = pronamespace
    where nspname not in ('pg_catalog', 'information_schema') and not exists (select from pg_depend where objid = p.oid and deptype = 'e')`

  test('that run as their owner look nothing up where their caller could put something', async () => {
    expect(
      await breaking(
        `select name from (${functions}) f where prosecdef and not ('search_path=pg_catalog, pg_temp' = any (coalesce(proconfig, '{}')))`,
      ),
    ).toEqual([])
  })

  test('are executed by nobody who was not given the right', async () => {
    expect(
      await breaking(`select name from (${functions}) f where has_function_privilege('public', oid, 'execute')`),
    ).toEqual([])
  })

  test('that the program may execute are few', async () => {
    const allowed = await breaking(
      `select short from (${functions}) f where has_function_privilege('holdfast_app', oid, 'execute')`,
    )
    expect(allowed.sort()).toEqual(Object.keys(mayExecute).sort())
  })
})

describe("the program's role", () => {
  const all = ['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']

  test('reads and adds, changes only what has versions, and deletes nothing', async () => {
    const { rows } = await client.query<{ name: string; privileges: string[]; kind: string }>(
      `select nspname || '.' || relname as name,
              array(select p from unnest($1::text[]) p where has_table_privilege('holdfast_app', c.oid, p)) as privileges,
              case when nspname = 'ledger' or relname ~ '_version$' then 'past'
                   when to_regclass(format('register.%I', relname || '_version')) is null then 'once' else 'present' end as kind
         from pg_class c join pg_namespace n on n.oid = relnamespace where nspname in ('register', 'ledger') and relkind = 'r'`,
      [all],
    )
    const rule: Record<string, string[]> = {
      past: ['SELECT'],
      once: ['SELECT', 'INSERT'],
      present: ['SELECT', 'INSERT', 'UPDATE'],
    }
    const beyond = rows.flatMap(({ name, privileges, kind }) =>
      privileges.filter((privilege) => !rule[kind]!.includes(privilege)).map((privilege) => `${name} ${privilege}`),
    )
    expect(beyond.sort()).toEqual(Object.keys(mayAlso).sort())
  })

  test('has no right on single columns that it has not on their table', async () => {
    expect(
      await breaking(`select attrelid::regclass || '.' || attname from pg_attribute a join pg_class c on c.oid = attrelid
        where relnamespace in ('register'::regnamespace, 'ledger'::regnamespace) and attacl is not null`),
    ).toEqual([])
  })

  test('owns nothing, belongs to nobody, and makes nothing that lasts', async () => {
    expect(
      await breaking(`
        select 'owns' from pg_shdepend where refobjid = 'holdfast_app'::regrole and deptype = 'o'
        union all select 'member' from pg_auth_members where member = 'holdfast_app'::regrole
        union all select 'attribute' from pg_roles where rolname = 'holdfast_app'
          and (rolsuper or rolcreaterole or rolcreatedb or rolreplication or rolbypassrls)
        union all select 'database' where has_database_privilege('holdfast_app', current_database(), 'create')
        union all select nspname from pg_namespace where has_schema_privilege('holdfast_app', oid, 'create') and nspname !~ '^pg_(toast_)?temp'`),
    ).toEqual([])
  })
})

test('what is personal stands in the person and its versions, and in what signs in', async () => {
  const personal = [
    ...['given_name', 'family_name', 'first_name', 'last_name', 'display_name', 'email', 'phone', 'mobile', 'username'],
    ...['personnel_number', 'directory_id', 'job_title', 'company', 'birthday', 'street', 'photo', 'badge'],
  ]
  const { rows } = await client.query<{ name: string }>(
    `select distinct attrelid::regclass::text as name from pg_attribute join pg_class c on c.oid = attrelid
      where relkind = 'r' and relnamespace not in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace) and attname = any ($1) order by 1`,
    [personal],
  )
  expect(rows.map(({ name }) => name)).toEqual(['auth."user"', 'register.person', 'register.person_version'])
})

test('the types of the tables are those of the migrated database', async () => {
  const bare = (types: string) => types.replaceAll(/\s/g, '').replaceAll(/([:<])\|/g, '$1')
  const written = readFileSync(new URL('../src/tables.ts', import.meta.url), 'utf8')
  expect(bare(written)).toBe(bare(await tables(database.ownerUrl)))
})

test('migrations are numbered 1, 2, 3 and so on, and all have run', async () => {
  const numbers = migrations().map(({ number }) => number)
  expect(numbers).toEqual(numbers.map((_, i) => i + 1))
  expect(await breaking('select number from public.migration order by 1')).toEqual(numbers)
})
