import { sql } from 'kysely'
import type { Change } from '../platform/database/change.ts'
import { type AssetRow, tenureRow } from './asset.store.ts'
import type { Tenure } from './asset.ts'

/** Every column that a writer gives, with what a new asset has where nothing is said. */
const empty = {
  tag: null,
  name: null,
  kind_id: null,
  status: 'in_use',
  tier: null,
  serial: null,
  manufacturer: null,
  model_id: null,
  site_id: null,
  place_id: null,
  department_id: null,
  supplier_id: null,
  parent_id: null,
  order_number: null,
  purchased_on: null,
  cost_minor: null,
  currency: null,
  warranty_ends_on: null,
  support_ends_on: null,
  updated_on: null,
  firmware: null,
  production_access: null,
  customer_data_access: null,
  personal_data: null,
  processing_record: null,
  information_class: null,
  notes: null,
  labels: [],
}
const columns = sql.join(
  ['id', ...Object.keys(empty), 'fields', 'owner_id', 'owner_seq', 'owner_revision', 'owner_since'].map((column) =>
    sql.ref(column),
  ),
)

/** Stores many new assets with their first tenures, in one statement. `rows` and `tenures` go together by place. */
export async function insertAssets(
  change: Change,
  rows: readonly AssetRow[],
  tenures: readonly Tenure[],
): Promise<void> {
  const assets = rows.map((row, i) => {
    const { assetId, ownerId, seq, revision, since } = tenures[i]!
    const fields = row.fields === undefined ? {} : JSON.parse(row.fields)
    return {
      ...empty,
      ...row,
      fields,
      id: assetId,
      owner_id: ownerId,
      owner_seq: seq,
      owner_revision: revision,
      owner_since: since,
    }
  })
  await sql`
    with began as (
      insert into tenure (asset_id, seq, revision, owner_id, since, recorded_at, change_id, started_by, provisional_id)
      select asset_id, seq, revision, owner_id, since, recorded_at, change_id, started_by, provisional_id
        from jsonb_populate_recordset(null::register.tenure, ${JSON.stringify(tenures.map((tenure) => tenureRow(tenure, change)))}::jsonb)
    )
    insert into asset (${columns}) select ${columns} from jsonb_populate_recordset(null::register.asset, ${JSON.stringify(assets)}::jsonb)`.execute(
    change.db,
  )
}
