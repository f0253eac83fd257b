import { v7 as uuidv7 } from 'uuid'
import type { Change } from '../platform/database/change.ts'

export interface Unclear {
  assetId: string
  /** The owner as a list named them. */
  stated: string | null
  reason: string | null
}

/** Opens an owner-unclear find on each asset that has none open. */
export async function openFinds({ db, at }: Change, unclear: readonly Unclear[]): Promise<void> {
  if (unclear.length === 0) return
  await db
    .insertInto('find')
    .values(
      unclear.map(({ assetId, stated, reason }) => ({
        id: uuidv7(),
        type: 'owner_unclear' as const,
        asset_id: assetId,
        stated,
        reason,
        opened_at: at,
      })),
    )
    .onConflict((oc) => oc.doNothing())
    .execute()
}

/** Decides the open find of an asset; answers whether there was one. */
export async function decideFindOf(
  { db, at, actorId }: Change,
  assetId: string,
  decision: 'transferred' | 'kept',
  reason: string | null,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('find')
    .set({ decided_at: at, decision, decided_by: actorId, decision_reason: reason })
    .where('asset_id', '=', assetId)
    .where('decided_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
