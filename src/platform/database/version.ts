import { sql } from 'kysely'

/** The version rows of a table that stood at an instant. */
export const stoodAt = (table: string, instant: string) =>
  sql`${sql.ref(`${table}.recorded_from`)} <= ${instant} and ${sql.ref(`${table}.recorded_to`)} > ${instant}`

/** A table as it is, or as it stood at an instant; the statement gives it an alias. */
export const asRecorded = (table: string, instant: string | null) =>
  instant === null
    ? sql`${sql.table(table)}`
    : sql`(select * from ${sql.table(`${table}_version`)} v where ${stoodAt('v', instant)})`
