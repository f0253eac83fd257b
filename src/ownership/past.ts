import { sql } from 'kysely'
import { refuse } from '../platform/refusal.ts'

/**
 * An instant of the past to look at (PRODUCT.md "As of"). Ownership is shown as it was effective at `asOf`, as far as it was
 * recorded by `knownAt`; everything else as it was recorded at the earlier of the two.
 */
export interface Past {
  asOf: string
  knownAt: string
  recorded: string
}

/** Reads the two query values; null for the present. Refuses an instant in the future of `now`. */
export function pastOf(query: { asOf?: string | undefined; knownAt?: string | undefined }, now: string): Past | null {
  if (query.asOf === undefined && query.knownAt === undefined) return null
  const asOf = query.asOf === undefined ? now : new Date(query.asOf).toISOString()
  const knownAt = query.knownAt === undefined ? now : new Date(query.knownAt).toISOString()
  if (asOf > now || knownAt > now) refuse('in_the_future')
  return { asOf, knownAt, recorded: asOf < knownAt ? asOf : knownAt }
}

/** The version rows of a table that stood at an instant. */
export const stoodAt = (table: string, instant: string) =>
  sql`${sql.ref(`${table}.recorded_from`)} <= ${instant} and ${sql.ref(`${table}.recorded_to`)} > ${instant}`

/**
 * The owner effective at `asOf` as known at `knownAt`, for the asset id in `asset`: the version known then names the revision, and
 * in it the last start not after `asOf` counts. One row, or none where the asset had no owner yet.
 */
export const effectiveTenure = (asset: string, { asOf, knownAt }: Past) => sql`
  select t.asset_id, t.seq, t.owner_id, t.since, t.started_by
    from asset_version k join tenure t on t.asset_id = k.id and t.revision = k.owner_revision and t.seq <= k.owner_seq
   where k.id = ${sql.ref(asset)} and ${stoodAt('k', knownAt)} and t.since <= ${asOf}
   order by t.seq desc limit 1`
