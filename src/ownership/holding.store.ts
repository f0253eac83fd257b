import { v7 as uuidv7 } from 'uuid'
import type { Change, Locks } from '../platform/database/change.ts'
import type { Reader } from '../platform/database/connect.ts'

export interface Holder {
  personId: string | null
  place: string | null
}

/** Who has the asset in hand now; null when nobody is recorded. */
export async function holderOf(db: Reader | Locks, assetId: string): Promise<(Holder & { id: string }) | null> {
  const row = await db
    .selectFrom('holding')
    .select(['id', 'person_id', 'place'])
    .where('asset_id', '=', assetId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return row ? { id: row.id, personId: row.person_id, place: row.place } : null
}

/** Ends what is and begins what comes. The same holder again changes nothing. */
export async function storeHolder(
  { db, at }: Change,
  assetId: string,
  present: (Holder & { id: string }) | null,
  next: Holder | null,
): Promise<void> {
  if (present && next && present.personId === next.personId && present.place === next.place) return
  if (present) await db.updateTable('holding').set({ ended_at: at }).where('id', '=', present.id).execute()
  if (next)
    await db
      .insertInto('holding')
      .values({ id: uuidv7(), asset_id: assetId, person_id: next.personId, place: next.place, began_at: at })
      .execute()
}

/** First holders of new assets: nobody had them before. */
export async function insertHoldings(
  { db, at }: Change,
  holdings: readonly (Holder & { assetId: string })[],
): Promise<void> {
  if (holdings.length === 0) return
  await db
    .insertInto('holding')
    .values(
      holdings.map(({ assetId, personId, place }) => ({
        id: uuidv7(),
        asset_id: assetId,
        person_id: personId,
        place,
        began_at: at,
      })),
    )
    .execute()
}
