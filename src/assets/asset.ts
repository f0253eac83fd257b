import { refuse } from '../platform/refusal.ts'

/** The head of an asset's chain, as read under its lock. */
export interface Head {
  id: string
  tag: string
  name: string
  status: string
  ownerId: string | null
  seq: number
  /** ISO instant of the present owner's start */
  since: string
  /** seq of the first row of the present revision */
  revision: number
}

/** One row of the chain, ready to store. `ownerId` is null exactly when it ends the chain by disposal. */
export interface Tenure {
  assetId: string
  seq: number
  revision: number
  ownerId: string | null
  since: string
  startedBy: 'registered' | 'accepted' | 'provisional' | 'corrected' | 'disposed'
  transferId: string | null
  provisionalId: string | null
  prevSeq: number | null
  prevSince: string | null
}

/** The first tenure of an asset. `ownerSince` may lie before `now` (imported history), never after. */
export function firstTenure(
  assetId: string,
  ownerId: string,
  ownerSince: string | undefined,
  provisionalId: string | null,
  now: string,
): Tenure {
  const since = ownerSince === undefined ? now : new Date(ownerSince).toISOString()
  if (since > now) refuse('in_the_future')
  return {
    assetId,
    seq: 1,
    revision: 1,
    ownerId,
    since,
    startedBy: 'registered',
    transferId: null,
    provisionalId,
    prevSeq: null,
    prevSince: null,
  }
}

/** The tenure after the present one. Two starts cannot share a millisecond: one of them would have been no owner at all. */
export function nextTenure(
  head: Head,
  next: Pick<Tenure, 'ownerId' | 'startedBy'> & Partial<Pick<Tenure, 'transferId' | 'provisionalId'>>,
  now: string,
): Tenure {
  if (head.ownerId === null) refuse('asset_disposed')
  if (head.since >= now) refuse('busy')
  return {
    assetId: head.id,
    seq: head.seq + 1,
    revision: head.revision,
    since: now,
    transferId: null,
    provisionalId: null,
    ...next,
    prevSeq: head.seq,
    prevSince: head.since,
  }
}

/** The end of the chain: disposal. */
export function disposal(head: Head, now: string): Tenure {
  return nextTenure(head, { ownerId: null, startedBy: 'disposed' }, now)
}
