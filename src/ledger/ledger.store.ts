import { sql } from 'kysely'
import type { Reader } from '../platform/database/connect.ts'
import { Edge, edgeOf, type Node } from './edge.ts'
import type { Hashes } from './proof.ts'

/** A signed head of the tree as it is kept. */
export interface StoredCheckpoint {
  origin: string
  size: number
  root: Buffer
  note: string
  at: string
}

/** True if entries wait to enter the tree, or the tree is larger than its newest checkpoint. */
export async function hasUnsigned(db: Reader): Promise<boolean> {
  const { rows } = await sql<{ unsigned: boolean }>`
    select exists (select from ledger.pending)
        or (select size from ledger.head) > (select coalesce(max(size), 0) from ledger.checkpoint) as unsigned`.execute(
    db,
  )
  return rows[0]!.unsigned
}

/** Locks the head and takes at most `most` pending entries into the tree. Answers how many. */
export async function takePending(locks: Reader, most: number): Promise<number> {
  const { rows } = await sql<{ taken: number }>`
    select count(*)::int as taken from ledger.sequence(${most}::int)`.execute(locks)
  return rows[0]!.taken
}

/** The checkpoint over the largest tree; of several of one size, that of the newest epoch. */
export async function newestCheckpoint(db: Reader): Promise<StoredCheckpoint | undefined> {
  const { rows } = await sql<StoredCheckpoint>`
    select origin, size, root, note, at from ledger.checkpoint order by size desc, at desc limit 1`.execute(db)
  return rows[0]
}

export async function checkpointAt(db: Reader, size: number): Promise<StoredCheckpoint | undefined> {
  const { rows } = await sql<StoredCheckpoint>`
    select origin, size, root, note, at from ledger.checkpoint where size = ${size}::bigint order by at desc limit 1`.execute(
    db,
  )
  return rows[0]
}

/** The names this register has signed under, first one first. */
export async function origins(db: Reader): Promise<string[]> {
  const { rows } = await sql<{ origin: string }>`select origin from register.epoch order by number`.execute(db)
  return rows.map(({ origin }) => origin)
}

/** Every verifier key that checkpoints here were signed with, oldest first. */
export async function verifierKeys(db: Reader): Promise<string[]> {
  const { rows } = await sql<{ key: string }>`select key from ledger.verifier_key order by since, key`.execute(db)
  return rows.map(({ key }) => key)
}

/** The name this register signs under now. */
export async function newestOrigin(db: Reader): Promise<string> {
  const { rows } = await sql<{ origin: string }>`
    select origin from register.epoch order by number desc limit 1`.execute(db)
  return rows[0]!.origin
}

/** How many entries the tree has, how many of them a checkpoint covers, and how many wait to enter it. */
export async function treeSize(db: Reader): Promise<{ size: number; signed: number; pending: number }> {
  const { rows } = await sql<{ size: number; signed: number; pending: number }>`
    select size, (select coalesce(max(size), 0) from ledger.checkpoint) as signed, (select count(*) from ledger.pending) as pending
      from ledger.head`.execute(db)
  return rows[0]!
}

export async function readEdge(db: Reader, size: number): Promise<Edge> {
  const levels = edgeOf(size)
  const ranges = sql.join(
    levels.map(({ level, from, to }) => sql`(${level}::int, ${from}::bigint, ${to}::bigint)`),
    sql` union all values `,
  )
  const { rows } = await sql<{ level: number; hash: Buffer }>`
    with edge (level, low, high) as (values ${ranges})
    select 0 as level, l.idx, l.hash from edge join ledger.leaf l on edge.level = 0 and l.idx >= low and l.idx < high
    union all
    select n.level, n.idx, n.hash from edge join ledger.node n on n.level = edge.level and n.idx >= low and n.idx < high
    order by level, idx`.execute(db)
  const byLevel = Map.groupBy(rows, ({ level }) => level)
  return new Edge(
    size,
    levels.map(({ level }) => (byLevel.get(level) ?? []).map(({ hash }) => hash)),
  )
}

/** The leaves from `from` on, at most `most`. */
export async function leavesFrom(db: Reader, from: number, most: number): Promise<Buffer[]> {
  const { rows } = await sql<{ hash: Buffer }>`
    select hash from ledger.leaf where idx >= ${from}::bigint order by idx limit ${most}::int`.execute(db)
  return rows.map(({ hash }) => hash)
}

export async function insertNodes(locks: Reader, nodes: readonly Node[]): Promise<void> {
  if (nodes.length === 0) return
  await sql`
    insert into ledger.node (level, idx, hash)
    select * from unnest(${nodes.map((n) => n.level)}::int[], ${nodes.map((n) => n.idx)}::bigint[], ${nodes.map((n) => n.hash)}::bytea[])`.execute(
    locks,
  )
}

/** Keeps a checkpoint, and the verifier key it was signed with where that is new. */
export async function insertCheckpoint(
  locks: Reader,
  checkpoint: Omit<StoredCheckpoint, 'at'>,
  key: string,
): Promise<void> {
  const { size, origin, root, note } = checkpoint
  await sql`
    with known as (
      insert into ledger.verifier_key (key, since)
      select ${key}::text, date_trunc('milliseconds', clock_timestamp())
       where not exists (select from ledger.verifier_key where key = ${key}::text))
    insert into ledger.checkpoint (size, origin, root, at, note)
    values (${size}::bigint, ${origin}, ${root}, date_trunc('milliseconds', clock_timestamp()), ${note})`.execute(locks)
}

/** The stored hashes of the tree, for proofs. */
export const storedHashes =
  (db: Reader): Hashes =>
  async (level, from, to) => {
    const { rows } =
      level === 0
        ? await sql<{ hash: Buffer }>`
            select hash from ledger.leaf where idx >= ${from}::bigint and idx < ${to}::bigint order by idx`.execute(db)
        : await sql<{ hash: Buffer }>`
            select hash from ledger.node
             where level = ${level}::int and idx >= ${from}::bigint and idx < ${to}::bigint order by idx`.execute(db)
    return rows.map(({ hash }) => hash)
  }
