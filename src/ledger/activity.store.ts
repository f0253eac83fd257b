import { sql } from 'kysely'
import type { Reader } from '../platform/database/connect.ts'
import type { Input, Output } from '../platform/http/operation.ts'
import type { getChange, listActivity } from './ledger.operations.ts'

export type Activity = Output<typeof listActivity>['items'][number]
type Item = Output<typeof getChange>['items'][number]
type Filter = Input<typeof listActivity>['query']

// A change with very many entries (an import) shows its first ones; `entries` says how many there are.
const SHOWN = 1000

/** A change with the names of who made it: they are shown, never kept here. */
const columns = sql`
  c.id as change, c.at, case when actor.id is not null then jsonb_build_object('id', actor.id, 'name', actor.name) end as actor,
  case when behalf.id is not null then jsonb_build_object('id', behalf.id, 'name', behalf.name) end as behalf,
  c.made_by as by, c.operation, c.origin, c.reason, e.entries, e.provable
  from ledger.change c
  left join register.person actor on actor.id = c.actor_id
  left join register.person behalf on behalf.id = c.behalf_id
  cross join lateral (select count(*)::int as entries, count(l.n)::int as provable
                        from ledger.entry e left join ledger.leaf l on l.n = e.n where e.change_id = c.id) e`

/** Changes, newest first, those before `after` (its instant and id). */
export async function activityPage(
  db: Reader,
  { actor, operation, from, until }: Filter,
  after: [at: string, id: string] | null,
  limit: number,
): Promise<Activity[]> {
  const conditions = [
    ...(actor === undefined ? [] : [sql`c.actor_id = ${actor}::uuid`]),
    ...(operation === undefined ? [] : [sql`c.operation = ${operation}`]),
    ...(from === undefined ? [] : [sql`c.at >= ${from}::timestamptz`]),
    ...(until === undefined ? [] : [sql`c.at < ${until}::timestamptz`]),
    ...(after === null ? [] : [sql`(c.at, c.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`]),
  ]
  const where = conditions.length > 0 ? sql`where ${sql.join(conditions, sql` and `)}` : sql``
  const { rows } = await sql<Activity>`
    select ${columns} ${where} order by c.at desc, c.id desc limit ${limit}::int`.execute(db)
  return rows
}

export async function activityOf(db: Reader, id: string): Promise<Activity | undefined> {
  return (await sql<Activity>`select ${columns} where c.id = ${id}::uuid`.execute(db)).rows[0]
}

/** The entries of a change as they were made, with what opens them. */
export async function entriesOf(db: Reader, id: string): Promise<Item[]> {
  const { rows } = await sql<Item>`
    select e.n, l.idx, e.bytes, o.bytes as opening, encode(o.salt, 'base64') as salt
      from ledger.entry e left join ledger.leaf l on l.n = e.n left join ledger.opening o on o.n = e.n
     where e.change_id = ${id}::uuid order by e.n limit ${SHOWN}::int`.execute(db)
  return rows
}
