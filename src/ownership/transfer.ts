import { type Head, nextTenure, type Tenure } from '../assets/asset.ts'
import { refuse } from '../platform/refusal.ts'

export type TransferState = 'open' | 'accepted' | 'declined' | 'cancelled' | 'expired'

/** An offer of an asset from its owner to somebody. All instants ISO, UTC. */
export interface Transfer {
  id: string
  assetId: string
  fromId: string
  toId: string
  state: TransferState
  offeredBy: string
  releasedAt: string | null
  expiresAt: string
}

/** Why an already decided transfer cannot be decided again. */
const already = {
  accepted: 'already_accepted',
  declined: 'already_declined',
  cancelled: 'already_cancelled',
  expired: 'already_expired',
} as const

function stillOpen(transfer: Transfer, now: string): void {
  if (transfer.state !== 'open') refuse(already[transfer.state])
  if (transfer.expiresAt <= now) refuse('already_expired')
}

/** An offer: by the owner it is also the release, by anybody else the owner is asked to release. */
export function offer(
  head: Head,
  toId: string,
  by: string,
  expiresInDays: number,
  now: string,
): { fromId: string; releases: boolean; expiresAt: string } {
  if (head.ownerId === null) refuse('asset_disposed')
  if (head.ownerId === toId) refuse('transfer_to_self')
  return {
    fromId: head.ownerId,
    releases: head.ownerId === by,
    expiresAt: new Date(Date.parse(now) + expiresInDays * 86_400_000).toISOString(),
  }
}

/** The owner lets go, and stays accountable until the acceptance commits. */
export function release(transfer: Transfer, by: string, now: string): void {
  stillOpen(transfer, now)
  if (transfer.fromId !== by) refuse('not_the_owner')
  if (transfer.releasedAt !== null) refuse('already_released')
}

/** The one way a new owner begins: the receiver accepts what the owner released. Answers the tenure that begins at `now`. */
export function accept(transfer: Transfer, head: Head, by: string, now: string): Tenure {
  if (transfer.toId !== by) refuse('not_the_receiver')
  stillOpen(transfer, now)
  if (transfer.releasedAt === null) refuse('not_released')
  // A correction meanwhile may have made somebody else the owner: what they did not release, nobody can accept.
  if (head.ownerId !== transfer.fromId) refuse('history_changed')
  return nextTenure(head, { ownerId: transfer.toId, startedBy: 'accepted', transferId: transfer.id }, now)
}

/** The receiver says no, with a reason. Nothing changes hands. */
export function decline(transfer: Transfer, by: string, now: string): void {
  if (transfer.toId !== by) refuse('not_the_receiver')
  stillOpen(transfer, now)
}

/** The owner, who offered it, or who keeps the inventory takes it back, also after it ran out unnoticed. */
export function cancel(transfer: Transfer, by: string, keepsInventory: boolean): void {
  if (transfer.fromId !== by && transfer.offeredBy !== by && !keepsInventory) refuse('not_allowed')
  if (transfer.state !== 'open') refuse(already[transfer.state])
}
