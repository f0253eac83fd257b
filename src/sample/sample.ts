import { lockHead, moveHead } from '../assets/asset.store.ts'
import { nextTenure } from '../assets/asset.ts'
import { openFinds } from '../assets/find.store.ts'
import { storeStanding } from '../assets/provisional-owner.store.ts'
import { register } from '../ownership/registration.ts'
import {
  endTransfer,
  insertTransfer,
  statedTenure,
  storeAcceptance,
  storeStatedAcceptances,
  transfer,
} from '../ownership/transfer.store.ts'
import { accept, offer } from '../ownership/transfer.ts'
import { label, wordings } from '../ownership/wording.ts'
import { departmentNamed, insertPerson, siteNamed } from '../people/person.store.ts'
import { type Change, write } from '../platform/database/change.ts'
import type { Database } from '../platform/database/connect.ts'
import { refuse } from '../platform/refusal.ts'
import { assets, people, sites } from './plant.ts'

/** The instants of the sample's changes, forwards; `undefined` where the register keeps real time. */
type Clock = () => string | undefined

/**
 * Fills an empty register with a small plant, by the commands people would use: named owners, acceptances, a transfer done, one
 * waiting, one declined, an owner unclear. On a sample clock it happens over the time since the register was made.
 * Refuses with already_done where there are assets.
 */
export async function makeSample(
  database: Database,
  adminId: string,
  sampleClock: boolean,
): Promise<{ people: number; assets: number }> {
  if (await database.reader.selectFrom('asset').select('id').limit(1).executeTakeFirst()) refuse('already_done')
  const clock = await clockOf(database, sampleClock)
  const as = <Result>(personId: string, operation: string, act: (change: Change) => Promise<Result>) =>
    write(database, { personId, origin: 'setup' }, { operation, at: clock() ?? null }, async () => null, act)

  const persons = await as(adminId, 'sample', async (change) => {
    const siteIds = []
    for (const site of sites) siteIds.push(await siteNamed(change, site.name, site.country))
    const ids = []
    for (const [i, person] of people.entries()) {
      const department_id = await departmentNamed(change, person.department)
      ids.push(
        await insertPerson(change, {
          name: person.name,
          job_title: person.job,
          department_id,
          site_id: siteIds[person.site]!,
          personnel_number: String(1001 + i),
          source: 'sample',
        }),
      )
    }
    return { ids, siteIds }
  })
  await as(adminId, 'provisional_owner.accept', (change) => storeStanding(change, adminId, wordings('provisional').en!))

  const made: { id: string; owner: string }[] = []
  for (const [name, kind, tier, site, owner, serial] of assets) {
    const ownerId = persons.ids[owner]!
    const { id } = await as(adminId, 'asset.register', (change) =>
      register(change, { name, kind, tier, serial, siteId: persons.siteIds[site]!, ownerId }),
    )
    made.push({ id, owner: ownerId })
  }
  for (const { id, owner } of made.slice(0, -3))
    await as(owner, 'ownership.accept_stated', (change) => acceptStated(change, id, owner))

  const moved = made[0]!
  const given = await as(moved.owner, 'transfer.offer', (change) =>
    offerTo(change, moved.id, moved.owner, persons.ids[4]!),
  )
  await as(persons.ids[4]!, 'transfer.accept', (change) => acceptOffer(change, given, persons.ids[4]!))
  const declined = made[2]!
  const refused = await as(declined.owner, 'transfer.offer', (change) =>
    offerTo(change, declined.id, declined.owner, persons.ids[9]!),
  )
  await as(persons.ids[9]!, 'transfer.decline', (change) =>
    endTransfer(change, refused, 'declined', 'I only drive past it.'),
  )
  const waiting = made[11]!
  await as(waiting.owner, 'transfer.offer', (change) => offerTo(change, waiting.id, waiting.owner, adminId))
  const unclear = made.at(-1)!
  await as(unclear.owner, 'ownership.decline_stated', (change) =>
    declineStated(change, unclear.id, 'Never heard of it.'),
  )
  return { people: people.length, assets: assets.length }
}

async function clockOf(database: Database, sampleClock: boolean): Promise<Clock> {
  if (!sampleClock) return () => undefined
  const { at } = await database.reader
    .selectFrom('ledger.change')
    .select('at')
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  const steps = assets.length * 2 + 20
  const stride = Math.max(1, Math.floor((Date.now() - Date.parse(at)) / steps))
  let last = Date.parse(at)
  return () => {
    last += stride
    return new Date(last).toISOString()
  }
}

async function acceptStated(change: Change, assetId: string, ownerId: string): Promise<void> {
  const head = await lockHead(change.db, assetId)
  await storeStatedAcceptances(change, [
    { assetId: assetId, seq: head.seq, ownerId: ownerId, wording: wordings('stated', label(head)).en! },
  ])
}

async function offerTo(change: Change, assetId: string, fromId: string, toId: string): Promise<string> {
  const head = await lockHead(change.db, assetId)
  const { expiresAt } = offer(head, toId, fromId, 14, change.at)
  return await insertTransfer(change, {
    assetId,
    fromId,
    toId,
    reason: 'Work was shared out anew.',
    expiresAt,
    release: wordings('release', label(head)).en!,
  })
}

async function acceptOffer(change: Change, transferId: string, by: string): Promise<void> {
  const offered = await transfer(change.db, transferId)
  const head = await lockHead(change.db, offered.assetId)
  await storeAcceptance(change, transferId, accept(offered, head, by, change.at), wordings('accept', label(head)).en!)
}

async function declineStated(change: Change, assetId: string, reason: string): Promise<void> {
  const head = await lockHead(change.db, assetId)
  const { provisionalId, provisionalPersonId } = await statedTenure(change.db, assetId, head.seq)
  await moveHead(change, [
    nextTenure(head, { ownerId: provisionalPersonId, startedBy: 'provisional', provisionalId }, change.at),
  ])
  await openFinds(change, [{ assetId: assetId, stated: null, reason: reason }])
}
