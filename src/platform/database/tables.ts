import pg from 'pg'

/** A table with its stored columns: without computed ones, and without transaction numbers, which mean nothing elsewhere. */
export interface StoredTable {
  schema: string
  name: string
  columns: string[]
}

export interface Sequence {
  schema: string
  name: string
  value: string
  called: boolean
}

/** The schemas that are the register's. Whatever else lies in the same database is somebody else's: neither copied nor touched. */
export const schemas = ['auth', 'jobs', 'ledger', 'register', 'staging']
const ours = `nspname = any ('{${schemas}}')`

/** Every table of the register. The list of migrations is none: a migration run makes it. */
export async function storedTables(client: pg.Client): Promise<StoredTable[]> {
  const { rows } = await client.query<StoredTable>(`
    select nspname as schema, relname as name,
           array(select attname::text from pg_attribute where attrelid = c.oid and attnum > 0 and not attisdropped
                    and attgenerated = '' and atttypid <> 'xid8'::regtype order by attnum) as columns
      from pg_class c join pg_namespace n on n.oid = relnamespace
     where relkind = 'r' and ${ours} order by 1, 2`)
  return rows
}

/** Where every sequence stands. Sequences know no snapshot: read them after the rows, and none of these is behind. */
export async function sequences(client: pg.Client): Promise<Sequence[]> {
  const { rows } = await client.query<{ schema: string; name: string }>(`
    select nspname as schema, relname as name from pg_class join pg_namespace n on n.oid = relnamespace
     where relkind = 'S' and ${ours} order by 1, 2`)
  const found: Sequence[] = []
  for (const sequence of rows) {
    const { rows: stands } = await client.query<{ value: string; called: boolean }>(
      `select last_value::text as value, is_called as called from ${quoted(sequence)}`,
    )
    found.push({ ...sequence, ...stands[0]! })
  }
  return found
}

/** The schema-qualified name, quoted. */
export const quoted = ({ schema, name }: { schema: string; name: string }): string =>
  `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`

/** The table with its columns as COPY names them. */
export const copied = (table: StoredTable): string =>
  `${quoted(table)} (${table.columns.map((column) => pg.escapeIdentifier(column)).join(', ')})`
