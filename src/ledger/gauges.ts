import { sql } from 'kysely'
import type { Reader } from '../platform/database/connect.ts'
import type { Gauge } from '../platform/http/metrics.ts'

/** What tells whether the ledger keeps up: entries that wait for long, or a checkpoint that grows old while they do, want a look. */
export async function ledgerGauges(db: Reader): Promise<Gauge[]> {
  const { rows } = await sql<{ pending: number; size: number; age: number }>`
    select (select count(*) from ledger.pending) as pending, size,
           coalesce(extract(epoch from clock_timestamp() - (select at from ledger.checkpoint order by size desc, at desc limit 1)), 0)::float8 as age
      from ledger.head`.execute(db)
  const { pending, size, age } = rows[0]!
  return [
    { name: 'holdfast_ledger_pending_entries', help: 'Entries written and not in the tree yet.', value: pending },
    { name: 'holdfast_ledger_tree_entries', help: 'Entries in the tree.', value: size },
    { name: 'holdfast_ledger_checkpoint_age_seconds', help: 'Time since the newest checkpoint.', value: age },
  ]
}

/** For how many seconds the entry that waits longest has been waiting to enter the tree; 0 if none does. */
export async function longestWait(db: Reader): Promise<number> {
  const { rows } = await sql<{ seconds: number }>`
    select extract(epoch from clock_timestamp() - c.at)::float8 as seconds
      from ledger.pending p join ledger.entry e on e.n = p.n join ledger.change c on c.id = e.change_id
     where not exists (select from ledger.installation where sample_clock) order by p.n limit 1`.execute(db)
  return rows[0]?.seconds ?? 0
}
