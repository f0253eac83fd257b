import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../test/app.ts'
import { person } from '../../test/builders.ts'
import type { Person } from '../../test/client.ts'
import { csv, map, rowsOf, upload } from '../../test/imports/lists.ts'
import { listAssets } from '../assets/assets.operations.ts'
import { listPeople } from '../people/people.operations.ts'
import type { Database } from '../platform/database/connect.ts'
import type { ImportDetail } from './imports.operations.ts'
import { getImport, runImport as start } from './imports.operations.ts'
import { goOn, runImport } from './run.ts'

let at: TestApp
let _anna: Person
beforeAll(async () => {
  at = await testApp()
  _anna = await person(at, 'employee', { name: 'Anna Weber' })
})
afterAll(() => at.close())

/** The database of a process that is killed in its so many-th change, just before it is stored or just after. */
function killed({ reader, ...rest }: Database, changes: number, stored: boolean): Database {
  let left = changes
  const transaction = () => ({
    execute: async (act: Parameters<ReturnType<Database['reader']['transaction']>['execute']>[0]) => {
      const last = left-- === 0
      const result = await reader.transaction().execute(async (db) => {
        const done = await act(db)
        if (last && !stored) throw new Error('killed')
        return done
      })
      if (last) throw new Error('killed')
      return result
    },
  })
  const cut = new Proxy(reader, {
    get(whole, name) {
      if (name === 'transaction') return transaction
      const value = Reflect.get(whole, name)
      return typeof value === 'function' ? value.bind(whole) : value
    },
  })
  return { ...rest, reader: cut }
}

async function started(
  content: string,
  kind: 'people' | 'assets',
  unclear: 'wait' | 'register' = 'wait',
): Promise<ImportDetail> {
  const read = await upload(at.admin, kind, content)
  await map(at.admin, read, { unclear })
  await at.admin.call(start, { params: { id: read.id } })
  return read
}
const outcomes = async (run: { id: string }) =>
  (await rowsOf(at.admin, run)).map(({ outcome, problems }) => `${outcome} ${problems.map(({ code }) => code)}`)

// Batches of 3: the line that repeats line 2 comes two batches after it, the one that repeats the waiting line 3 too.
const list = (mark: string) =>
  csv(
    ['Tag', 'Name', 'Kind', 'Owner', 'Parent'],
    [`${mark}-1`, `${mark} one`, 'Machine', 'Anna Weber', `${mark}-5`],
    [`${mark}-2`, `${mark} two`, 'Machine', 'Maintenance', ''],
    [`${mark}-3`, `${mark} three`, 'Machine', 'Anna Weber', ''],
    [`${mark}-4`, `${mark} four`, 'Machine', 'Anna Weber', `${mark}-1`],
    [`${mark}-5`, `${mark} five`, 'Machine', 'Anna Weber', ''],
    ['', `${mark} six`, 'Machine', 'Anna Weber', ''],
    [`${mark}-1`, `${mark} one again`, 'Machine', 'Anna Weber', ''],
    [`${mark}-2`, `${mark} two again`, 'Machine', 'Anna Weber', ''],
    [`${mark}-9`, `${mark} nine`, 'Machine', 'Anna Weber', `${mark}-8`],
  )
const whole = [
  'added ',
  'waiting owner_unknown',
  'added ',
  'added ',
  'added ',
  'refused key_missing',
  'refused repeated',
  'refused repeated',
  'added parent_unknown',
]

const kills = Array.from({ length: 8 }, (_, changes) => [
  { changes, stored: false },
  { changes, stored: true },
]).flat()
test.each(kills)(
  'a run that is killed in change $changes (stored: $stored) goes on, loses nothing and doubles nothing',
  async ({ changes, stored }) => {
    const mark = `K${changes}${stored ? 'S' : 'N'}`
    const run = await started(list(mark), 'assets')
    await runImport(killed(at.database, changes, stored), run.id, { rows: 3 }).catch((error: Error) =>
      expect(error.message).toBe('killed'),
    )
    await runImport(at.database, run.id, { rows: 3 })
    expect(await outcomes(run)).toEqual(whole)
    const { items } = await at.admin.call(listAssets, { query: { q: mark } })
    expect(items.map(({ tag }) => tag).sort()).toEqual([1, 3, 4, 5, 9].map((n) => `${mark}-${n}`))
    expect(await at.admin.call(getImport, { params: { id: run.id } })).toMatchObject({
      state: 'done',
      done: 9,
      counts: { added: 5, changed: 0, same: 0, waiting: 1, refused: 3 },
    })
  },
)

test('two that work on the same import take turns and end as one would', async () => {
  const run = await started(list('TT'), 'assets')
  await Promise.all([
    runImport(at.database, run.id, { rows: 1 }),
    runImport(at.database, run.id, { rows: 2 }),
    runImport(at.database, run.id, { rows: 3 }),
  ])
  expect(await outcomes(run)).toEqual(whole)
  expect(await at.broken()).toEqual([])
})

test('a row that the database refuses is refused alone, with the reason', async () => {
  await at.asSuperuser(`alter table register.person add constraint person_email_taken_too check (job_title <> 'Ghost')`)
  const rows = Array.from({ length: 40 }, (_, i) => [`G${i}`, `Gast ${i}`, i === 17 ? 'Ghost' : 'Guest'])
  const run = await started(csv(['Personnel number', 'Name', 'Job title'], ...rows), 'people')
  await runImport(at.database, run.id)
  await at.asSuperuser('alter table register.person drop constraint person_email_taken_too')
  expect(await at.admin.call(getImport, { params: { id: run.id } })).toMatchObject({
    state: 'done',
    counts: { added: 39, refused: 1 },
  })
  const [refused] = await rowsOf(at.admin, run, { outcome: 'refused' })
  expect(refused).toMatchObject({ line: 19, problems: [{ code: 'not_stored', facts: { code: 'conflict' } }] })
  expect((await at.admin.call(listPeople, { query: { q: 'Gast', limit: 100 } })).items).toHaveLength(39)
})

test('an import that cannot go on does not hold back the others', async () => {
  const stuck = await started(csv(['Personnel number', 'Name'], ['S1', 'Stuck']), 'people')
  const other = await started(csv(['Personnel number', 'Name'], ['S2', 'Other']), 'people')
  await at.asSuperuser(`create function public.stuck() returns trigger language plpgsql as $$ begin raise exception 'out of order'; end $$;
    create trigger stuck before update on register.import for each row when (old.id = '${stuck.id}') execute function public.stuck()`)
  await expect(goOn(at.database)).rejects.toThrow('out of order')
  expect(await at.admin.call(getImport, { params: { id: other.id } })).toMatchObject({
    state: 'done',
    counts: { added: 1 },
  })
  await at.asSuperuser('drop trigger stuck on register.import; drop function public.stuck')
  await goOn(at.database)
  expect(await at.admin.call(getImport, { params: { id: stuck.id } })).toMatchObject({
    state: 'done',
    counts: { added: 1 },
  })
})

test('a run leaves off when the program ends, and goes on when it starts again', async () => {
  const run = await started(csv(['Personnel number', 'Name'], ['L1', 'Later']), 'people')
  await goOn(at.database, AbortSignal.abort())
  expect(await at.admin.call(getImport, { params: { id: run.id } })).toMatchObject({ state: 'running', done: 0 })
  await goOn(at.database)
  expect(await at.admin.call(getImport, { params: { id: run.id } })).toMatchObject({ state: 'done', done: 1 })
})

test('managers of a long list are given across its batches', async () => {
  const rows = Array.from({ length: 12 }, (_, i) => [`B${i}`, `Batch ${i}`, `B${(i + 1) % 12}`])
  const run = await started(csv(['Personnel number', 'Name', 'Manager number'], ...rows), 'people')
  await runImport(at.database, run.id, { rows: 5 })
  const { items } = await at.admin.call(listPeople, { query: { q: 'Batch ', limit: 50 } })
  expect(Object.fromEntries(items.map(({ name, manager }) => [name, manager?.name]))).toEqual(
    Object.fromEntries(rows.map((_, i) => [`Batch ${i}`, `Batch ${(i + 1) % 12}`])),
  )
  expect(await at.broken()).toEqual([])
})
