import { sql } from 'kysely'
import type { TimelineItem } from '../people/people.operations.ts'
import type { Reader } from '../platform/database/connect.ts'
import { referenceTo } from '../platform/database/reference.ts'
import { changed, type Image } from './difference.ts'

type Row = Omit<TimelineItem, 'fields'> & { image: Image | null; previous: Image | null }

/** Everything that happened to one person and was recorded by `knownAt`, newest first, at most 500 events. */
export async function personHistory(db: Reader, personId: string, knownAt: string | null): Promise<TimelineItem[]> {
  const { rows } = await sql<Row>`
    with event as (
      select change_id, null as what, null::uuid as asset_id, ${personId}::uuid as person_id, null::uuid as from_id, null::text as wording, null::timestamptz as effective,
             to_jsonb(v) as image, to_jsonb(lag(v) over (order by v.recorded_from)) as previous
        from person_version v where v.id = ${personId}
      union all
      select t.change_id, 'started_owning', t.asset_id, t.owner_id, p.owner_id, tr.wording, case when t.since <> t.recorded_at then t.since end, null, null
        from tenure t left join tenure p on p.asset_id = t.asset_id and p.seq = t.prev_seq left join transfer tr on tr.id = t.transfer_id where t.owner_id = ${personId}
      union all
      select n.change_id, 'stopped_owning', n.asset_id, t.owner_id, n.owner_id, null, case when n.since <> n.recorded_at then n.since end, null, null
        from tenure t join tenure n on n.asset_id = t.asset_id and n.prev_seq = t.seq where t.owner_id = ${personId}
      union all
      select v.change_id, case when v.state <> 'open' then v.state when v.offered_at = v.recorded_from then 'offered' else 'released' end, v.asset_id, v.to_id, v.from_id,
             case when v.state = 'open' then v.release_wording else v.wording end, null, null, null
        from transfer t join transfer_version v on v.asset_id = t.asset_id and v.id = t.id where (t.to_id = ${personId} or t.from_id = ${personId}) and v.state <> 'accepted'
      union all
      select c.change_id, 'stated_accepted', c.asset_id, c.owner_id, null, c.wording, null, null, null
        from tenure t join acceptance c on c.asset_id = t.asset_id and c.seq = t.seq where t.owner_id = ${personId} and c.at = c.recorded_at
      union all
      select v.change_id, case when v.ended_at is null then 'held' else 'returned' end, v.asset_id, v.person_id, null, null, null, null, null
        from holding h join holding_version v on v.asset_id = h.asset_id and v.id = h.id where h.person_id = ${personId}
    )
    select c.at, e.effective, c.id as change, c.operation, c.origin, ${referenceTo('actor')} as actor, ${referenceTo('behalf')} as behalf, c.made_by as by, c.reason,
           coalesce(e.what, case when c.operation = 'person.erase' then 'erased' when e.previous is null then 'added' else 'changed' end) as what,
           case when a.id is not null then jsonb_build_object('id', a.id, 'tag', a.tag, 'name', a.name) end as asset,
           ${referenceTo('person')} as person, ${referenceTo('giver')} as from, e.wording, e.image, e.previous
      from event e join ledger.change c on c.id = e.change_id
      left join asset a on a.id = e.asset_id
      left join person actor on actor.id = c.actor_id
      left join person behalf on behalf.id = c.behalf_id
      left join person on person.id = e.person_id
      left join person giver on giver.id = e.from_id
     where c.at <= coalesce(${knownAt}::timestamptz, 'infinity')
     order by c.at desc, e.effective desc nulls last limit 500`.execute(db)
  return rows
    .map(({ image, previous, ...row }) => ({
      ...row,
      fields: image && previous && row.what === 'changed' ? changed(previous, image) : [],
    }))
    .filter((event) => event.what !== 'changed' || event.fields.length > 0)
}
