import { sql } from 'kysely'
import { stoodAt } from '../platform/database/version.ts'
import type { Past } from '../platform/past.ts'

/**
 * The owner effective at `asOf` as known at `knownAt`, for the asset id in `asset`: the version known then names the revision, and
 * in it the last start not after `asOf` counts. One row, or none where the asset had no owner yet.
 */
export const effectiveTenure = (asset: string, { asOf, knownAt }: Past) => sql`
  select t.asset_id, t.seq, t.revision, t.owner_id, t.since, t.started_by
    from asset_version k join tenure t on t.asset_id = k.id and t.revision = k.owner_revision and t.seq <= k.owner_seq
   where k.id = ${sql.ref(asset)} and ${stoodAt('k', knownAt)} and t.since <= ${asOf}
   order by t.seq desc limit 1`
