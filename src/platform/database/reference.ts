import { sql } from 'kysely'

/** A row joined under this alias as `{id, name}`, or null where nothing was joined. */
export const referenceTo = (alias: string) =>
  sql`case when ${sql.ref(`${alias}.id`)} is not null then jsonb_build_object('id', ${sql.ref(`${alias}.id`)}, 'name', ${sql.ref(`${alias}.name`)}) end`
