import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { copyIn } from '../../test/copy.ts'
import { type TestDatabase, testDatabase } from '../../test/database.ts'
import { invariants } from '../../test/invariants.ts'
import { begin, named, smallRegister } from '../../test/small-register.ts'

let database: TestDatabase
let superuser: pg.Client
let sql: pg.Client
let seen: number

beforeAll(async () => {
  database = await testDatabase()
  superuser = new pg.Client(database.superUrl)
  await superuser.connect()
  await smallRegister(database.appUrl)
  sql = new pg.Client(database.appUrl)
  await sql.connect()
})
beforeEach(async () => {
  seen = (await superuser.query('select max(n)::int as n from ledger.entry')).rows[0].n
})
afterAll(async () => {
  await sql.end()
  await superuser.end()
  await database.drop()
})

/** What was entered since the test began. */
async function entered(): Promise<Record<string, unknown>[]> {
  const { rows } = await superuser.query<{ entry: Record<string, unknown> }>(
    'select bytes::jsonb as entry from ledger.entry where n > $1 order by n',
    [seen],
  )
  return rows.map(({ entry }) => entry)
}

describe('a change by a SQL client lands in the ledger', () => {
  test('in its own transaction, said to be by nobody but the database user', async () => {
    await sql.query("update register.site set name = 'Main works'")
    expect(await entered()).toMatchObject([
      {
        table: 'site',
        op: 'update',
        actor: null,
        origin: 'sql',
        by: 'holdfast_app',
        operation: 'database user holdfast_app',
        before: { name: 'Works' },
        after: { name: 'Main works' },
      },
    ])
  })

  test('and not when it is rolled back', async () => {
    await sql.query("begin; update register.site set name = 'Never'; rollback")
    expect(await entered()).toEqual([])
  })

  test('once for each row of each statement, all of one transaction in one change', async () => {
    await sql.query(
      `begin; update register.asset set firmware = '2' where tag in ('press', 'lathe'); update register.asset set firmware = '3' where tag = 'press'; commit`,
    )
    const entries = await entered()
    expect(entries.map(({ after }) => (after as { firmware: string }).firmware)).toEqual(['2', '2', '3'])
    expect(new Set(entries.map(({ change }) => change)).size).toBe(1)
  })

  test('even where only the way a number is written changes', async () => {
    await sql.query(`update register.asset set fields = '{"width": 1.0}' where tag = 'press'`)
    await sql.query(`update register.asset set fields = '{"width": 1.00}' where tag = 'press'`)
    expect(await entered()).toHaveLength(2)
  })

  test('not at all when it changes nothing', async () => {
    await sql.query('update register.asset set name = name')
    expect(await entered()).toEqual([])
  })

  const columns = 'register.person (id, name)'
  test.each<[string, () => Promise<unknown>, ops: string[]]>([
    [
      'COPY',
      () => copyIn(sql, `copy ${columns} from stdin`, named(':new\tNora Neu\n').replaceAll("'", '')),
      ['insert'],
    ],
    [
      'ON CONFLICT',
      () =>
        sql.query(named(`insert into ${columns} values (:new, 'N') on conflict (id) do update set name = 'Nora Nau'`)),
      ['update'],
    ],
    [
      'MERGE',
      () =>
        sql.query(
          named(`merge into register.person p using (values (:new::uuid), (:newer)) v (id) on p.id = v.id
                 when matched then update set name = 'Nora Nee' when not matched then insert (id, name) values (v.id, 'Nils Neu')`),
        ),
      ['insert', 'update'],
    ],
    [
      'a cursor',
      () =>
        sql.query(
          named(`begin; declare c cursor for select * from register.person where id = :new for update; fetch c;
                 update register.person set name = 'Nora' where current of c; commit`),
        ),
      ['update'],
    ],
    [
      'a prepared statement',
      () => sql.query(named(`prepare p as update register.person set name = $1 where id = :new; execute p ('Nora N')`)),
      ['update'],
    ],
    [
      'a block of code',
      () => sql.query(named(`do $$ begin update register.person set name = 'N' where id = :new; end $$`)),
      ['update'],
    ],
  ])('by %s', async (_, write, ops) => {
    await write()
    expect((await entered()).map(({ table, op }) => `${table} ${op}`).sort()).toEqual(ops.map((op) => `person ${op}`))
  })

  test("by the schema's owner, who may delete what has no chain", async () => {
    const owner = new pg.Client(database.ownerUrl)
    await owner.connect()
    await owner.query(named('delete from register.find where id = :find'))
    await owner.end()
    expect(await entered()).toMatchObject([{ table: 'find', op: 'delete', by: 'holdfast_owner' }])
  })

  test('so that every row is still what its last entry left', async () => {
    expect(await invariants(superuser)).toEqual([])
  })
})

describe('nobody writes in the name of another change', () => {
  test('not by naming one of another transaction', async () => {
    await sql.query(`begin; ${begin('asset.edit')} commit`)
    const { rows } = await superuser.query('select id, at from ledger.change order by at desc limit 1')
    await sql.query(
      `begin; set local holdfast.change = '${rows[0].id}'; update register.site set country = 'AT'; commit`,
    )
    expect(await entered()).toMatchObject([{ operation: 'database user holdfast_app', origin: 'sql' }])
    expect((await entered())[0]!.change).not.toBe(rows[0].id)
  })

  test('nor by naming what is none', async () => {
    await expect(sql.query("set holdfast.change = 'mine'; update register.site set country = 'FR'")).rejects.toThrow(
      /uuid/,
    )
    await sql.query('reset holdfast.change')
    expect(await entered()).toEqual([])
  })

  test('nor by claiming when a tenure was recorded, and in which change', async () => {
    await sql.query(
      named(`begin; ${begin('ownership.correct')}
        with began as (
          insert into register.tenure (asset_id, seq, revision, owner_id, since, started_by, recorded_at, change_id)
          values (:press, 2, 2, :ben, '2025-01-01', 'corrected', '2025-01-01', (select id from ledger.change order by at limit 1)))
        update register.asset set owner_id = :ben, owner_seq = 2, owner_revision = 2, owner_since = '2025-01-01' where id = :press;
        commit`),
    )
    const { rows } = await superuser.query(
      named(`select t.recorded_at = c.at and c.operation = 'ownership.correct' as told
               from register.tenure t join ledger.change c on c.id = t.change_id where t.asset_id = :press and t.seq = 2`),
    )
    expect(rows).toEqual([{ told: true }])
  })

  test("nor as the schema's owner by inserting a change of another day", async () => {
    const owner = new pg.Client(database.ownerUrl)
    await owner.connect()
    const { rows } = await owner.query(
      `insert into ledger.change (id, at, operation, origin, made_by, migration)
       values (gen_random_uuid(), '2020-01-01', 'asset.edit', 'screen', 'somebody', 99)
       returning at > clock_timestamp() - interval '1 minute' as now, made_by, migration = ledger.migration() as migration`,
    )
    await owner.end()
    expect(rows).toEqual([{ now: true, made_by: 'holdfast_owner', migration: true }])
  })
})

// A function that runs as the schema's owner must not meet a type or table that its caller made: code hung on it would run as the owner.
describe("the caller's own types and tables stand before nothing of the register", () => {
  test.each(['uuid', 'text', 'jsonb', 'bytea', 'timestamptz', 'name', 'xid8'])('a type called %s', async (type) => {
    const attacker = new pg.Client(database.appUrl)
    await attacker.connect()
    try {
      await attacker.query(`
        create function pg_temp.mine(value pg_catalog.${type}) returns boolean language plpgsql as $$
          begin raise exception 'this ran as %', current_user; end $$;
        create domain pg_temp.${type} as pg_catalog.${type} check (pg_temp.mine(value));`)
      await attacker.query('set search_path = pg_catalog, pg_temp')
      await attacker.query(
        named(`begin; ${begin('asset.edit')} update register.asset set notes = '${type}' where id = :lathe; commit`),
      )
      await attacker.query(named(`update register.person set job_title = '${type}' where id = :ben`))
      await attacker.query('select ledger.sequence(1000)')
    } finally {
      await attacker.end()
    }
    expect((await entered()).map(({ table }) => table)).toEqual(['asset', 'person'])
  })

  test('tables called as those that are read', async () => {
    const attacker = new pg.Client(database.appUrl)
    await attacker.connect()
    try {
      for (const table of ['change', 'entry', 'pending', 'leaf', 'head'])
        await attacker.query(`create temp table ${table} as select * from ledger.${table} limit 0`)
      await attacker.query(named(`update register.asset set notes = 'mine' where id = :lathe`))
    } finally {
      await attacker.end()
    }
    expect(await entered()).toHaveLength(1)
  })
})
