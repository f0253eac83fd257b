import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../test/database.ts'
import { invariants } from '../../test/invariants.ts'
import { now, smallRegister } from '../../test/small-register.ts'

// Two writers in plain SQL who want what only one of them can have. First in each order that locks allow, then many at once.

let database: TestDatabase
let watcher: pg.Client
let one: pg.Client
let other: pg.Client
let round = 0

const connected = async (url: string) => {
  const client = new pg.Client(url)
  await client.connect()
  return client
}

beforeAll(async () => {
  database = await testDatabase()
  await smallRegister(database.appUrl)
  watcher = await connected(database.superUrl)
})
beforeEach(async () => {
  one = await connected(database.appUrl)
  other = await connected(database.appUrl)
})
afterEach(async () => {
  await one.end()
  await other.end()
  expect(await invariants(watcher)).toEqual([])
})
afterAll(async () => {
  await watcher.end()
  await database.drop()
})

/** Ids of a round: nobody and nothing else has to do with them. */
const uuid = (kind: string, n: number) => `md5('${kind} ${n}')::uuid`
const anna = "'00000000-0000-7000-8000-000000000001'::uuid"
const person = (n: number) => uuid('person', n)
const asset = (n: number) => uuid('asset', n)

const arrival = (n: number) => `insert into register.person (id, name) values (${person(n)}, 'Person ${n}');`
const registration = (n: number, owner: string) => `
  with began as (
    insert into register.tenure (asset_id, seq, revision, owner_id, since, started_by)
    values (${asset(n)}, 1, 1, ${owner}, '2026-01-01', 'registered'))
  insert into register.asset (id, tag, name, kind_id, owner_id, owner_seq, owner_since)
  values (${asset(n)}, 'race ${n}', 'Race ${n}', 'machine', ${owner}, 1, '2026-01-01');`
const offer = (n: number, to: string, id = uuid('offer', n)) => `
  insert into register.transfer (id, asset_id, from_id, to_id, offered_at, released_at, released_by, release_wording, expires_at)
  values (${id}, ${asset(n)}, ${anna}, ${to}, ${now}, ${now}, ${anna}, 'I release it', ${now} + interval '14 days');`
const acceptance = (n: number, by: string) => `
  with began as (
    insert into register.tenure (asset_id, seq, revision, owner_id, since, started_by, transfer_id, prev_seq, prev_since)
    values (${asset(n)}, 2, 1, ${by}, ${now}, 'accepted', ${uuid('offer', n)}, 1, '2026-01-01')),
  decided as (
    update register.transfer set state = 'accepted', decided_at = ${now}, decided_by = ${by}, wording = 'I accept it', began_seq = 2
    where id = ${uuid('offer', n)})
  update register.asset set owner_id = ${by}, owner_seq = 2, owner_since = ${now} where id = ${asset(n)};`
const correction = (n: number, owner: string) => `
  with began as (
    insert into register.tenure (asset_id, seq, revision, owner_id, since, started_by)
    values (${asset(n)}, 2, 2, ${owner}, '2025-01-01', 'corrected'))
  update register.asset set owner_id = ${owner}, owner_seq = 2, owner_revision = 2, owner_since = '2025-01-01' where id = ${asset(n)};`
const leaving = (n: number) => `update register.person set state = 'leaving' where id = ${person(n)};`
const left = (n: number) =>
  `update register.person set state = 'left', left_import_id = '00000000-0000-7000-8000-000000000043' where id = ${person(n)};`

/** What came of a statement: 'done', or the constraint or SQLSTATE that refused it. */
const outcome = (client: pg.Client, statements: string): Promise<string> =>
  client.query(statements).then(
    () => 'done',
    (error: pg.DatabaseError) => error.constraint ?? error.code!,
  )

/** Comes back when the client waits for a lock that somebody else holds. */
async function waits(client: pg.Client): Promise<void> {
  const { processID } = client as unknown as { processID: number }
  for (;;) {
    const { rows } = await watcher.query('select pg_blocking_pids($1) <> $2 as waits', [processID, '{}'])
    if (rows[0].waits) return
  }
}

/** `first` writes, `second` has to wait for it, then the first commits or rolls back: what came of the second. */
async function after(
  first: string,
  second: string,
  end: 'commit' | 'rollback' = 'commit',
  isolation = 'read committed',
) {
  // a snapshot of its own before the first writes: what it then sees of the first is up to its isolation
  await other.query(`begin isolation level ${isolation}; select count(*) from register.person`)
  await one.query(`begin; ${first}`)
  const waiting = outcome(other, second)
  await waits(other)
  await one.query(end)
  const came = await waiting
  await other.query('commit')
  return came
}

describe('who writes first is waited for', () => {
  beforeEach(async () => {
    round += 1
    await one.query(`begin; ${arrival(round)} ${registration(round, anna)} commit`)
  })

  test('whoever is marked as leaving gets no asset any more', async () => {
    expect(await after(leaving(round), registration(-round, person(round)))).toBe('takes_new')
  })
  test('whoever was not marked in the end gets it', async () => {
    expect(await after(leaving(round), registration(-round, person(round)), 'rollback')).toBe('done')
  })
  test('whoever has just got an asset is marked as leaving with it', async () => {
    expect(await after(registration(-round, person(round)), leaving(round))).toBe('done')
  })
  test('whoever has just got an asset has not left', async () => {
    expect(await after(registration(-round, person(round)), left(round))).toBe('asset_owner_present')
  })
  test('whoever has just been offered an asset has not left', async () => {
    expect(await after(offer(round, person(round)), left(round))).toBe('transfer_to_present')
  })
  test('whoever has left is offered nothing any more', async () => {
    expect(await after(left(round), offer(round, person(round)))).toBe('takes_new')
  })
  test('whoever has left is offered nothing by a writer who began before', async () => {
    expect(await after(left(round), offer(round, person(round)), 'commit', 'repeatable read')).toBe('40001')
  })
  test('whoever gets an asset by a writer who began before has not left', async () => {
    expect(await after(registration(-round, person(round)), left(round), 'commit', 'repeatable read')).toBe(
      'asset_owner_present',
    )
  })
  test('of two offers of one asset the second is refused', async () => {
    const second = offer(round, person(round), uuid('other offer', round))
    expect(await after(offer(round, person(round)), second)).toBe('one_open_transfer')
  })
  test('of an acceptance and a correction the second is refused', async () => {
    await one.query(offer(round, person(round)))
    expect(await after(acceptance(round, person(round)), correction(round, anna))).toBe('head_moves_forward')
  })
  test('of a correction and an acceptance the second is refused', async () => {
    await one.query(offer(round, person(round)))
    expect(await after(correction(round, anna), acceptance(round, person(round)))).toBe('head_moves_forward')
  })
  test('a correction by a writer who began before an acceptance is refused', async () => {
    await one.query(offer(round, person(round)))
    const isolation = 'repeatable read'
    expect(await after(acceptance(round, person(round)), correction(round, anna), 'commit', isolation)).toBe('40001')
  })
})

describe('of two hundred at once', () => {
  const rounds = 200

  /** Both sides of every round at the same time; how often each pair of outcomes came. */
  async function race(prepare: (n: number) => string, a: (n: number) => string, b: (n: number) => string) {
    const numbers = Array.from({ length: rounds }, () => (round += 1))
    await one.query(`begin; ${numbers.map(prepare).join('')} commit`)
    const pairs = new Map<string, number>()
    for (const n of numbers) {
      const sides =
        n % 2 ? [outcome(one, a(n)), outcome(other, b(n))] : [outcome(other, b(n)), outcome(one, a(n))].reverse()
      const pair = (await Promise.all(sides)).join(' / ')
      pairs.set(pair, (pairs.get(pair) ?? 0) + 1)
    }
    return [...pairs.keys()].sort()
  }
  const among = (pairs: string[], allowed: string[]) => expect(allowed).toEqual(expect.arrayContaining(pairs))

  test('nobody who is marked as leaving gets an asset afterwards', async () => {
    among(await race(arrival, leaving, (n) => registration(n, person(n))), ['done / done', 'done / takes_new'])
  })

  test('nobody has left with an offer', async () => {
    const pairs = await race(
      (n) => arrival(n) + registration(n, anna),
      left,
      (n) => offer(n, person(n)),
    )
    among(pairs, ['done / takes_new', 'transfer_to_present / done'])
  })

  test('nobody has left with an asset', async () => {
    among(await race(arrival, left, (n) => registration(n, person(n))), [
      'done / takes_new',
      'asset_owner_present / done',
    ])
  })

  test('no asset has two open offers', async () => {
    const second = (n: number) => offer(n, person(n), uuid('other offer', n))
    const pairs = await race(
      (n) => arrival(n) + registration(n, anna),
      (n) => offer(n, person(n)),
      second,
    )
    among(pairs, ['done / one_open_transfer', 'one_open_transfer / done'])
  })

  test('no asset has two owners after an acceptance and a correction', async () => {
    const prepare = (n: number) => arrival(n) + registration(n, anna) + offer(n, person(n))
    const pairs = await race(
      prepare,
      (n) => acceptance(n, person(n)),
      (n) => correction(n, anna),
    )
    among(pairs, ['done / head_moves_forward', 'head_moves_forward / done'])
  })
})
