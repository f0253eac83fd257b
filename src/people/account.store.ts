import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { Locks } from '../platform/database/change.ts'
import type { Reader } from '../platform/database/connect.ts'

/** Gives a person an account with a password (already hashed by the sign-in library), or a new one; ends their sessions. */
export async function storeAccount(
  db: Locks,
  personId: string,
  name: string,
  email: string,
  passwordHash: string,
): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    insert into "user" (id, name, email, person_id) values (${uuidv7()}, ${name}, ${email.toLowerCase()}, ${personId})
    on conflict (person_id) do update set email = excluded.email, name = excluded.name, "updatedAt" = clock_timestamp() returning id`.execute(
    db,
  )
  const userId = rows[0]!.id
  await sql`delete from account where "userId" = ${userId}`.execute(db)
  await sql`insert into account (id, "accountId", "providerId", "userId", password) values (${uuidv7()}, ${userId}, 'credential', ${userId}, ${passwordHash})`.execute(
    db,
  )
  await sql`delete from session where "userId" = ${userId}`.execute(db)
}

export async function signsIn(db: Reader, personId: string): Promise<boolean> {
  return (await db.selectFrom('user').select('id').where('person_id', '=', personId).executeTakeFirst()) !== undefined
}
