import { sql } from 'kysely'
import type { BackupHeader } from '../platform/database/backup.ts'
import type { BackupReader } from '../platform/database/backup-reader.ts'
import { connectSingle, type Reader } from '../platform/database/connect.ts'
import { migrate, migrations } from '../platform/database/migrate.ts'
import { load, setSequences } from '../platform/database/restore.ts'
import { openEpoch } from './epoch.ts'
import { verifyWithin } from './live.ts'
import type { Report, Trust } from './verify/verify.ts'

/** A restore was refused; nothing was changed. */
export class RestoreRefused extends Error {}

export interface Restoring {
  /** The 32 bytes of the key for checkpoints; asked for only when something is to be signed. */
  seed: () => Uint8Array
  trust: Trust
  despiteFindings: boolean
  /** Load and verify, then undo. */
  drill: boolean
}

export interface Restored {
  rows: number
  /** The name under which the register goes on; null after a drill. */
  origin: string | null
  report: Report
}

/** Restores a backup into an empty database, in one transaction: it comes back whole, verified and in its new epoch, or not at all. */
export async function restoreRegister(
  ownerUrl: string,
  appRole: string,
  reader: BackupReader,
  header: BackupHeader,
  { seed, trust, despiteFindings, drill }: Restoring,
): Promise<Restored> {
  const newest = migrations().length
  if (header.migration > newest)
    throw new RestoreRefused(
      `This backup is of migration ${header.migration}, this program knows ${newest}. Restore it with a newer Holdfast.`,
    )
  const { number } = await migrate(ownerUrl, appRole, header.migration)
  const { client, reader: db, close } = await connectSingle(ownerUrl)
  try {
    await client.query('begin')
    await refuseUnlessEmpty(db)
    if (number !== header.migration)
      throw new RestoreRefused(
        `This database is at migration ${number}, the backup of ${header.migration}. Restore it into a new, empty database or data folder.`,
      )
    const { rows, sequences } = await load(client, reader)
    const report = await verifyWithin(db, trust)
    if (!report.ok && !despiteFindings)
      throw new RestoreRefused(
        `What this backup holds does not verify, and was not restored. First: ${report.findings[0]?.message}`,
      )
    if (drill) return { rows, origin: null, report }
    await setSequences(client, sequences)
    const origin = await openEpoch(db, seed(), `Restored from the backup of ${header.madeAt}`)
    await client.query('commit')
    return { rows, origin, report }
  } finally {
    await client.query('rollback').catch(() => {})
    await close()
  }
}

async function refuseUnlessEmpty(db: Reader): Promise<void> {
  await sql`lock table ledger.installation in access exclusive mode`.execute(db)
  const { rows } = await sql<{ id: string | null; change: boolean }>`
    select (select id from ledger.installation) as id, exists (select from ledger.change) as change`.execute(db)
  if (rows[0]!.id !== null || rows[0]!.change)
    throw new RestoreRefused(
      `There is a register here already (${rows[0]!.id ?? 'without a name'}). Restore into a new data folder, or a new empty database.`,
    )
}
