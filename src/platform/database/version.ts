import { sql } from 'kysely'

/** The version rows of a table that stood at an instant. */
export const stoodAt = (table: string, instant: string) =>
  sql`${sql.ref(`${table}.recorded_from`)} <= ${instant} and ${sql.ref(`${table}.recorded_to`)} > ${instant}`
