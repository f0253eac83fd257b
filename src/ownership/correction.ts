import type { Head, Tenure } from '../assets/asset.ts'
import { refuse } from '../platform/refusal.ts'

/** One owner and the instant they became it, as the corrected account has it. */
export interface Account {
  ownerId: string
  since: string
}

/**
 * A corrected history of owners: a whole new revision with the next numbers, beside the old one, which stays readable. The last
 * owner named is the owner now, stated until they accept unless they had. `seenSeq` is the last tenure its author looked at: anything newer refuses it.
 */
export function correct(
  head: Head,
  accounts: Account[],
  seenSeq: number,
  provisionalId: string | null,
  now: string,
): Tenure[] {
  if (head.ownerId === null) refuse('asset_disposed')
  if (head.seq !== seenSeq) refuse('history_changed', { seq: head.seq })
  const starts = accounts.map((account) => ({ ...account, since: new Date(account.since).toISOString() }))
  for (const [i, { since, ownerId }] of starts.entries()) {
    const before = starts[i - 1]
    if (since > now || (before && (before.since >= since || before.ownerId === ownerId)))
      refuse('correction_wrong', { at: i })
  }
  const revision = head.seq + 1
  return starts.map(({ ownerId, since }, i) => ({
    assetId: head.id,
    seq: revision + i,
    revision,
    ownerId,
    since,
    startedBy: 'corrected',
    transferId: null,
    // who is named owner of now may decline, as at registration
    provisionalId: i === starts.length - 1 ? provisionalId : null,
    prevSeq: i === 0 ? null : revision + i - 1,
    prevSince: i === 0 ? null : starts[i - 1]!.since,
  }))
}
