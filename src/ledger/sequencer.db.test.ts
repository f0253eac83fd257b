import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../test/database.ts'
import { connect, type Database } from '../platform/database/connect.ts'
import { openInstallation } from './installation.ts'
import { checkpointAt, newestCheckpoint, storedHashes } from './ledger.store.ts'
import { consistencyProof, rootAt } from './proof.ts'
import { sequence, TreeChanged } from './sequencer.ts'
import { signer } from './signing.ts'
import { extend, Frontier } from './verify/merkle.ts'
import { openNote, parseKey } from './verify/note.ts'

let at: TestDatabase
let database: Database
let superuser: pg.Client
const seed = Buffer.alloc(32, 7)

beforeAll(async () => {
  at = await testDatabase()
  await openInstallation(at.ownerUrl, null)
  database = connect(at.appUrl)
  superuser = new pg.Client(at.superUrl)
  await superuser.connect()
})
afterAll(async () => {
  await database.close()
  await superuser.end()
  await at.drop()
})
beforeEach(async () => {
  await sequence(database, seed)
})

const count = async (what: string) =>
  Number((await superuser.query<{ count: string }>(`select count(*) from ${what}`)).rows[0]!.count)
/** Writes so many entries: one change, one site each. */
const write = (entries: number) =>
  database.pool.query(
    `insert into register.site (id, name) select gen_random_uuid(), gen_random_uuid() from generate_series(1, $1::int)`,
    [entries],
  )
/** What the root has to be, reckoned from the entries alone. */
async function expectedRoot(): Promise<string> {
  const { rows } = await superuser.query<{ hash: Buffer }>(
    "select sha256('\\x00'::bytea || convert_to(e.bytes, 'UTF8')) as hash from ledger.leaf l join ledger.entry e using (n) order by idx",
  )
  const frontier = new Frontier()
  for (const { hash } of rows) frontier.append(hash)
  return Buffer.from(frontier.root()).toString('hex')
}
async function asSuperuser(statement: string) {
  await superuser.query(`begin; set local session_replication_role = replica; ${statement}; commit`)
}

describe('the sequencer', () => {
  test('takes what waits into the tree and signs it as this installation', async () => {
    await write(3)
    expect(await sequence(database, seed)).toBe(3)
    expect(await count('ledger.pending')).toBe(0)
    const checkpoint = (await newestCheckpoint(database.reader))!
    expect(checkpoint.size).toBe(await count('ledger.entry'))
    expect(checkpoint.root.toString('hex')).toBe(await expectedRoot())
    const { rows } = await superuser.query(
      'select id, (select array_agg(key) from ledger.verifier_key) as keys from ledger.installation',
    )
    expect(checkpoint.origin).toBe(`${rows[0].id}/1`)
    expect(rows[0].keys).toEqual([signer(checkpoint.origin, seed).key])
    expect(openNote(checkpoint.note, [parseKey(rows[0].keys[0])!])).toMatchObject({ signedBy: [checkpoint.origin] })
  })

  test('signs nothing twice', async () => {
    const before = await count('ledger.checkpoint')
    expect(await sequence(database, seed)).toBe(0)
    expect(await count('ledger.checkpoint')).toBe(before)
  })

  test('leaves alone what is not committed yet, and takes it afterwards', async () => {
    const slow = new pg.Client(at.appUrl)
    await slow.connect()
    await slow.query(`begin; insert into register.site (id, name) values (gen_random_uuid(), 'slow')`)
    await write(1)
    expect(await sequence(database, seed)).toBe(1)
    await slow.query('commit')
    await slow.end()
    expect(await sequence(database, seed)).toBe(1)
    expect((await newestCheckpoint(database.reader))!.root.toString('hex')).toBe(await expectedRoot())
  })

  test.each([1, 254, 255, 256, 257, 5000])(
    'grows by %i, and every checkpoint continues the one before',
    async (entries) => {
      const before = (await newestCheckpoint(database.reader))!
      await write(entries)
      expect(await sequence(database, seed)).toBe(entries)
      const after = (await newestCheckpoint(database.reader))!
      expect(after.size).toBe(before.size + entries)
      expect(after.root.toString('hex')).toBe(await expectedRoot())
      const hashes = storedHashes(database.reader)
      expect(Buffer.compare(await rootAt(hashes, after.size), after.root)).toBe(0)
      const proof = await consistencyProof(hashes, before.size, after.size)
      expect(extend(before.root, before.size, after.root, after.size, proof)).toBe(true)
      expect(await count('ledger.node where level = 1')).toBe(Math.floor(after.size / 256))
    },
  )

  test('works beside others: each entry enters once, and all of them sign one history', async () => {
    const before = (await newestCheckpoint(database.reader))!
    const others = [connect(at.appUrl), connect(at.appUrl)]
    const writing = Array.from({ length: 40 }, () => write(7))
    const taken = await Promise.all(
      [database, ...others, ...others].flatMap((one) => Array.from({ length: 5 }, () => sequence(one, seed))),
    )
    await Promise.all(writing)
    taken.push(await sequence(database, seed))
    expect(taken.reduce((sum, n) => sum + n)).toBe(280)
    for (const other of others) await other.close()
    const after = (await newestCheckpoint(database.reader))!
    expect(after.size).toBe(before.size + 280)
    expect(after.root.toString('hex')).toBe(await expectedRoot())
  })

  test('signs what somebody else took into the tree and did not sign', async () => {
    await write(600)
    await database.pool.query('select ledger.sequence(1000)')
    const size = await count('ledger.leaf')
    expect(await checkpointAt(database.reader, size)).toBeUndefined()
    await sequence(database, seed)
    expect((await checkpointAt(database.reader, size))!.root.toString('hex')).toBe(await expectedRoot())
  })

  test('keeps the key of a secret that was lost, beside the new one', async () => {
    await write(1)
    await sequence(database, Buffer.alloc(32, 8))
    expect(await count('ledger.verifier_key')).toBe(2)
  })

  test('signs no more once the tree is not what it signed', async () => {
    await asSuperuser(`update ledger.leaf set hash = sha256('other') where idx = (select max(idx) from ledger.leaf)`)
    await write(1)
    const before = await count('ledger.checkpoint')
    await expect(sequence(database, seed)).rejects.toThrow(TreeChanged)
    expect(await count('ledger.checkpoint')).toBe(before)
    expect(await count('ledger.pending')).toBe(1)
  })
})
