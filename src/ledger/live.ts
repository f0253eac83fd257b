import type { Database } from '../platform/database/connect.ts'
import { ledgerExport } from './export.store.ts'
import { origins } from './ledger.store.ts'
import { signer } from './signing.ts'
import { ndjson } from './verify/ndjson.ts'
import { type Report, type Trust, verify } from './verify/verify.ts'

/**
 * Verifies the register as it is now, from the very lines an export of it would hold. Trusts the keys that the installation's
 * own secret makes, and those given: keys that stand in the database would be worth no more than the rest of it.
 * @param seed the 32 bytes of the key for checkpoints
 */
export async function verifyRegister(database: Database, seed: Uint8Array, trust: Trust = {}): Promise<Report> {
  const own = (await origins(database.reader)).map((origin) => signer(origin, seed).key)
  return await verify(ndjson(bytes(ledgerExport(database))), { ...trust, keys: [...own, ...(trust.keys ?? [])] })
}

async function* bytes(chunks: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) yield Buffer.from(chunk)
}
