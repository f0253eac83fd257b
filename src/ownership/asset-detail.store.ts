import { sql } from 'kysely'
import type { AssetDetail } from '../assets/assets.operations.ts'
import type { Reader } from '../platform/database/connect.ts'
import { referenceTo } from '../platform/database/reference.ts'
import { asRecorded, stoodAt } from '../platform/database/version.ts'
import type { Past } from '../platform/past.ts'
import { effectiveTenure } from './past.store.ts'
import { isStated } from './stated.store.ts'

type Row = Omit<AssetDetail, 'may' | 'children' | 'cost' | 'fields' | 'labels'> & {
  costMinor: number | null
  currency: string | null
  fields: Record<string, unknown>
  labels: string[]
}

const instantOf = (column: string) =>
  sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/** One asset with everything its page shows, now or in the past; undefined when it was not in the register then. */
export async function assetDetail(
  db: Reader,
  id: string,
  past: Past | null,
): Promise<Omit<AssetDetail, 'may'> | undefined> {
  const recorded = past?.recorded ?? null
  const tenure = past
    ? effectiveTenure('a.id', past)
    : sql`select * from tenure t where t.asset_id = a.id and t.seq = a.owner_seq`
  const { rows } = await sql<Row>`
    select a.id, a.tag, a.name, a.kind_id as kind, a.status, a.tier, a.serial, ${referenceTo('s')} as site,
           case when o.id is not null then jsonb_build_object('id', o.id, 'name', o.name, 'since', ${instantOf('t.since')}, 'stated',
             ${isStated('t', past)}) end as owner,
           f.id is not null as "ownerUnclear",
           a.manufacturer, m.name as model, nullif(m.number, '') as "modelNumber", p.name as place, ${referenceTo('d')} as department, su.name as supplier,
           case when pa.id is not null then jsonb_build_object('id', pa.id, 'tag', pa.tag, 'name', pa.name) end as parent,
           a.order_number as "orderNumber", a.purchased_on as "purchasedOn", a.cost_minor as "costMinor", a.currency, a.warranty_ends_on as "warrantyEndsOn",
           a.support_ends_on as "supportEndsOn", a.updated_on as "updatedOn", a.firmware, a.production_access as "productionAccess",
           a.customer_data_access as "customerDataAccess", a.personal_data as "personalData", a.processing_record as "processingRecord",
           a.information_class as "informationClass", a.notes, a.fields, a.labels,
           (select recorded_from from asset_version v where v.id = a.id and ${past ? stoodAt('v', past.recorded) : sql`v.recorded_to = 'infinity'`}) as version,
           case when h.id is not null then jsonb_build_object('person', ${referenceTo('hp')}, 'place', h.place, 'since', ${instantOf('h.began_at')}) end as holder,
           case when tr.id is not null then jsonb_build_object('id', tr.id, 'from', jsonb_build_object('id', tf.id, 'name', tf.name), 'to', jsonb_build_object('id', tt.id, 'name', tt.name),
             'offeredAt', ${instantOf('tr.offered_at')}, 'releasedAt', ${instantOf('tr.released_at')}, 'expiresAt', ${instantOf('tr.expires_at')}, 'reason', tr.reason) end as transfer,
           case when f.id is not null then jsonb_build_object('id', f.id, 'stated', f.stated, 'openedAt', ${instantOf('f.opened_at')}) end as find
      from ${asRecorded('asset', recorded)} a
      left join lateral (${tenure}) t on true
      left join person o on o.id = t.owner_id
      left join site s on s.id = a.site_id
      left join model m on m.id = a.model_id
      left join place p on p.id = a.place_id
      left join department d on d.id = a.department_id
      left join supplier su on su.id = a.supplier_id
      left join asset pa on pa.id = a.parent_id
      left join ${asRecorded('holding', recorded)} h on h.asset_id = a.id and h.ended_at is null
      left join person hp on hp.id = h.person_id
      left join ${asRecorded('transfer', recorded)} tr on tr.asset_id = a.id and tr.state = 'open'
      left join person tf on tf.id = tr.from_id
      left join person tt on tt.id = tr.to_id
      left join ${asRecorded('find', recorded)} f on f.asset_id = a.id and f.decided_at is null
     where a.id = ${id}`.execute(db)
  const row = rows[0]
  if (!row) return undefined
  const { costMinor, currency, ...rest } = row
  const children = await sql<AssetDetail['children'][number]>`
    select id, tag, name from ${asRecorded('asset', recorded)} a where parent_id = ${id} order by name, id limit 200`.execute(
    db,
  )
  return {
    ...rest,
    cost: costMinor === null || currency === null ? null : { minor: costMinor, currency },
    children: children.rows,
  }
}
