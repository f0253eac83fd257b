import { v7 as uuidv7 } from 'uuid'
import type { Change } from '../platform/database/change.ts'

/** Opens an owner-unclear find on an asset, unless one is open. `stated` is the owner as a list named them. */
export async function openFind(
  { db, at }: Change,
  assetId: string,
  stated: string | null,
  reason: string | null,
): Promise<void> {
  await db
    .insertInto('find')
    .values({ id: uuidv7(), type: 'owner_unclear', asset_id: assetId, stated, reason, opened_at: at })
    .onConflict((oc) => oc.doNothing())
    .execute()
}

/** Decides the open find of an asset, if there is one. */
export async function decideFindOf(
  { db, at, actorId }: Change,
  assetId: string,
  decision: 'transferred' | 'kept',
  reason: string | null,
): Promise<void> {
  await db
    .updateTable('find')
    .set({ decided_at: at, decision, decided_by: actorId, decision_reason: reason })
    .where('asset_id', '=', assetId)
    .where('decided_at', 'is', null)
    .execute()
}
