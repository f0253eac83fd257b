import type { FastifyInstance } from 'fastify'
import { isBelow, kinds, lockHead, lockTree, presentOf, updateAsset, versionOf } from '../assets/asset.store.ts'
import { columnOf, columnsOf } from '../assets/asset-fields.ts'
import {
  editAsset,
  exportAssets,
  getAsset,
  assetHistory as historyOperation,
  listAssets,
  listKinds,
} from '../assets/assets.operations.ts'
import { decideFindOf } from '../assets/find.store.ts'
import { named } from '../assets/named.store.ts'
import {
  becomeProvisionalOwner,
  decideFind,
  listFinds,
  listProvisionalOwners,
} from '../assets/owner-unclear.operations.ts'
import { provisionalOwners, storeStanding } from '../assets/provisional-owner.store.ts'
import { personHistory as personHistoryOperation } from '../people/people.operations.ts'
import { refuseChanged } from '../people/version.store.ts'
import { seesPerson } from '../people/visible.ts'
import type { Database } from '../platform/database/connect.ts'
import { commands, nothing } from '../platform/http/commands.ts'
import { ifMatch } from '../platform/http/purpose.ts'
import { serve } from '../platform/http/serve.ts'
import { pastOf } from '../platform/past.ts'
import { refuse } from '../platform/refusal.ts'
import { assetDetail } from './asset-detail.store.ts'
import { assetSheet } from './asset-export.ts'
import { assetPage, assetTotal } from './asset-list.store.ts'
import { openFinds } from './find-list.store.ts'
import { assetHistory, tenures } from './history.store.ts'
import { inboxOf } from './inbox.store.ts'
import { inbox } from './ownership.operations.ts'
import { personHistory } from './person-history.store.ts'
import { keeps, rights } from './rights.ts'
import { isWording, wordings } from './wording.ts'

const now = () => new Date().toISOString()

/** Reading and editing the register: lists, pages, histories, now or as of any past instant. */
export function registerRoutes(app: FastifyInstance, database: Database): void {
  const { reader } = database
  const command = commands(app, database)

  serve(app, listAssets, async ({ query }) => {
    const past = pastOf(query, now())
    const page = await assetPage(reader, query, { after: query.after, limit: query.limit ?? 50 }, past)
    return query.total ? { ...page, total: await assetTotal(reader, query, past) } : page
  })

  serve(app, exportAssets, async ({ query: { format, ...filter }, reply }) => {
    const sheet = assetSheet(database, filter, format, pastOf(filter, now()))
    reply.header('content-type', sheet.type).header('content-disposition', `attachment; filename="${sheet.name}"`)
    return reply.send(sheet.bytes)
  })

  serve(app, getAsset, async ({ who, params, query }) => {
    const past = pastOf(query, now())
    const asset = (await assetDetail(reader, params.id, past)) ?? refuse('not_found')
    // Nothing can be done in the past: the page shows it, the rights of now do not apply to it.
    return { ...asset, may: rights(past ? { ...who, readOnly: true } : who, asset) }
  })

  serve(app, historyOperation, async ({ params, query }) => {
    const past = pastOf(query, now())
    const [items, owners] = await reader
      .connection()
      .execute((db) => Promise.all([assetHistory(db, params.id, past?.recorded ?? null), tenures(db, params.id, past)]))
    if (owners.length === 0) refuse('not_found')
    return { items, tenures: owners }
  })

  serve(app, personHistoryOperation, async ({ who, params, query }) => {
    if (!seesPerson(who, params.id)) refuse('not_found')
    const past = pastOf(query, now())
    const items = await personHistory(reader, params.id, past?.recorded ?? null)
    return items.length === 0 ? refuse('not_found') : { items }
  })

  command(
    editAsset,
    'asset.edit',
    async (locks, { params, body }) => {
      if (body.parentId) await lockTree(locks)
      return await lockHead(locks, params.id)
    },
    async (change, head, { who, body: { reason: _, ...input }, request }) => {
      if (head.ownerId === null) refuse('asset_disposed')
      if (head.ownerId !== who.personId && !keeps(who)) refuse('not_allowed')
      await refuseChanged(change.db, 'asset', head.id, ifMatch(request), Object.keys(input), columnOf)
      if (input.parentId && (await isBelow(change, input.parentId, head.id))) refuse('parent_in_circle')
      const columns = await columnsOf(named(change), input, await presentOf(change, head.id))
      await updateAsset(change, head.id, columns)
      return { version: await versionOf(change.db, head.id) }
    },
  )

  serve(app, listKinds, async () => ({ items: await kinds(reader) }))

  serve(app, inbox, ({ who }) => inboxOf(reader, who.personId))

  serve(app, listProvisionalOwners, async () => ({
    items: (await provisionalOwners(reader)).map((one) => ({
      id: one.id,
      person: { id: one.person_id, name: one.name },
      acceptedAt: one.accepted_at,
    })),
    wordings: wordings('provisional'),
    register: wordings('register'),
  }))

  command(becomeProvisionalOwner, 'provisional_owner.accept', nothing, async (change, _, { who, body }) => {
    if (!isWording(body.wording, 'provisional')) refuse('wording_differs')
    return { id: await storeStanding(change, who.personId, body.wording) }
  })

  serve(app, listFinds, ({ query }) => openFinds(reader, { after: query.after, limit: query.limit ?? 50 }))

  command(
    decideFind,
    'find.decide',
    async (locks, { params }) => {
      const find = await locks
        .selectFrom('find')
        .select('asset_id')
        .where('id', '=', params.id)
        .where('decided_at', 'is', null)
        .executeTakeFirst()
      return find ? await lockHead(locks, find.asset_id) : refuse('already_done')
    },
    async (change, head, { body }) => {
      if (!(await decideFindOf(change, head.id, body.decision, body.reason))) refuse('already_done')
    },
  )
}
