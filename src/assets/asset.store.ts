import { type Expression, type Insertable, sql, type Updateable } from 'kysely'
import type { Change, Locks } from '../platform/database/change.ts'
import type { Reader } from '../platform/database/connect.ts'
import { refuse } from '../platform/refusal.ts'
import type { AssetTable } from '../tables.ts'
import type { Head, Tenure } from './asset.ts'

export type AssetRow = Omit<Insertable<AssetTable>, 'id' | 'owner_id' | 'owner_seq' | 'owner_revision' | 'owner_since'>
export type AssetColumns = Omit<
  Updateable<AssetTable>,
  'id' | 'owner_id' | 'owner_seq' | 'owner_revision' | 'owner_since'
>

/** Locks one asset, the row alone, and reads the head of its chain. Refuses with not_found. The asset may be a question for its id. */
export async function lockHead(locks: Locks, assetId: string | Expression<string>): Promise<Head> {
  const row = await locks
    .selectFrom('asset')
    .select(['id', 'tag', 'name', 'status', 'owner_id', 'owner_seq', 'owner_revision', 'owner_since'])
    .where('id', '=', assetId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) refuse('not_found')
  return {
    id: row.id,
    tag: row.tag,
    name: row.name,
    status: row.status,
    ownerId: row.owner_id,
    seq: row.owner_seq,
    revision: row.owner_revision,
    since: row.owner_since,
  }
}

/** Stores a new asset with its first tenure, in one statement: neither can be there without the other. */
export async function insertAsset(change: Change, row: AssetRow, tenure: Tenure): Promise<void> {
  await change.db
    .with('began', (began) => began.insertInto('tenure').values(tenureRow(tenure, change)))
    .insertInto('asset')
    .values({
      ...row,
      id: tenure.assetId,
      owner_id: tenure.ownerId,
      owner_seq: tenure.seq,
      owner_revision: tenure.revision,
      owner_since: tenure.since,
    })
    .execute()
}

/** Adds tenures to a chain and moves the head to the last of them, in one statement. `columns` change in the same one. */
export async function moveHead(change: Change, tenures: Tenure[], columns: AssetColumns = {}): Promise<void> {
  const last = tenures.at(-1)!
  await change.db
    .with('began', (began) => began.insertInto('tenure').values(tenures.map((tenure) => tenureRow(tenure, change))))
    .updateTable('asset')
    .set({
      ...columns,
      owner_id: last.ownerId,
      owner_seq: last.seq,
      owner_revision: last.revision,
      owner_since: last.since,
    })
    .where('id', '=', last.assetId)
    .execute()
}

/** A tenure as its row, for the statements that begin one. */
export const tenureRow = (tenure: Tenure, change: Change) => ({
  asset_id: tenure.assetId,
  seq: tenure.seq,
  revision: tenure.revision,
  owner_id: tenure.ownerId,
  since: tenure.since,
  recorded_at: change.at,
  change_id: change.id,
  started_by: tenure.startedBy,
  transfer_id: tenure.transferId,
  provisional_id: tenure.provisionalId,
  prev_seq: tenure.prevSeq,
  prev_since: tenure.prevSince,
})

export async function updateAsset({ db }: Change, assetId: string, columns: AssetColumns): Promise<void> {
  if (Object.keys(columns).length > 0) await db.updateTable('asset').set(columns).where('id', '=', assetId).execute()
}

/** The next tags of the automatic series: A-00001 and on. A tag somebody typed by hand is stepped over. */
export async function nextTags({ db }: Change, count: number): Promise<string[]> {
  const tags: string[] = []
  while (tags.length < count) {
    const missing = count - tags.length
    // one is asked for most: how many rows a series has is guessed anew each time, which costs a plan
    const series = missing === 1 ? sql`(values (1)) once` : sql`generate_series(1, ${missing}::int)`
    const { rows } = await sql<{ tag: string }>`
      select tag from (select nextval('register.asset_tag')::text as number from ${series}) drawn
       cross join lateral (select 'A-' || lpad(number, greatest(length(number), 5), '0') as tag) next
       where not exists (select from asset a where a.tag = next.tag)`.execute(db)
    tags.push(...rows.map((row) => row.tag))
  }
  return tags
}

/** What an asset has now of the fields that others depend on. */
export interface Present {
  kind: string
  manufacturer: string | null
  model: string | null
  modelNumber: string | null
  siteId: string | null
}
export async function presentOf({ db }: Change, assetId: string): Promise<Present> {
  return await db
    .selectFrom('asset')
    .leftJoin('model', 'model.id', 'model_id')
    .select([
      'kind_id as kind',
      'asset.manufacturer',
      'model.name as model',
      'model.number as modelNumber',
      'site_id as siteId',
    ])
    .where('asset.id', '=', assetId)
    .executeTakeFirstOrThrow()
}

/** The version of an asset: the instant its present row was recorded. */
export async function versionOf(db: Reader | Locks, assetId: string): Promise<string> {
  const row = await db
    .selectFrom('asset_version')
    .select('recorded_from')
    .where('id', '=', assetId)
    .where('recorded_to', '=', 'infinity')
    .executeTakeFirst()
  if (!row) refuse('not_found')
  return row.recorded_from
}

/** Every kind with its fields, those of the whole company included. */
export async function kinds(db: Reader | Locks) {
  const [all, fields] = await Promise.all([
    db.selectFrom('kind').select(['id', 'domain', 'names']).where('ended_at', 'is', null).orderBy('id').execute(),
    db
      .selectFrom('kind_field')
      .select(['id', 'kind_id', 'type', 'names', 'choices'])
      .where('ended_at', 'is', null)
      .orderBy('id')
      .execute(),
  ])
  return all.map((kind) => ({
    id: kind.id,
    domain: kind.domain,
    names: kind.names as Record<string, string>,
    fields: fields
      .filter((field) => field.kind_id === kind.id || field.kind_id === null)
      .map((field) => ({
        id: field.id,
        type: field.type,
        names: field.names as Record<string, string>,
        choices: field.choices as string[] | null,
      })),
  }))
}
export type Kind = Awaited<ReturnType<typeof kinds>>[number]

/** Whoever puts a part under another does so alone: two at once could close a circle that neither of them sees. Lock it before assets. */
export async function lockTree(locks: Locks): Promise<void> {
  await locks.selectFrom('organisation').select('id').forUpdate().execute()
}

/** Whether `parentId` is below `assetId` in the tree of parts: then it cannot be its parent. */
export async function isBelow({ db }: { db: Reader | Locks }, parentId: string, assetId: string): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    with recursive up as (
      select id, parent_id from asset where id = ${parentId}
      union select a.id, a.parent_id from asset a join up on a.id = up.parent_id
    ) select exists (select from up where id = ${assetId}) as found`.execute(db)
  return rows[0]!.found
}
