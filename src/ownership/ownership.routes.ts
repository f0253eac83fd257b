import type { FastifyInstance } from 'fastify'
import { lockHead, moveHead } from '../assets/asset.store.ts'
import { disposal, nextTenure } from '../assets/asset.ts'
import { disposeAsset, registerAsset } from '../assets/assets.operations.ts'
import { decideFindOf, openFinds } from '../assets/find.store.ts'
import { standingOf } from '../assets/provisional-owner.store.ts'
import type { Locks } from '../platform/database/change.ts'
import type { Database } from '../platform/database/connect.ts'
import { commands, nothing } from '../platform/http/commands.ts'
import { serve } from '../platform/http/serve.ts'
import { refuse } from '../platform/refusal.ts'
import { correct } from './correction.ts'
import { holderOf, storeHolder } from './holding.store.ts'
import {
  acceptStated,
  acceptTransfer,
  cancelTransfer,
  correctOwnership,
  declineStated,
  declineTransfer,
  offerTransfer,
  releaseTransfer,
  releaseWordings,
  setHolder,
} from './ownership.operations.ts'
import { register } from './registration.ts'
import { corrects, keeps } from './rights.ts'
import { carryAcceptances } from './stated.store.ts'
import {
  assetOfTransfer,
  cancelOpen,
  endTransfer,
  insertTransfer,
  statedTenure,
  storeAcceptance,
  storeRelease,
  storeStatedAcceptances,
  transfer,
} from './transfer.store.ts'
import { accept, cancel, decline, offer, release } from './transfer.ts'
import { isWording, label, wordings } from './wording.ts'

type Named = { params: { id: string } }
const lockAsset = (locks: Locks, { params }: Named) => lockHead(locks, params.id)

/** Locks the asset of a transfer, then reads the transfer: whoever decided it before us has committed by then. */
async function lockOffered(locks: Locks, { params: { id } }: Named) {
  const [head, offered] = await Promise.all([lockHead(locks, assetOfTransfer(locks, id)), transfer(locks, id)])
  return { head, offered }
}

/** How ownership begins, moves and ends. Each command locks the asset row, decides by a pure rule, and stores in one statement. */
export function ownershipRoutes(app: FastifyInstance, database: Database): void {
  const command = commands(app, database)

  command(registerAsset, 'asset.register', nothing, (change, _, { body }) => register(change, body))

  command(
    offerTransfer,
    'transfer.offer',
    async (locks, { params }) => ({
      head: await lockHead(locks, params.id),
      days:
        (await locks.selectFrom('organisation').select('transfer_expires_days').executeTakeFirst())
          ?.transfer_expires_days ?? 14,
    }),
    async (change, { head, days }, { who, body }) => {
      const { fromId, releases, expiresAt } = offer(head, body.toId, who.personId, days, change.at)
      if (!releases && !keeps(who)) refuse('not_the_owner')
      if (releases && !isWording(body.wording ?? '', 'release', label(head))) refuse('wording_differs')
      const id = await insertTransfer(change, {
        assetId: head.id,
        fromId,
        toId: body.toId,
        reason: body.reason ?? null,
        expiresAt,
        release: releases ? body.wording! : null,
      })
      return { id, released: releases }
    },
  )

  command(releaseTransfer, 'transfer.release', lockOffered, async (change, { head, offered }, { who, body }) => {
    release(offered, who.personId, change.at)
    if (!isWording(body.wording, 'release', label(head))) refuse('wording_differs')
    await storeRelease(change, offered.id, body.wording)
  })

  command(acceptTransfer, 'transfer.accept', lockOffered, async (change, { head, offered }, { who, body }) => {
    const tenure = accept(offered, head, who.personId, change.at)
    if (!isWording(body.wording, 'accept', label(head))) refuse('wording_differs')
    await decideFindOf(change, head.id, 'transferred', null)
    change.last(storeAcceptance(change, offered.id, tenure, body.wording))
    return { assetId: head.id, since: change.at }
  })

  command(declineTransfer, 'transfer.decline', lockOffered, async (change, { offered }, { who, body }) => {
    decline(offered, who.personId, change.at)
    await endTransfer(change, offered.id, 'declined', body.reason)
  })

  command(cancelTransfer, 'transfer.cancel', lockOffered, async (change, { offered }, { who, body }) => {
    cancel(offered, who.personId, keeps(who))
    await endTransfer(change, offered.id, 'cancelled', body.reason)
  })

  command(acceptStated, 'ownership.accept_stated', lockAsset, async (change, head, { who, body }) => {
    if (head.ownerId !== who.personId) refuse('not_the_owner')
    if (!(await statedTenure(change.db, head.id, head.seq)).stated) refuse('not_stated')
    if (!isWording(body.wording, 'stated', label(head))) refuse('wording_differs')
    await storeStatedAcceptances(change, [
      { assetId: head.id, seq: head.seq, ownerId: who.personId, wording: body.wording },
    ])
  })

  command(declineStated, 'ownership.decline_stated', lockAsset, async (change, head, { who, body }) => {
    if (head.ownerId !== who.personId) refuse('not_the_owner')
    const { stated, provisionalId, provisionalPersonId } = await statedTenure(change.db, head.id, head.seq)
    if (!stated) refuse('not_stated')
    // Declining never leaves an asset without an owner: who accepted to stand in takes it, and has to find the right one.
    if (!provisionalId || !provisionalPersonId || provisionalPersonId === who.personId)
      refuse('provisional_owner_missing')
    await cancelOpen(change, head.id, body.reason)
    await moveHead(change, [
      nextTenure(head, { ownerId: provisionalPersonId, startedBy: 'provisional', provisionalId }, change.at),
    ])
    await openFinds(change, [{ assetId: head.id, stated: null, reason: body.reason }])
  })

  command(correctOwnership, 'ownership.correct', lockAsset, async (change, head, { who, body }) => {
    const standing = await standingOf(change.db, body.provisionalOwnerId ?? who.personId)
    const tenures = correct(head, body.tenures, body.seq, standing, change.at)
    await cancelOpen(change, head.id, body.reason)
    await moveHead(change, tenures)
    await carryAcceptances(change, head.id, head.revision, tenures[0]!.revision)
    const { stated } = await statedTenure(change.db, head.id, tenures.at(-1)!.seq)
    if (stated && standing === null) refuse('provisional_owner_missing')
  })

  command(disposeAsset, 'asset.dispose', lockAsset, async (change, head, { who, body }) => {
    if (head.ownerId !== who.personId && !corrects(who)) refuse('not_the_owner')
    const end = disposal(head, change.at)
    await cancelOpen(change, head.id, body.reason)
    await storeHolder(change, head.id, await holderOf(change.db, head.id), null)
    await moveHead(change, [end], { status: 'disposed' })
    await decideFindOf(change, head.id, 'kept', body.reason)
  })

  command(
    setHolder,
    'holding.set',
    async (locks, { params }) => ({
      head: await lockHead(locks, params.id),
      present: await holderOf(locks, params.id),
    }),
    async (change, { head, present }, { who, body }) => {
      if (head.ownerId === null) refuse('asset_disposed')
      if (head.ownerId !== who.personId && !keeps(who)) refuse('not_the_owner')
      if (body.personId !== null && body.place !== null)
        refuse('bad_input', { fields: [{ where: 'body', what: 'a person or a place, not both' }] })
      await storeHolder(
        change,
        head.id,
        present,
        body.personId === null && body.place === null ? null : { personId: body.personId, place: body.place },
      )
    },
  )

  serve(app, releaseWordings, async ({ params }) => {
    const asset = await database.reader
      .selectFrom('asset')
      .select(['tag', 'name'])
      .where('id', '=', params.id)
      .executeTakeFirst()
    if (!asset) refuse('not_found')
    const called = label(asset)
    return {
      release: wordings('release', called),
      accept: wordings('accept', called),
      stated: wordings('stated', called),
    }
  })
}
