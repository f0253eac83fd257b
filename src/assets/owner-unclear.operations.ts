import { z } from 'zod'
import { reference } from '../people/people.operations.ts'
import { id, instant, listOf, operation, page, text } from '../platform/http/operation.ts'
import { keepsInventory } from './assets.operations.ts'

const provisional = z.strictObject({ id, person: reference, acceptedAt: instant })
export const listProvisionalOwners = operation({
  id: 'provisionalOwners.list',
  method: 'GET',
  path: '/api/v1/provisional-owners',
  summary: 'Who accepted to be owner where nobody else turns out to be',
  who: 'signed-in',
  response: z.strictObject({
    items: z.array(provisional),
    wordings: z.record(z.string(), z.string()),
    register: z
      .record(z.string(), z.string())
      .describe('the sentence for registering for oneself, with {asset} for the name'),
  }),
})
export const becomeProvisionalOwner = operation({
  id: 'provisionalOwners.accept',
  method: 'POST',
  path: '/api/v1/provisional-owners',
  summary: 'Accept, once and in words, to be the provisional owner',
  who: keepsInventory,
  body: z.strictObject({ wording: text(2000) }),
  response: z.strictObject({ id }),
  status: 201,
})

export const listFinds = operation({
  id: 'finds.list',
  method: 'GET',
  path: '/api/v1/finds',
  summary: 'Assets whose owner is unclear, waiting for a decision',
  who: 'signed-in',
  query: z.strictObject(page),
  response: listOf(
    z.strictObject({
      id,
      asset: z.strictObject({ id, tag: z.string(), name: z.string() }),
      owner: reference.nullable(),
      stated: z.string().nullable(),
      reason: z.string().nullable(),
      openedAt: instant,
    }),
  ),
})
export const decideFind = operation({
  id: 'finds.decide',
  method: 'POST',
  path: '/api/v1/finds/:id/decision',
  summary:
    'Keep the asset with its provisional owner for good; to move it, offer a transfer, which closes the find when accepted',
  who: keepsInventory,
  params: z.strictObject({ id }),
  body: z.strictObject({ decision: z.literal('kept'), reason: text(2000) }),
})
