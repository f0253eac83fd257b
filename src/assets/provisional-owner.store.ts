import { v7 as uuidv7 } from 'uuid'
import type { Change, Locks } from '../platform/database/change.ts'
import type { Reader } from '../platform/database/connect.ts'

/** People who accepted, in words, to be owner where nobody else turns out to be. */
export async function provisionalOwners(db: Reader | Locks) {
  return await db
    .selectFrom('provisional_owner')
    .innerJoin('person', 'person.id', 'provisional_owner.person_id')
    .select(['provisional_owner.id', 'person_id', 'person.name', 'accepted_at'])
    .where('ended_at', 'is', null)
    .orderBy('person.name')
    .execute()
}

/** The standing acceptance of one person, or null. */
export async function standingOf(db: Reader | Locks, personId: string): Promise<string | null> {
  const row = await db
    .selectFrom('provisional_owner')
    .select('id')
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return row?.id ?? null
}

export async function storeStanding({ db, at }: Change, personId: string, wording: string): Promise<string> {
  const id = uuidv7()
  await db.insertInto('provisional_owner').values({ id, person_id: personId, wording, accepted_at: at }).execute()
  return id
}
