import type { Database, Reader } from '../platform/database/connect.ts'
import { exportLines, ledgerExport } from './export.store.ts'
import { newestCheckpoint, origins, verifierKeys } from './ledger.store.ts'
import { signer } from './signing.ts'
import { Findings } from './verify/finding.ts'
import { ndjson } from './verify/ndjson.ts'
import { openNote, parseKey } from './verify/note.ts'
import { type Report, type Trust, verify } from './verify/verify.ts'

/**
 * Verifies the register as it is now, from the very lines an export of it would hold. Without keys given, the newest checkpoint
 * has to be signed by the installation's own secret: it covers everything below, so older ones may bear keys of a secret that was
 * lost. Keys that stand in the database alone would be worth no more than the rest of it.
 * @param seed the 32 bytes of the key for checkpoints
 */
export async function verifyRegister(database: Database, seed: Uint8Array, trust: Trust = {}): Promise<Report> {
  if (trust.keys) return await verify(ndjson(bytes(ledgerExport(database))), trust)
  const own = (await origins(database.reader)).map((origin) => signer(origin, seed).key)
  const newest = await newestCheckpoint(database.reader)
  const keys = [...new Set([...own, ...(await verifierKeys(database.reader))])]
  const report = await verify(ndjson(bytes(ledgerExport(database))), { ...trust, keys })
  if (
    !newest ||
    'signedBy' in
      openNote(
        newest.note,
        own.map(parseKey).filter((key) => key !== undefined),
      )
  )
    return report
  const foreign = new Findings()
  foreign.add('checkpoint_unsigned', { checkpoint: `${newest.origin} at ${newest.size}` })
  return { ...report, ok: false, findings: [...foreign.sorted(), ...report.findings] }
}

/** Verifies what one transaction sees, which need not be committed. */
export const verifyWithin = (snapshot: Reader, trust: Trust): Promise<Report> =>
  verify(ndjson(bytes(exportLines(snapshot))), trust)

async function* bytes(chunks: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) yield Buffer.from(chunk)
}
