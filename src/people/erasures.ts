import { sql } from 'kysely'
import { write } from '../platform/database/change.ts'
import type { Database, Reader } from '../platform/database/connect.ts'

/** Ids of all erased persons: the list to keep beside the backups, which still hold their data. */
export async function erasedPersons(db: Reader): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from register.person where erased_at is not null order by erased_at, id`.execute(db)
  return rows.map(({ id }) => id)
}

/**
 * Erases those of a list who are not erased, each in a change of its own. Called after a restore: the backup may be older than
 * their erasure.
 * @returns those who are here and have not left: they cannot be erased yet
 */
export async function eraseAgain(database: Database, ids: readonly string[]): Promise<string[]> {
  const present: string[] = []
  for (const id of ids) {
    const { rows } = await sql<{ left: boolean }>`
      select state = 'left' as left from register.person where id = ${id}::uuid and erased_at is null`.execute(
      database.reader,
    )
    if (rows[0]?.left === false) present.push(id)
    if (!rows[0]?.left) continue
    await write(
      database,
      { personId: null, origin: 'command' },
      { operation: 'person.erase', reason: 'Erased before, after the restored backup was made' },
      async () => null,
      async (change) => {
        await sql`select register.erase_person(${id}::uuid)`.execute(change.db)
      },
    )
  }
  return present
}
