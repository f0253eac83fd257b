import { sql } from 'kysely'
import type { Reader } from '../platform/database/connect.ts'
import { referenceTo } from '../platform/database/reference.ts'
import { position } from '../platform/http/position.ts'
import type { ListPage } from './asset-list.store.ts'

interface Find {
  id: string
  asset: { id: string; tag: string; name: string }
  owner: { id: string; name: string } | null
  stated: string | null
  reason: string | null
  openedAt: string
}

/** Open finds by name of the asset, with whoever is owner meanwhile. */
export async function openFinds(db: Reader, page: ListPage): Promise<{ items: Find[]; next: string | null }> {
  const from = page.after === undefined ? null : position.read(page.after)
  const { rows } = await sql<Find>`
    select f.id, jsonb_build_object('id', a.id, 'tag', a.tag, 'name', a.name) as asset,
           ${referenceTo('p')} as owner, f.stated, f.reason, f.opened_at as "openedAt"
      from find f join asset a on a.id = f.asset_id left join person p on p.id = a.owner_id
     where f.decided_at is null ${from ? sql`and (a.name, a.id) > (${from[0]}, ${from[1]})` : sql``}
     order by a.name, a.id limit ${page.limit + 1}`.execute(db)
  const items = rows.slice(0, page.limit)
  const last = items.at(-1)
  return {
    items,
    next: rows.length > page.limit && last ? position.of(last.asset) : null,
  }
}
