import { type RawBuilder, sql } from 'kysely'
import type { AssetItem } from '../assets/assets.operations.ts'
import type { Reader } from '../platform/database/connect.ts'
import { stoodAt } from '../platform/database/version.ts'
import { position } from '../platform/http/position.ts'
import type { Past } from '../platform/past.ts'
import { effectiveTenure } from './past.store.ts'
import { isStated, isStatedHead } from './stated.store.ts'

export interface AssetFilter {
  q?: string | undefined
  owner?: string | undefined
  holder?: string | undefined
  kind?: string | undefined
  status?: string | undefined
  tier?: number | undefined
  site?: string | undefined
  stated?: boolean | undefined
  unclear?: boolean | undefined
}

export interface ListPage {
  after?: string | undefined
  limit: number
}

interface Row {
  id: string
  tag: string
  name: string
  kind_id: string
  status: AssetItem['status']
  tier: number | null
  serial: string | null
  site_id: string | null
  site_name: string | null
  owner_id: string | null
  owner_name: string | null
  owner_since: string
  stated: boolean
  unclear: boolean
}

/** A page of assets sorted by name, now or in the past. `next` continues it. */
export async function assetPage(
  db: Reader,
  filter: AssetFilter,
  page: ListPage,
  past: Past | null,
): Promise<{ items: AssetItem[]; next: string | null }> {
  const { rows } = await sql<Row>`${rowsOf(filter, { ...page, limit: page.limit + 1 }, past)}`.execute(db)
  const items = rows.slice(0, page.limit).map(item)
  const last = items.at(-1)
  return { items, next: rows.length > page.limit && last ? position.of(last) : null }
}

/** How many there are, counted to 10,000 at most. */
export async function assetTotal(db: Reader, filter: AssetFilter, past: Past | null): Promise<number> {
  const { rows } = await sql<{
    total: number
  }>`select count(*)::int as total from (${past ? chosenThen(filter, { limit: 10_000 }, past) : chosenNow(filter, { limit: 10_000 })}) counted`.execute(
    db,
  )
  return rows[0]!.total
}

const rowsOf = (filter: AssetFilter, page: ListPage, past: Past | null) =>
  past ? then(filter, page, past) : now(filter, page)

const now = (filter: AssetFilter, page: ListPage) => sql`
  select a.id, a.tag, a.name, a.kind_id, a.status, a.tier, a.serial, a.site_id, s.name as site_name, a.owner_id, o.name as owner_name, a.owner_since,
         ${isStatedHead('a', null)} as stated,
         exists (select from find f where f.asset_id = a.id and f.decided_at is null) as unclear
    from (${chosenNow(filter, page)}) a
    left join person o on o.id = a.owner_id
    left join site s on s.id = a.site_id
   order by a.name, a.id`

const chosenNow = (filter: AssetFilter, page: ListPage) => sql`
  select a.* from ${filter.q ? matching(filter.q) : sql`asset`} a where ${conditions('a', filter, page, [
    filter.owner && sql`a.owner_id = ${filter.owner}`,
    filter.holder &&
      sql`a.id in (select asset_id from holding where person_id = ${filter.holder} and ended_at is null)`,
    filter.stated !== undefined && sql`${filter.stated} = ${isStatedHead('a', null)}`,
    filter.unclear !== undefined &&
      sql`${filter.unclear} = (a.id in (select asset_id from find where decided_at is null))`,
  ])} order by a.name, a.id limit ${page.limit}`

const then = (filter: AssetFilter, page: ListPage, past: Past) => sql`
  select a.id, a.tag, a.name, a.kind_id, a.status, a.tier, a.serial, a.site_id, s.name as site_name, t.owner_id, o.name as owner_name, t.since as owner_since,
         ${isStatedHead('t', past)} as stated,
         exists (select from find_version f where f.asset_id = a.id and f.decided_at is null and ${stoodAt('f', past.recorded)}) as unclear
    from (${chosenThen(filter, page, past)}) a
    left join lateral (
      select a.id, a.owner_id, a.owner_seq, a.owner_revision, a.owner_since as since where not exists (${learnedLater('a.id', past)})
      union all
      select e.asset_id, e.owner_id, e.seq, e.revision, e.since from (${effectiveTenure('a.id', past)}) e where exists (${learnedLater('a.id', past)})
    ) t on true
    left join person o on o.id = t.owner_id
    left join site s on s.id = a.site_id
   order by a.name, a.id`

const containing = (q: string) => `%${q.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`

/**
 * The assets that match, found by their trigrams: `offset 0` keeps the prepared plan, which does not know the fragment, from walking
 * the names in order instead. A fragment of one or two letters has no trigram, but soon fills a page.
 */
const matching = (q: string) =>
  sql`(select * from asset where search like ${containing(q)} ${[...q].length < 3 ? sql`` : sql`offset 0`})`

/**
 * Whoever was owner as recorded at that instant was the effective owner too, unless the register learned otherwise by `knownAt`: then
 * there are back-dated tenures, in an index of their own, for there are few (corrections, imported history).
 */
const learnedLater = (asset: string, past: Past) => sql`
  select from tenure b where b.asset_id = ${sql.ref(asset)} and b.since < b.recorded_at and b.since <= ${past.asOf}
     and b.recorded_at > ${past.recorded} and b.recorded_at <= ${past.knownAt}`

/** The index on recorded owners serves; only assets with tenures learned later are looked at one by one. */
function chosenThen(filter: AssetFilter, page: ListPage, past: Past): RawBuilder<unknown> {
  const others = [
    filter.holder &&
      sql`a.id in (select asset_id from holding_version h where h.person_id = ${filter.holder} and h.ended_at is null and ${stoodAt('h', past.recorded)})`,
    filter.stated !== undefined &&
      sql`${filter.stated} = exists (select from (${effectiveTenure('a.id', past)}) t where ${isStated('t', past)})`,
    filter.unclear !== undefined &&
      sql`${filter.unclear} = (a.id in (select asset_id from find_version f where f.decided_at is null and ${stoodAt('f', past.recorded)}))`,
  ]
  const chosen = (extra: (RawBuilder<unknown> | false | undefined)[]) => sql`
    select a.* from asset_version a where ${stoodAt('a', past.recorded)} ${filter.q ? sql`and a.search like ${containing(filter.q)}` : sql``} and ${conditions('a', filter, page, [...others, ...extra])} order by a.name, a.id limit ${page.limit}`
  if (!filter.owner) return chosen([])
  return sql`select * from (
    (${chosen([sql`a.owner_id = ${filter.owner}`, sql`not exists (${learnedLater('a.id', past)})`])})
    union all
    (${chosen([
      sql`a.id in (select asset_id from tenure b where b.owner_id = ${filter.owner} and b.since < b.recorded_at)`,
      sql`exists (${learnedLater('a.id', past)})`,
      sql`(select t.owner_id from (${effectiveTenure('a.id', past)}) t) = ${filter.owner}`,
    ])})
  ) both_ways order by name, id limit ${page.limit}`
}

function conditions(table: string, filter: AssetFilter, page: ListPage, more: unknown[]): RawBuilder<unknown> {
  const column = (name: string) => sql.ref(`${table}.${name}`)
  const from = page.after === undefined ? null : position.read(page.after)
  return sql.join(
    [
      sql`true`,
      filter.kind && sql`${column('kind_id')} = ${filter.kind}`,
      filter.status && sql`${column('status')} = ${filter.status}`,
      filter.tier && sql`${column('tier')} = ${filter.tier}`,
      filter.site && sql`${column('site_id')} = ${filter.site}`,
      from && sql`(${column('name')}, ${column('id')}) > (${from[0]}, ${from[1]})`,
      ...more,
    ].filter(Boolean) as RawBuilder<unknown>[],
    sql` and `,
  )
}

const item = (row: Row): AssetItem => ({
  id: row.id,
  tag: row.tag,
  name: row.name,
  kind: row.kind_id,
  status: row.status,
  tier: row.tier,
  serial: row.serial,
  site: row.site_id && row.site_name ? { id: row.site_id, name: row.site_name } : null,
  owner:
    row.owner_id && row.owner_name
      ? { id: row.owner_id, name: row.owner_name, since: row.owner_since, stated: row.stated }
      : null,
  ownerUnclear: row.unclear,
})
