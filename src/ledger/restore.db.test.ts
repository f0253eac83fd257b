import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../test/database.ts'
import { invariants } from '../../test/invariants.ts'
import { seed, type TestRegister, testRegister } from '../../test/register.ts'
import { begin, named, now } from '../../test/small-register.ts'
import { eraseAgain, erasedPersons } from '../people/erasures.ts'
import { backupTo } from '../platform/database/backup.ts'
import { BackupReader } from '../platform/database/backup-reader.ts'
import { connect } from '../platform/database/connect.ts'
import { migrations } from '../platform/database/migrate.ts'
import { schemas } from '../platform/database/tables.ts'
import { newestCheckpoint, storedHashes } from './ledger.store.ts'
import { verifyRegister } from './live.ts'
import { consistencyProof, rootAt } from './proof.ts'
import { type Restoring, restoreRegister } from './restore.ts'
import { sequence } from './sequencer.ts'
import { signer } from './signing.ts'
import { extend } from './verify/merkle.ts'

let register: TestRegister
let folder: string
let file: string
const made: TestDatabase[] = []

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'holdfast-test-backup-'))
  file = path.join(folder, 'backup')
  register = await testRegister()
  await register.change(
    'asset.edit',
    `update register.asset set notes = E'a\\tb\\\\c\\nd\\\\.\\n\\\\.' where id = :press`,
  )
  await register.sign()
  await register.change('site.edit', `update register.site set country = 'AT' where id = :new`)
  await backupTo(register.at.ownerUrl, file)
})
afterEach(async () => {
  for (const one of made.splice(0)) await one.drop()
})
afterAll(async () => {
  await register.close()
  rmSync(folder, { recursive: true })
})

const how: Restoring = { seed: () => seed, trust: {}, despiteFindings: false, drill: false }
/** An empty, migrated database. */
async function empty(): Promise<TestDatabase> {
  const one = await testDatabase()
  made.push(one)
  return one
}
async function restore(into: TestDatabase, from = file, options: Partial<Restoring> = {}) {
  const reader = BackupReader.open(from)
  return await restoreRegister(into.ownerUrl, 'holdfast_app', reader, await reader.header(), { ...how, ...options })
}
async function ask<Row extends pg.QueryResultRow>({ superUrl }: TestDatabase, question: string): Promise<Row[]> {
  const client = new pg.Client(superUrl)
  await client.connect()
  return await client
    .query<Row>(named(question))
    .then(({ rows }) => rows)
    .finally(() => client.end())
}
/** Every row of every table as text, by table. Transaction numbers are those of one cluster. */
async function content(of: TestDatabase): Promise<Map<string, string[]>> {
  const tables = await ask<{ name: string }>(
    of,
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('register', 'ledger', 'auth', 'staging') order by 1`,
  )
  const rows = await ask<{ name: string; rows: string[] }>(
    of,
    tables
      .map(
        ({ name }) =>
          `select '${name}' as name, coalesce(array_agg(t order by t), '{}') as rows from (select (to_jsonb(t) - 'transaction')::text as t from ${name} t) t`,
      )
      .join(' union all '),
  )
  return new Map(rows.map((row) => [row.name, row.rows] as const).sort(([a], [b]) => (a < b ? -1 : 1)))
}
/** Another file: the backup with its text changed. */
function changed(name: string, change: (text: string) => string): string {
  const before = gunzipSync(readFileSync(file)).toString()
  const after = change(before)
  expect(after === before).toBe(false)
  const at = path.join(folder, name)
  writeFileSync(at, gzipSync(after))
  return at
}

describe('a restored register', () => {
  test('has every row of every table, and besides them only its new epoch', async () => {
    const into = await empty()
    const restored = await restore(into)
    const [before, after] = [await content(register.at), await content(into)]
    expect([...after.keys()]).toEqual([...before.keys()])
    const more: Record<string, number> = {}
    for (const [table, rows] of before) {
      const there = after.get(table)!
      if (['ledger.head', 'ledger.pending'].includes(table)) continue
      expect([table, rows.filter((row) => !there.includes(row))]).toEqual([table, []])
      if (there.length > rows.length) more[table] = there.length - rows.length
    }
    expect(restored.rows).toBe([...before.values()].reduce((sum, rows) => sum + rows.length, 0))
    expect(more).toEqual({
      'ledger.change': 1,
      'ledger.checkpoint': 1,
      'ledger.entry': 1,
      'ledger.leaf': 2,
      'ledger.opening': 1,
      'ledger.verifier_key': 1,
      'register.epoch': 1,
    })
    const [press] = await ask<{ notes: string }>(into, 'select notes from register.asset where id = :press')
    expect(press!.notes).toBe('a\tb\\c\nd\\.\n\\.')
  })

  test('keeps every rule, key, trigger and right of the database', async () => {
    const into = await empty()
    const catalog = async (of: TestDatabase) => [
      await ask(
        of,
        `select conrelid::regclass::text as on, conname, contype, convalidated, pg_get_constraintdef(oid) as is from pg_constraint where connamespace::regnamespace::text in ('register', 'ledger', 'auth') order by 1, 2`,
      ),
      await ask(
        of,
        `select tgrelid::regclass::text as on, tgname, tgenabled from pg_trigger where not tgisinternal order by 1, 2`,
      ),
      await ask(
        of,
        `select oid::regclass::text as on, relacl::text from pg_class where relkind in ('r', 'S') order by 1`,
      ),
    ]
    const before = await catalog(into)
    await restore(into)
    expect(await catalog(into)).toEqual(before)
    await expect(ask(into, 'truncate register.asset cascade')).rejects.toThrow(/append-only/)
  })

  test('verifies, and every checkpoint of before is continued by the first of its new epoch', async () => {
    const old = (await newestCheckpoint(register.database.reader))!
    const into = await empty()
    const { origin, report } = await restore(into)
    expect(report.ok).toBe(true)
    const database = connect(into.appUrl)
    try {
      const fresh = (await newestCheckpoint(database.reader))!
      expect(fresh.origin).toBe(origin)
      expect(old.origin).toMatch(/\/1$/)
      expect(fresh.origin).toBe(old.origin.replace(/1$/, '2'))
      const hashes = storedHashes(database.reader)
      const proof = await consistencyProof(hashes, old.size, fresh.size)
      expect(extend(old.root, old.size, await rootAt(hashes, fresh.size), fresh.size, proof)).toBe(true)
      expect(Buffer.compare(await rootAt(hashes, fresh.size), fresh.root)).toBe(0)
      expect(await verifyRegister(database, seed, { held: [old.note] })).toMatchObject({
        ok: true,
        pending: 0,
        findings: [],
      })
      const [epoch] = await ask(into, 'select * from register.epoch where number = 2')
      expect(epoch).toMatchObject({
        continues_origin: old.origin,
        continues_size: String(old.size),
        continues_root: old.root.toString('base64'),
      })
    } finally {
      await database.close()
    }
  })

  test('goes on: what is written next collides with nothing, and restores again into a third epoch', async () => {
    const into = await empty()
    await restore(into)
    const database = connect(into.appUrl)
    await database.pool.query(
      `begin; ${begin('asset.edit')} ${named(`update register.asset set tier = 2 where id = :press;
       insert into register.holding (id, asset_id, person_id, began_at) values (:newer, :gauge, :anna, ${now});`)} commit`,
    )
    await database.pool.query(`select nextval('register.asset_tag')`)
    await sequence(database, seed)
    expect(await verifyRegister(database, seed)).toMatchObject({ ok: true, pending: 0 })
    await database.close()
    const client = new pg.Client(into.superUrl)
    await client.connect()
    expect(await invariants(client).finally(() => client.end())).toEqual([])

    const again = path.join(folder, 'again')
    await backupTo(into.ownerUrl, again)
    const third = await empty()
    expect(await restore(third, again)).toMatchObject({ origin: expect.stringMatching(/\/3$/), report: { ok: true } })
    const checked = connect(third.appUrl)
    expect(await verifyRegister(checked, seed)).toMatchObject({ ok: true, findings: [] })
    await checked.close()
  })

  test('tells a reader who kept a later checkpoint that entries are lost', async () => {
    await register.change('site.edit', `update register.site set country = 'CH' where id = :new`)
    await register.sign()
    const { note } = (await newestCheckpoint(register.database.reader))!
    const into = await empty()
    await restore(into)
    const database = connect(into.appUrl)
    const { findings } = await verifyRegister(database, seed, { held: [note] })
    await database.close()
    expect(findings.map(({ code }) => code)).toContain('epoch_lost')
  })

  test('with another secret verifies under both keys', async () => {
    const other = Buffer.alloc(32, 8)
    const into = await empty()
    await restore(into, file, { seed: () => other })
    const database = connect(into.appUrl)
    expect(await verifyRegister(database, other)).toMatchObject({ ok: true, findings: [] })
    await database.close()
  })

  test('forgets again who was erased after the backup, and says who cannot be erased yet', async () => {
    await register.change('person.erase', 'select register.erase_person(:dora)')
    const list = await erasedPersons(register.database.reader)
    const into = await empty()
    await restore(into)
    const database = connect(into.appUrl)
    try {
      const [carla] = await ask<{ id: string }>(into, 'select :carla::text as id')
      expect(await eraseAgain(database, [...list, carla!.id])).toEqual([carla!.id])
      expect(await erasedPersons(database.reader)).toEqual(list)
      await sequence(database, seed)
      expect(await verifyRegister(database, seed)).toMatchObject({ ok: true, erased: 2 })
      for (const rows of (await content(into)).values()) expect(rows.filter((row) => row.includes('Dora'))).toEqual([])
    } finally {
      await database.close()
    }
  })
})

test('every table of the database is in a schema that is backed up', async () => {
  const others = await ask(
    register.at,
    `select schemaname, tablename from pg_tables where schemaname !~ '^(pg_|information_schema$)'
        and schemaname <> all ('{${schemas}}') and (schemaname, tablename) <> ('public', 'migration')`,
  )
  expect(others).toEqual([])
})

test("somebody else's tables in the same database are neither copied nor touched", async () => {
  const into = await empty()
  const theirs =
    'create schema other; create table other.place (id int primary key, of int references other.place); insert into other.place values (1, 1)'
  for (const at of [register.at, into]) await ask(at, theirs)
  const both = path.join(folder, 'both')
  await backupTo(register.at.ownerUrl, both)
  expect(gunzipSync(readFileSync(both)).includes('\\"other\\"')).toBe(false)
  await restore(into, both)
  expect(await ask(into, 'select * from other.place')).toEqual([{ id: 1, of: 1 }])
  await ask(register.at, 'drop schema other cascade')
})

describe('a drill', () => {
  test('loads and verifies everything, keeps nothing and signs nothing', async () => {
    const into = await empty()
    const before = await content(into)
    const seed = () => {
      throw new Error('a drill never signs')
    }
    expect(await restore(into, file, { drill: true, seed })).toMatchObject({ origin: null, report: { ok: true } })
    expect(await content(into)).toEqual(before)
  })
})

/** The name as it stands in the last table that has it, which is no entry. */
const lastOf = /Second works(?![\s\S]*Second works)/

describe('a restore is refused, and changes nothing', () => {
  let untouched: TestDatabase
  beforeAll(async () => {
    untouched = await testDatabase()
  })
  afterAll(() => untouched.drop())

  const refused = async (from: string, sentence: RegExp, options: Partial<Restoring> = {}, into?: TestDatabase) => {
    const database = into ?? untouched
    const before = await content(database)
    await expect(restore(database, from, options)).rejects.toThrow(sentence)
    expect(await content(database)).toEqual(before)
  }

  test('into a register that is not empty', async () => {
    const into = await empty()
    await restore(into)
    await refused(file, /register here already/, {}, into)
  })

  test('of a file that is cut, wherever it is cut', async () => {
    const whole = readFileSync(file)
    const cut = path.join(folder, 'cut')
    for (const size of [0, 300, Math.floor(whole.length / 2), whole.length - 1]) {
      writeFileSync(cut, whole.subarray(0, size))
      await refused(cut, /cut short|damaged|unexpected end/)
    }
  })

  test('of a file with a flipped bit', async () => {
    const whole = readFileSync(file)
    const flipped = path.join(folder, 'flipped')
    for (const at of [0, 0.5, 0.9].map((part) => Math.floor(whole.length * part) + 20)) {
      const copy = Buffer.from(whole)
      copy[at]! ^= 4
      writeFileSync(flipped, copy)
      await refused(
        flipped,
        /damaged|cut short|another|lacks|not a backup|newer|refuse|invalid|had \d+ rows|violates|syntax/,
      )
    }
  })

  test.each<[string, (text: string) => string, RegExp]>([
    ['whose lines are cut but whose compression is whole', (text) => text.slice(0, -200), /cut short|damaged/],
    ['that lacks a row', (text) => text.replace(/\n[^\n]*Second works[^\n]*/, ''), /had \d+ rows and has \d+/],
    [
      'that lacks a table',
      (text) => text.replace(/\{"table":"\\"auth\\".\\"session\\""[\s\S]*?\n\\\.\n/, ''),
      /lacks the table "auth"."session"/,
    ],
    [
      'that brings a table of its own',
      (text) =>
        text.replace('{"table":', '{"table":"\\"public\\".\\"migration\\"","columns":["number"]}\n\\.\n{"table":'),
      /is another than/,
    ],
    [
      'that brings a column of its own',
      (text) => text.replace('"columns":["id",', '"columns":["id; drop table x",'),
      /is another than/,
    ],
    ['with something after its end', (text) => `${text}more\n`, /Something follows/],
    [
      'of a newer program',
      (text) => text.replace(/"migration":\d+/, `"migration":${migrations().length + 1}`),
      /newer Holdfast/,
    ],
    ['of a newer format', (text) => text.replace('"v":1', '"v":2'), /newer Holdfast/],
    ['that is another file', () => '{"hello":"world"}\n', /not a backup/],
    ['whose register was edited', (text) => text.replace(lastOf, 'Second wörks'), /does not verify.*site/],
    [
      'whose rows break a rule',
      (text) => text.replace(/\n([^\n]*\tmachine\tin_use[^\n]*)/, (row) => row.replace('machine', 'nothing')),
      /violates foreign key/,
    ],
  ])('of a backup %s', async (name, change, sentence) => {
    await refused(changed(name, change), sentence)
  })

  test('of a backup that is signed by nobody who is trusted', async () => {
    await refused(file, /not signed by any key/, { trust: { keys: [signer('somebody', Buffer.alloc(32, 1)).key] } })
  })

  test('but a backup that does not verify can be restored to look into it', async () => {
    const into = await empty()
    const edited = changed('edited', (text) => text.replace(lastOf, 'Second wörks'))
    expect(await restore(into, edited, { despiteFindings: true })).toMatchObject({ report: { ok: false } })
  })
})

test('a backup is never written over a file that is there', async () => {
  const before = readFileSync(file)
  await expect(backupTo(register.at.ownerUrl, file)).rejects.toThrow(/EEXIST/)
  expect(readFileSync(file).equals(before)).toBe(true)
})

test('a backup is one moment: what is committed meanwhile is in it whole or not at all', async () => {
  const busy = await empty()
  await restore(busy)
  const database = connect(busy.appUrl)
  let writing = true
  const writer = (async () => {
    while (writing) {
      await database.pool.query('insert into register.site (id, name) values (gen_random_uuid(), gen_random_uuid())')
      await sequence(database, seed)
    }
  })()
  for (const n of [1, 2]) {
    const at = path.join(folder, `busy ${n}`)
    await backupTo(busy.ownerUrl, at)
    expect(await restore(await empty(), at)).toMatchObject({ report: { ok: true, findings: [] } })
  }
  writing = false
  await writer
  await database.close()
})
