import { sql } from 'kysely'
import type { TimelineItem } from '../people/people.operations.ts'
import type { Reader } from '../platform/database/connect.ts'
import { referenceTo } from '../platform/database/reference.ts'
import type { Past } from '../platform/past.ts'
import { changed, type Image } from './difference.ts'
import { isStated } from './stated.store.ts'

type Row = Omit<TimelineItem, 'fields' | 'asset'> & { image: Image | null }

/** Everything that happened to one asset and was recorded by `knownAt`, newest first, at most 500 events. */
export async function assetHistory(db: Reader, assetId: string, knownAt: string | null): Promise<TimelineItem[]> {
  const { rows } = await sql<Row>`
    with event as (
      select change_id, 'changed' as what, null::uuid as person_id, null::uuid as from_id, null::text as wording, null::timestamptz as effective,
             to_json(v) as image
        from asset_version v where v.id = ${assetId}
      union all
      select t.change_id, t.started_by, t.owner_id, p.owner_id, tr.wording, case when t.since <> t.recorded_at then t.since end, null
        from tenure t left join tenure p on p.asset_id = t.asset_id and p.seq = t.prev_seq left join transfer tr on tr.id = t.transfer_id
       where t.asset_id = ${assetId}
      union all
      select change_id, case when state <> 'open' then state when offered_at = recorded_from then 'offered' else 'released' end, to_id, from_id,
             case when state = 'open' then release_wording else wording end, null, null
        from transfer_version where asset_id = ${assetId} and state <> 'accepted'
      union all
      -- not those a correction carried over: they were said before
      select change_id, 'stated_accepted', owner_id, null, wording, null, null
        from acceptance where asset_id = ${assetId} and at = recorded_at
      union all
      select change_id, case when ended_at is null then 'held' else 'returned' end, person_id, null, place, null, null
        from holding_version where asset_id = ${assetId}
      union all
      select change_id, case when decided_at is null then 'find_opened' else 'find_decided' end, null, null, coalesce(decision_reason, stated), null, null
        from find_version where asset_id = ${assetId}
    )
    select c.at, e.effective, c.id as change, c.operation, c.origin, ${referenceTo('actor')} as actor, ${referenceTo('behalf')} as behalf, c.made_by as by, c.reason,
           e.what, ${referenceTo('person')} as person, ${referenceTo('giver')} as from, e.wording, e.image
      -- by its key, one by one: the plan must not depend on how many changes there are
      from event e cross join lateral (select * from ledger.change where id = e.change_id offset 0) c
      left join person actor on actor.id = c.actor_id
      left join person behalf on behalf.id = c.behalf_id
      left join person on person.id = e.person_id
      left join person giver on giver.id = e.from_id
     where c.at <= coalesce(${knownAt}::timestamptz, 'infinity')
     order by c.at desc, e.what <> 'changed' desc, coalesce(e.effective, c.at) desc limit 500`.execute(db)
  return withFields(rows).filter((event) => event.what !== 'changed' || event.fields.length > 0)
}

/** Of each version what differs from the one before it. Newest first, so the one before comes later. */
function withFields(rows: Row[]): TimelineItem[] {
  let later: { image: Image; fields: TimelineItem['fields'] } | undefined
  return rows.map(({ image, ...row }) => {
    const fields: TimelineItem['fields'] = []
    if (image && later) later.fields.push(...changed(image, later.image))
    if (image) later = { image, fields }
    return { ...row, asset: null, fields }
  })
}

/**
 * The chain of owners, every revision of it, oldest first: now, or those who had begun by `asOf` as known at `knownAt`. Superseded
 * rows are those a correction replaced.
 */
export async function tenures(db: Reader, assetId: string, past: Past | null) {
  const { rows } = await sql<{
    owner: { id: string; name: string } | null
    from: string
    until: string | null
    recordedAt: string
    startedBy: string
    accepted: boolean
    superseded: boolean
  }>`
    select ${referenceTo('o')} as owner, t.since as from, lead(t.since) over (partition by t.revision order by t.seq) as until, t.recorded_at as "recordedAt", t.started_by as "startedBy",
           not ${isStated('t', past)} as accepted,
           t.revision < max(t.revision) over () as superseded
      from tenure t left join person o on o.id = t.owner_id
     where t.asset_id = ${assetId} and t.since <= coalesce(${past?.asOf ?? null}::timestamptz, 'infinity')
       and t.recorded_at <= coalesce(${past?.knownAt ?? null}::timestamptz, 'infinity') order by t.seq`.execute(db)
  return rows
}
