import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import type { Database } from '../platform/database/connect.ts'
import { position } from '../platform/http/position.ts'
import { serve } from '../platform/http/serve.ts'
import { refuse } from '../platform/refusal.ts'
import { activityOf, activityPage, entriesOf } from './activity.store.ts'
import { ledgerExport } from './export.store.ts'
import {
  consistencyProof as consistencyOperation,
  exportLedger,
  getChange,
  inclusionProof as inclusionOperation,
  ledgerState,
  listActivity,
} from './ledger.operations.ts'
import { checkpointAt, newestCheckpoint, newestOrigin, storedHashes, treeSize } from './ledger.store.ts'
import { consistencyProof, inclusionProof, rootAt } from './proof.ts'
import { signer } from './signing.ts'

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
const wrong = (where: string, what: string): never =>
  refuse('bad_input', { fields: [{ where: `querystring/${where}`, what }] })

/** What happened, and the proofs that nothing else did. @param seed the 32 bytes of the key for checkpoints */
export function ledgerRoutes(app: FastifyInstance, database: Database, seed: Uint8Array): void {
  const { reader } = database
  const hashes = storedHashes(reader)

  serve(app, listActivity, async ({ query }) => {
    const limit = query.limit ?? 50
    const after = query.after === undefined ? null : position.read(query.after)
    const rows = await activityPage(reader, query, after, limit + 1)
    const last = rows[limit - 1]
    return {
      items: rows.slice(0, limit),
      next: rows.length > limit && last ? position.of({ name: last.at, id: last.change }) : null,
    }
  })

  serve(app, getChange, async ({ params: { id } }) => {
    const change = (await activityOf(reader, id)) ?? refuse('not_found')
    return { ...change, items: await entriesOf(reader, id) }
  })

  serve(app, ledgerState, async () => {
    const [checkpoint, origin, { size, pending }] = await Promise.all([
      newestCheckpoint(reader),
      newestOrigin(reader),
      treeSize(reader),
    ])
    return {
      size,
      pending,
      checkpoint: checkpoint?.note ?? null,
      checkpointAt: checkpoint?.at ?? null,
      key: signer(origin, seed).key,
      origin,
    }
  })

  serve(app, inclusionOperation, async ({ query: { idx, size: asked } }) => {
    const { signed } = await treeSize(reader)
    const size = asked ?? signed
    if (size > signed) wrong('size', `the signed tree has ${signed} entries`)
    if (idx >= size) wrong('idx', `the tree has ${size} entries, numbered from 0`)
    const [[leaf], root, path, checkpoint] = await Promise.all([
      hashes(0, idx, idx + 1),
      rootAt(hashes, size),
      inclusionProof(hashes, idx, size),
      checkpointAt(reader, size),
    ])
    return {
      idx,
      size,
      leaf: base64(leaf!),
      root: base64(root),
      path: path.map(base64),
      checkpoint: checkpoint?.note ?? null,
    }
  })

  serve(app, consistencyOperation, async ({ query: { from, to: asked } }) => {
    const { signed } = await treeSize(reader)
    const to = asked ?? signed
    if (to > signed) wrong('to', `the signed tree has ${signed} entries`)
    if (from > to) wrong('from', 'the earlier tree is not larger than the later one')
    const [fromRoot, toRoot, path] = await Promise.all([
      rootAt(hashes, from),
      rootAt(hashes, to),
      consistencyProof(hashes, from, to),
    ])
    return { from, to, fromRoot: base64(fromRoot), toRoot: base64(toRoot), path: path.map(base64) }
  })

  serve(app, exportLedger, async ({ reply }) => {
    const stand = new Date().toISOString().slice(0, 16).replace(/[:T]/g, '-')
    reply
      .header('content-type', 'application/x-ndjson')
      .header('content-disposition', `attachment; filename="ledger-${stand}.ndjson"`)
    return reply.send(Readable.from(ledgerExport(database), { objectMode: false }))
  })
}
