import { z } from 'zod'
import { id, instant, listOf, operation, page } from '../platform/http/operation.ts'

const readsLedger = ['administrator', 'ciso', 'compliance', 'it_operations', 'auditor'] as const
const hash = z.string().describe('base64')

const activity = z.strictObject({
  change: id,
  at: instant,
  actor: z.strictObject({ id, name: z.string() }).nullable(),
  behalf: z.strictObject({ id, name: z.string() }).nullable(),
  by: z.string(),
  operation: z.string(),
  origin: z.string(),
  reason: z.string().nullable(),
  entries: z.number().int(),
  /** How many of its entries a checkpoint covers already. */
  provable: z.number().int(),
})
export const listActivity = operation({
  id: 'ledger.activity',
  method: 'GET',
  path: '/api/v1/ledger/changes',
  summary: 'All changes, newest first',
  who: readsLedger,
  query: z.strictObject({
    ...page,
    actor: id.optional(),
    operation: z.string().max(100).optional(),
    from: instant.optional(),
    until: instant.optional(),
  }),
  response: listOf(activity),
})
export const getChange = operation({
  id: 'ledger.change',
  method: 'GET',
  path: '/api/v1/ledger/changes/:id',
  summary: 'One change with its entries, as they are in the tree',
  who: readsLedger,
  params: z.strictObject({ id }),
  response: activity.extend({
    items: z.array(
      z.strictObject({
        n: z.number().int(),
        idx: z.number().int().nullable(),
        bytes: z.string(),
        opening: z.string().nullable(),
        salt: hash.nullable(),
      }),
    ),
  }),
})
export const ledgerState = operation({
  id: 'ledger.state',
  method: 'GET',
  path: '/api/v1/ledger',
  summary: 'How large the tree is, its newest checkpoint, and the key to check it with',
  who: 'signed-in',
  response: z.strictObject({
    size: z.number().int(),
    pending: z.number().int(),
    checkpoint: z.string().nullable(),
    checkpointAt: instant.nullable(),
    key: z.string(),
    origin: z.string(),
  }),
})
export const inclusionProof = operation({
  id: 'ledger.inclusion',
  method: 'GET',
  path: '/api/v1/ledger/proofs/inclusion',
  summary: 'That an entry is in the tree of a size',
  who: readsLedger,
  query: z.strictObject({ idx: z.coerce.number().int().min(0), size: z.coerce.number().int().min(1).optional() }),
  response: z.strictObject({
    idx: z.number().int(),
    size: z.number().int(),
    leaf: hash,
    root: hash,
    path: z.array(hash),
    checkpoint: z.string().nullable(),
  }),
})
export const consistencyProof = operation({
  id: 'ledger.consistency',
  method: 'GET',
  path: '/api/v1/ledger/proofs/consistency',
  summary: 'That a later tree only adds to an earlier one',
  who: readsLedger,
  query: z.strictObject({ from: z.coerce.number().int().min(1), to: z.coerce.number().int().min(1).optional() }),
  response: z.strictObject({
    from: z.number().int(),
    to: z.number().int(),
    fromRoot: hash,
    toRoot: hash,
    path: z.array(hash),
  }),
})
export const exportLedger = operation({
  id: 'ledger.export',
  method: 'GET',
  path: '/api/v1/ledger/export',
  summary: 'The whole ledger as one file for `holdfast verify` (docs/formats/ledger-export.md)',
  who: ['administrator', 'compliance', 'ciso', 'auditor'],
  response: 'file',
})
