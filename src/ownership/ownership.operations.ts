import { z } from 'zod'
import { reference } from '../people/people.operations.ts'
import { id, instant, operation, text } from '../platform/http/operation.ts'

const asset = z.strictObject({
  id,
  tag: z.string(),
  name: z.string(),
  kind: z.string(),
  serial: z.string().nullable(),
  site: z.string().nullable(),
})
const one = z.strictObject({ id })
/** The sentence in each language: show one, send back exactly what was shown. */
const wordings = z.record(z.string(), z.string())

const waiting = z.strictObject({
  /** accept: an offer to me · stated: I was named as owner · release: somebody asks me to release · offered: my offer waits for another */
  what: z.enum(['accept', 'stated', 'release', 'offered']),
  id: id.describe('of the transfer, or of the asset for `stated`'),
  asset,
  from: reference.nullable(),
  to: reference.nullable(),
  since: instant,
  expiresAt: instant.nullable(),
  reason: z.string().nullable(),
  wordings,
})
export type Waiting = z.output<typeof waiting>

export const inbox = operation({
  id: 'inbox.list',
  method: 'GET',
  path: '/api/v1/inbox',
  summary: 'What waits for me, oldest first',
  who: 'signed-in',
  response: z.strictObject({ items: z.array(waiting), more: z.boolean() }),
})

export const offerTransfer = operation({
  id: 'transfers.offer',
  method: 'POST',
  path: '/api/v1/assets/:id/transfers',
  summary:
    'Offer an asset to somebody. By its owner this is also the release; by others the owner is asked to release.',
  who: 'signed-in',
  params: one,
  body: z.strictObject({
    toId: id,
    reason: text(2000).optional(),
    wording: text(2000).optional().describe('the sentence of release, when you are the owner'),
  }),
  response: z.strictObject({ id, released: z.boolean() }),
  status: 201,
})
export const releaseWordings = operation({
  id: 'transfers.wordings',
  method: 'GET',
  path: '/api/v1/assets/:id/wordings',
  summary: 'The sentences of release, acceptance and confirmation by a stated owner for this asset',
  who: 'signed-in',
  params: one,
  response: z.strictObject({ release: wordings, accept: wordings, stated: wordings }),
})
export const releaseTransfer = operation({
  id: 'transfers.release',
  method: 'POST',
  path: '/api/v1/transfers/:id/release',
  summary: 'Release the asset to the receiver; you stay accountable until they accept',
  who: 'signed-in',
  params: one,
  body: z.strictObject({ wording: text(2000) }),
})
export const acceptTransfer = operation({
  id: 'transfers.accept',
  method: 'POST',
  path: '/api/v1/transfers/:id/acceptance',
  summary: 'Accept: from this instant you are the owner',
  who: 'signed-in',
  params: one,
  body: z.strictObject({ wording: text(2000) }),
  response: z.strictObject({ assetId: id, since: instant }),
})
export const declineTransfer = operation({
  id: 'transfers.decline',
  method: 'POST',
  path: '/api/v1/transfers/:id/decline',
  summary: 'Decline with a reason; nothing changes hands',
  who: 'signed-in',
  params: one,
  body: z.strictObject({ reason: text(2000) }),
})
export const cancelTransfer = operation({
  id: 'transfers.cancel',
  method: 'POST',
  path: '/api/v1/transfers/:id/cancellation',
  summary: 'Take the offer back with a reason',
  who: 'signed-in',
  params: one,
  body: z.strictObject({ reason: text(2000) }),
})

export const acceptStated = operation({
  id: 'stated.accept',
  method: 'POST',
  path: '/api/v1/assets/:id/acceptance',
  summary: 'Accept an asset of which you were named as owner',
  who: 'signed-in',
  params: one,
  body: z.strictObject({ wording: text(2000) }),
})
export const declineStated = operation({
  id: 'stated.decline',
  method: 'POST',
  path: '/api/v1/assets/:id/refusal',
  summary: 'Say that you are not the owner; the provisional owner takes it, and an owner-unclear find opens',
  who: 'signed-in',
  params: one,
  body: z.strictObject({ reason: text(2000) }),
})

export const correctOwnership = operation({
  id: 'ownership.correct',
  method: 'POST',
  path: '/api/v1/assets/:id/ownership-corrections',
  summary:
    'Correct the history of owners: a new account beside the old one, which stays. The last owner named is the owner now.',
  who: ['compliance', 'administrator'],
  params: one,
  body: z.strictObject({
    tenures: z
      .array(z.strictObject({ ownerId: id, since: instant }))
      .min(1)
      .max(100),
    seq: z.number().int().min(1).describe('the last tenure looked at'),
    provisionalOwnerId: id
      .optional()
      .describe(
        'who owns it if the last owner named has not accepted and declines; default: yourself, if you have accepted to be',
      ),
    reason: text(2000),
  }),
})
export const setHolder = operation({
  id: 'holdings.set',
  method: 'PUT',
  path: '/api/v1/assets/:id/holder',
  summary: 'Say who has it in hand: a person, or a place; or nobody',
  who: 'signed-in',
  params: one,
  body: z.strictObject({ personId: id.nullable(), place: text(200).nullable(), reason: text(2000).optional() }),
})
