import { v7 as uuidv7 } from 'uuid'
import type { Change, Locks } from '../platform/database/change.ts'
import type { Reader } from '../platform/database/connect.ts'
import { refuse } from '../platform/refusal.ts'

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

/** A standing acceptance with whose it is and in what words. Refuses with provisional_owner_missing when it has ended. */
export async function standIn(
  db: Reader | Locks,
  id: string,
): Promise<{ id: string; personId: string; wording: string }> {
  const row = await db
    .selectFrom('provisional_owner')
    .select(['id', 'person_id', 'wording'])
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return row ? { id: row.id, personId: row.person_id, wording: row.wording } : refuse('provisional_owner_missing')
}
