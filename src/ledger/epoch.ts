import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { Reader } from '../platform/database/connect.ts'
import { newestCheckpoint } from './ledger.store.ts'
import { sequenceIn } from './sequencer.ts'

// All that waits, however much it is: the first checkpoint of an epoch has to cover the entry that opens it.
const ALL = 2 ** 31 - 1

/**
 * Goes on under a new name, within a transaction that nobody else writes beside: the first entry of the new epoch names the
 * checkpoint it continues (docs/formats/checkpoint.md, rule 3), and the first checkpoint under that name covers it.
 * @param seed the 32 bytes of the key for checkpoints
 * @returns the new origin
 */
export async function openEpoch(locks: Reader, seed: Uint8Array, reason: string): Promise<string> {
  const last = await newestCheckpoint(locks)
  await sql`
    select ledger.begin(${uuidv7()}, null, null, 'epoch.open', ${reason}, 'command', null, null,
      (select greatest(clock_timestamp(), (select max(at) from ledger.change)) from ledger.installation where sample_clock))`.execute(
    locks,
  )
  const { rows } = await sql<{ origin: string }>`
    insert into register.epoch (number, origin, continues_origin, continues_size, continues_root, recorded_at, change_id)
    select e.number + 1, i.id || '/' || e.number + 1, ${last?.origin ?? null}, ${last?.size ?? null}::bigint,
           ${last?.root.toString('base64') ?? null}, c.at, c.id
      from (select max(number) as number from register.epoch) e, ledger.installation i, ledger.current_change() c
    returning origin`.execute(locks)
  await sequenceIn(locks, seed, ALL)
  return rows[0]!.origin
}
