import { v7 as uuidv7 } from 'uuid'
import { type AssetRow, insertAsset, nextTags } from '../assets/asset.store.ts'
import { firstTenure } from '../assets/asset.ts'
import { columnsOf } from '../assets/asset-fields.ts'
import type { AssetInput } from '../assets/assets.operations.ts'
import { named } from '../assets/named.store.ts'
import { standingOf } from '../assets/provisional-owner.store.ts'
import type { Change } from '../platform/database/change.ts'
import { refuse } from '../platform/refusal.ts'
import { storeStatedAcceptances } from './transfer.store.ts'
import { isWording } from './wording.ts'

export type Registration = AssetInput & {
  ownerId: string
  ownerSince?: string
  provisionalOwnerId?: string
  wording?: string
}

/**
 * Registers an asset with its owner. Named by somebody else the owner is stated, and a standing provisional owner must be there in
 * case they decline; registered for oneself it is accepted in the same words as any other asset.
 */
export async function register(change: Change, registration: Registration): Promise<{ id: string; tag: string }> {
  const { ownerId, ownerSince, provisionalOwnerId, wording, ...input } = registration
  const forMyself = ownerId === change.actorId
  if (forMyself && !isWording(wording ?? '', 'register', input.name)) refuse('wording_differs')
  const [standing, [tag]] = await Promise.all([
    forMyself ? null : standingOf(change.db, provisionalOwnerId ?? change.actorId ?? ownerId),
    input.tag === undefined ? nextTags(change, 1) : [input.tag],
  ])
  const provisionalId = forMyself ? null : (standing ?? refuse('provisional_owner_missing'))
  const id = uuidv7()
  const columns = await columnsOf(named(change), { ...input, tag: tag! })
  const stored = insertAsset(
    change,
    columns as AssetRow,
    firstTenure(id, ownerId, ownerSince, provisionalId, change.at),
  )
  if (forMyself) {
    await stored
    await storeStatedAcceptances(change, [{ assetId: id, seq: 1, ownerId: ownerId, wording: wording! }])
  } else change.last(stored)
  return { id, tag: tag! }
}
