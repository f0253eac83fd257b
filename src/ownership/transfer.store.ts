import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { tenureRow } from '../assets/asset.store.ts'
import type { Tenure } from '../assets/asset.ts'
import type { Change, Locks } from '../platform/database/change.ts'
import type { Reader } from '../platform/database/connect.ts'
import { refuse } from '../platform/refusal.ts'
import { isStated } from './stated.store.ts'
import type { Transfer } from './transfer.ts'

/** Reads a transfer as it is now. Read it after the lock on its asset: nothing decides a transfer without that lock. */
export async function transfer(locks: Locks, id: string): Promise<Transfer> {
  const row = await locks
    .selectFrom('transfer')
    .select(['id', 'asset_id', 'from_id', 'to_id', 'state', 'offered_by', 'released_at', 'expires_at'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) refuse('not_found')
  return {
    id: row.id,
    assetId: row.asset_id,
    fromId: row.from_id,
    toId: row.to_id,
    state: row.state,
    offeredBy: row.offered_by ?? '',
    releasedAt: row.released_at,
    expiresAt: row.expires_at,
  }
}

/** Which asset a transfer is about, as a question: it never changes, so it needs no lock. */
export const assetOfTransfer = (locks: Locks, id: string) =>
  locks.selectFrom('transfer').select('asset_id').where('id', '=', id).$asScalar()

interface Offer {
  assetId: string
  fromId: string
  toId: string
  reason: string | null
  expiresAt: string
  /** The sentence of release, when the owner offers. */
  release: string | null
}

export async function insertTransfer({ db, at, actorId }: Change, offer: Offer): Promise<string> {
  const id = uuidv7()
  const released =
    offer.release === null ? {} : { released_at: at, released_by: actorId, release_wording: offer.release }
  await db
    .insertInto('transfer')
    .values({
      id,
      asset_id: offer.assetId,
      from_id: offer.fromId,
      to_id: offer.toId,
      reason: offer.reason,
      offered_at: at,
      offered_by: actorId,
      expires_at: offer.expiresAt,
      ...released,
    })
    .execute()
  return id
}

export async function storeRelease({ db, at, actorId }: Change, id: string, wording: string): Promise<void> {
  await db
    .updateTable('transfer')
    .set({ released_at: at, released_by: actorId, release_wording: wording })
    .where('id', '=', id)
    .execute()
}

/** Declined, cancelled or expired: the transfer ends, ownership stays where it is. */
export async function endTransfer(
  { db, at, actorId }: Change,
  id: string,
  state: 'declined' | 'cancelled' | 'expired',
  wording: string | null,
): Promise<void> {
  await db
    .updateTable('transfer')
    .set({ state, decided_at: at, decided_by: actorId, wording })
    .where('id', '=', id)
    .execute()
}

/** The acceptance: tenure, head and transfer in one statement, so that no key has to wait and nobody sees a half of it. */
export async function storeAcceptance(
  change: Change,
  transferId: string,
  tenure: Tenure,
  wording: string,
): Promise<void> {
  const { at, actorId } = change
  await change.db
    .with('began', (began) => began.insertInto('tenure').values(tenureRow(tenure, change)))
    .with('decided', (decided) =>
      decided
        .updateTable('transfer')
        .set({ state: 'accepted', decided_at: at, decided_by: actorId, wording, began_seq: tenure.seq })
        .where('id', '=', transferId),
    )
    .updateTable('asset')
    .set({
      owner_id: tenure.ownerId,
      owner_seq: tenure.seq,
      owner_revision: tenure.revision,
      owner_since: tenure.since,
    })
    .where('id', '=', tenure.assetId)
    .execute()
}

/** Ends every open transfer of an asset: its chain was corrected or has ended, so what was offered is not there any more. */
export async function cancelOpen(change: Change, assetId: string, wording: string): Promise<void> {
  await change.db
    .updateTable('transfer')
    .set({ state: 'cancelled', decided_at: change.at, decided_by: change.actorId, wording })
    .where('asset_id', '=', assetId)
    .where('state', '=', 'open')
    .execute()
}

/** Transfers whose time ran out before `at`, at most `most`. */
export async function expired(
  locks: Locks | Reader,
  at: string,
  most: number,
): Promise<{ id: string; assetId: string }[]> {
  const rows = await locks
    .selectFrom('transfer')
    .select(['id', 'asset_id'])
    .where('state', '=', 'open')
    .where('expires_at', '<=', at)
    .orderBy('expires_at')
    .limit(most)
    .execute()
  return rows.map((row) => ({ id: row.id, assetId: row.asset_id }))
}

export interface StatedAcceptance {
  assetId: string
  seq: number
  ownerId: string
  wording: string
}

/** What stated owners said when asked, what somebody said who registered for themselves, or who stands in for an unclear owner. */
export async function storeStatedAcceptances(
  { db, at, id }: Change,
  acceptances: readonly StatedAcceptance[],
): Promise<void> {
  if (acceptances.length === 0) return
  await db
    .insertInto('acceptance')
    .values(
      acceptances.map(({ assetId, seq, ownerId, wording }) => ({
        asset_id: assetId,
        seq,
        owner_id: ownerId,
        at,
        wording,
        recorded_at: at,
        change_id: id,
      })),
    )
    .execute()
}

/** Whether the tenure was stated by somebody else and is not accepted, and who would own it if it is declined. */
export async function statedTenure(
  locks: Locks,
  assetId: string,
  seq: number,
): Promise<{ stated: boolean; provisionalId: string | null; provisionalPersonId: string | null }> {
  const { rows } = await sql<{ stated: boolean; provisional_id: string | null; person_id: string | null }>`
    select ${isStated('t', null)} as stated,
           t.provisional_id, p.person_id
      from tenure t left join provisional_owner p on p.id = t.provisional_id
     where t.asset_id = ${assetId} and t.seq = ${seq}`.execute(locks)
  const row = rows[0]!
  return { stated: row.stated, provisionalId: row.provisional_id, provisionalPersonId: row.person_id }
}
