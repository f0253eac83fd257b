import { sql } from 'kysely'
import type { Reader } from '../platform/database/connect.ts'
import { referenceTo } from '../platform/database/reference.ts'
import type { Waiting } from './ownership.operations.ts'
import { isStated } from './stated.store.ts'
import { label, type Sentence, wordings } from './wording.ts'

const most = 200
const sentence: Record<Waiting['what'], Sentence> = {
  accept: 'accept',
  stated: 'stated',
  release: 'release',
  offered: 'accept',
}

/** What waits for one person, oldest first, at most 200: `more` says that there is more. */
export async function inboxOf(db: Reader, personId: string): Promise<{ items: Waiting[]; more: boolean }> {
  const { rows } = await sql<Omit<Waiting, 'wordings'>>`
    select w.what, w.id, jsonb_build_object('id', a.id, 'tag', a.tag, 'name', a.name, 'kind', a.kind_id, 'serial', a.serial, 'site', s.name) as asset,
           ${referenceTo('f')} as from,
           ${referenceTo('t')} as to, w.since, w.expires_at as "expiresAt", w.reason
      from (
        (select 'accept' as what, id, asset_id, from_id, to_id, offered_at as since, expires_at, reason from transfer
          where to_id = ${personId} and state = 'open' and released_at is not null order by offered_at limit ${most + 1})
        union all
        (select case when released_at is null then 'release' else 'offered' end, id, asset_id, from_id, to_id, offered_at, expires_at, reason from transfer
          where from_id = ${personId} and state = 'open' order by offered_at limit ${most + 1})
        union all
        (select 'stated', a.id, a.id, null, a.owner_id, t.recorded_at, null, null from asset a join tenure t on t.asset_id = a.id and t.seq = a.owner_seq
          where a.owner_id = ${personId} and ${isStated('t', null)} order by t.recorded_at limit ${most + 1})
      ) w
      join asset a on a.id = w.asset_id left join site s on s.id = a.site_id left join person f on f.id = w.from_id left join person t on t.id = w.to_id
     order by w.what = 'offered', w.since, w.id limit ${most + 1}`.execute(db)
  const items = rows.slice(0, most).map((row) => ({ ...row, wordings: wordings(sentence[row.what], label(row.asset)) }))
  return { items, more: rows.length > most }
}
