import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { Change, Locks } from '../platform/database/change.ts'
import type { PersonRow } from './person.store.ts'

/** Stores many new persons in one statement and answers their ids, in the same order. Every row names the same columns or fewer. */
export async function insertPeople({ db }: Change, rows: readonly PersonRow[]): Promise<string[]> {
  if (rows.length === 0) return []
  const people = rows.map((row) => ({ kind: 'employee', source: 'register', state: 'active', ...row, id: uuidv7() }))
  const columns = sql.join([...new Set(people.flatMap(Object.keys))].map((column) => sql.ref(column)))
  await sql`insert into person (${columns})
    select ${columns} from jsonb_populate_recordset(null::register.person, ${JSON.stringify(people)}::jsonb)`.execute(
    db,
  )
  return people.map((person) => person.id)
}

/** Gives many people their managers, in one statement. */
export async function storeManagers(
  { db }: Change,
  people: readonly { id: string; manager_id: string }[],
): Promise<void> {
  if (people.length === 0) return
  await sql`update person p set manager_id = r.manager_id
    from jsonb_to_recordset(${JSON.stringify(people)}::jsonb) as r(id uuid, manager_id uuid) where p.id = r.id`.execute(
    db,
  )
}

/** The ids of the sites or departments that have these names already. */
export async function idsByName(
  { db }: { db: Locks },
  table: 'site' | 'department',
  names: readonly (string | undefined)[],
): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom(table)
    .select(['id', 'name'])
    .where(sql<boolean>`name = any(${[...new Set(names.filter((name) => name !== undefined))]})`)
    .execute()
  return new Map(rows.map(({ id, name }) => [name, id]))
}
