import { sql } from 'kysely'
import type { Change } from '../platform/database/change.ts'
import type { Past } from '../platform/past.ts'

/**
 * Whether the owner of a tenure was only named by somebody else, at registration or in a correction, and has not accepted: now,
 * or as far as `past` knows. In SQL, for the tenure joined under this alias.
 */
export const isStated = (tenure: string, past: Past | null) => sql`(
  ${sql.ref(`${tenure}.started_by`)} in ('registered', 'corrected') and not exists (
    select from acceptance c where c.asset_id = ${sql.ref(`${tenure}.asset_id`)} and c.seq = ${sql.ref(`${tenure}.seq`)}
    ${past ? sql`and c.at <= ${past.asOf} and c.recorded_at <= ${past.knownAt}` : sql``}))`

/**
 * The same of the head of a chain, in a row with `owner_seq` and `owner_revision`, mostly without a look at its tenure: the first of
 * an asset is always registered, and only a later revision has corrected ones.
 */
export const isStatedHead = (asset: string, past: Past | null) => {
  const [id, seq, revision] = ['id', 'owner_seq', 'owner_revision'].map((column) => sql.ref(`${asset}.${column}`))
  return sql`(
    (${seq} = 1 or (${revision} > 1 and (select h.started_by from tenure h where h.asset_id = ${id} and h.seq = ${seq}) = 'corrected'))
    and not exists (
      select from acceptance c where c.asset_id = ${id} and c.seq = ${seq} ${past ? sql`and c.at <= ${past.asOf} and c.recorded_at <= ${past.knownAt}` : sql``}))`
}

/**
 * Who had accepted in the account before stays accepted in the corrected one, in the words of then: a correction of dates asks
 * nobody again. Call it when the new revision is stored.
 */
export async function carryAcceptances(change: Change, assetId: string, from: number, to: number): Promise<void> {
  await sql`
    insert into acceptance (asset_id, seq, owner_id, at, wording, recorded_at, change_id)
    select n.asset_id, n.seq, n.owner_id, before.at, before.wording, ${change.at}, ${change.id}
      from tenure n cross join lateral (
        select coalesce(a.at, x.decided_at, p.accepted_at) as at, coalesce(a.wording, x.wording, p.wording) as wording
          from tenure t left join acceptance a on a.asset_id = t.asset_id and a.seq = t.seq
          left join transfer x on x.id = t.transfer_id
          left join provisional_owner p on p.id = t.provisional_id and t.started_by = 'provisional'
         where t.asset_id = n.asset_id and t.revision = ${from} and t.owner_id = n.owner_id
           and coalesce(a.wording, x.wording, p.wording) is not null
         order by t.seq desc limit 1) before
     where n.asset_id = ${assetId} and n.revision = ${to}`.execute(change.db)
}
