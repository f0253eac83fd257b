import { sql } from 'kysely'
import type { Locks } from '../platform/database/change.ts'
import { refuse } from '../platform/refusal.ts'

type Version = Record<string, unknown>

/**
 * Refuses an edit of `fields` if one of them changed since the version `seen` (an instant), and says which, by whom and when.
 * What others changed in other fields stays. `columnOf` tells the column of a field.
 */
export async function refuseChanged(
  db: Locks,
  table: 'person' | 'asset',
  id: string,
  seen: string,
  fields: string[],
  columnOf: Record<string, string>,
): Promise<void> {
  const { rows: versions } = await sql<Version>`
    select v.*, c.at as changed_at, p.name as changed_by from ${sql.table(`${table}_version`)} v
      join ledger.change c on c.id = v.change_id left join person p on p.id = c.actor_id
     where v.id = ${id} and v.recorded_to > ${seen} order by v.recorded_from`.execute(db)
  if (versions.length === 0) refuse('not_found')
  const changedBetween = (before: Version, after: Version) =>
    fields.filter((field) => {
      const column = columnOf[field] ?? field
      return JSON.stringify(before[column]) !== JSON.stringify(after[column])
    })
  const changed = changedBetween(versions[0]!, versions.at(-1)!)
  if (changed.length === 0) return
  const last = versions.findLast((version, i) => i > 0 && changedBetween(versions[i - 1]!, version).length > 0)
  refuse('changed_meanwhile', { fields: changed, by: last?.changed_by, at: last?.changed_at })
}
