import { lockHead } from '../assets/asset.store.ts'
import { write } from '../platform/database/change.ts'
import type { Database } from '../platform/database/connect.ts'
import { endTransfer, expired, transfer } from './transfer.store.ts'

/** Ends transfers whose time ran out. Each in a change of its own, decided again under the lock: an acceptance may have come first. */
export async function expireTransfers(database: Database): Promise<number> {
  const due = await expired(database.reader, new Date().toISOString(), 500)
  for (const { id, assetId } of due) {
    await write(
      database,
      { personId: null, origin: 'job' },
      { operation: 'transfer.expire' },
      (locks) => lockHead(locks, assetId),
      async (change) => {
        const offered = await transfer(change.db, id)
        if (offered.state === 'open' && offered.expiresAt <= change.at) await endTransfer(change, id, 'expired', null)
      },
    )
  }
  return due.length
}
