import pg from 'pg'

/** Writes src/tables.ts from a migrated database: `node scripts/tables.ts OWNER_URL > src/tables.ts`. A test compares the two. */
export async function tables(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const columns = await client.query<Column>(`
      select n.nspname as schema, c.relname as table, a.attname as name, format_type(a.atttypid, null) as type, a.attnotnull as required,
             a.attgenerated <> '' or a.attidentity = 'a' as computed, a.atthasdef as defaulted,
             (select array_agg(m[1] order by o) from pg_constraint k, regexp_matches(pg_get_constraintdef(k.oid), '''([a-z_]+)''::text', 'g') with ordinality as r(m, o)
               where k.conrelid = c.oid and k.contype = 'c' and pg_get_constraintdef(k.oid) ~ ('^CHECK \\(\\(' || a.attname || ' = ANY')) as choices
        from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
       where n.nspname in ('register', 'auth', 'ledger', 'staging') and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
       order by n.nspname in ('ledger', 'staging'), n.nspname, c.relname, a.attnum`)
    const byTable = Map.groupBy(columns.rows, (column) =>
      column.schema === 'ledger' || column.schema === 'staging' ? `${column.schema}.${column.table}` : column.table,
    )
    const lines = [
      '// Made by scripts/tables.ts from the migrated database; test/tables.db.test.ts compares. Do not edit.',
      "import type { ColumnType, Generated, GeneratedAlways } from 'kysely'",
      '',
    ]
    for (const [table, of] of byTable) {
      lines.push(`export interface ${typeName(table)} {`)
      for (const column of of) lines.push(`  ${column.name}: ${typeOf(column)}`)
      lines.push('}', '')
    }
    lines.push('export interface Tables {')
    for (const table of byTable.keys()) lines.push(`  ${/\./.test(table) ? `'${table}'` : table}: ${typeName(table)}`)
    lines.push('}', '')
    return lines.join('\n')
  } finally {
    await client.end()
  }
}

interface Column {
  schema: string
  table: string
  name: string
  type: string
  required: boolean
  computed: boolean
  defaulted: boolean
  choices: string[] | null
}

const scalar: Record<string, string> = {
  uuid: 'string',
  text: 'string',
  date: 'string',
  'timestamp with time zone': 'string',
  integer: 'number',
  bigint: 'number',
  boolean: 'boolean',
  'text[]': 'string[]',
  bytea: 'Buffer',
  xid8: 'string',
}

const typeName = (table: string) =>
  `${table
    .split(/[._]/)
    .map((part) => part[0]!.toUpperCase() + part.slice(1))
    .join('')}Table`

function typeOf({ type, required, computed, defaulted, choices }: Column): string {
  const nullable = required ? '' : ' | null'
  // JSON is read as a value and written as its text: an array given to the driver would become a PostgreSQL array
  if (type === 'jsonb')
    return `ColumnType<unknown, string${nullable}${defaulted ? ' | undefined' : ''}, string${nullable}>`
  const base = (choices ? choices.map((choice) => `'${choice}'`).join(' | ') : (scalar[type] ?? 'unknown')) + nullable
  if (computed) return `GeneratedAlways<${base}>`
  return defaulted ? `Generated<${base}>` : base
}

if (import.meta.main) process.stdout.write(await tables(process.argv[2] ?? ''))
