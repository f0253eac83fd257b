import { type RawBuilder, sql } from 'kysely'
import type { Database, Reader } from '../platform/database/connect.ts'
import { inSnapshot } from '../platform/database/snapshot.ts'

// The register as a ledger export (docs/formats/ledger-export.md): each line is made in SQL, so it says what the database says.

const LINES = 1000

interface Table {
  table_name: string
  key: string[]
  clear: string[]
  once: boolean
  computed: string[]
}

/** The whole ledger and register in one snapshot, in chunks of lines. Holds one connection and a thousand lines. */
export const ledgerExport = ({ reader }: Database): AsyncGenerator<string> => inSnapshot(reader, exportLines)

/** The same within a transaction that is one snapshot, or sees nobody else's changes. */
export async function* exportLines(snapshot: Reader): AsyncGenerator<string> {
  // A cursor walks the indexes then, and neither sorts nor hashes a whole table before its first line.
  await sql`set local enable_sort = off; set local enable_hashjoin = off; set local statement_timeout = 0`.execute(
    snapshot,
  )
  const counts: Record<string, number> = {}
  yield `${await header(snapshot)}\n`
  for (const [type, lines] of await sections(snapshot)) {
    for await (const chunk of pages(snapshot, lines)) {
      counts[type] = (counts[type] ?? 0) + chunk.length
      yield `${chunk.join('\n')}\n`
    }
  }
  yield `${JSON.stringify({ type: 'end', counts })}\n`
}

async function header(db: Reader): Promise<string> {
  const { rows } = await sql<{ line: string }>`
    select json_build_object('format', 'holdfast-ledger', 'v', 1, 'installation', i.id,
             'keys', (select coalesce(json_agg(key order by since, key), '[]') from ledger.verifier_key),
             'exportedAt', ${new Date().toISOString()}::text, 'asOf', h.size)::text as line
      from ledger.installation i, ledger.head h`.execute(db)
  return rows[0]!.line
}

async function sections(db: Reader): Promise<[type: string, lines: RawBuilder<{ line: string }>][]> {
  const tables = await kept(db)
  return [
    ['table', tableLines],
    ['checkpoint', checkpointLines],
    ['change', changeLines],
    ['entry', entryLines],
    ['entry', pendingLines],
    ...tables.map((table) => ['row', rowLines(table)] as [string, RawBuilder<{ line: string }>]),
    ...tables
      .filter(({ once }) => !once)
      .map((table) => ['version', versionLines(table)] as [string, RawBuilder<{ line: string }>]),
  ]
}

async function* pages(db: Reader, lines: RawBuilder<{ line: string }>): AsyncGenerator<string[]> {
  await sql`declare lines no scroll cursor for ${lines}`.execute(db)
  for (let full = true; full; ) {
    const { rows } = await sql<{ line: string }>`fetch ${sql.raw(String(LINES))} from lines`.execute(db)
    if (rows.length > 0) yield rows.map(({ line }) => line)
    full = rows.length === LINES
  }
  await sql`close lines`.execute(db)
}

async function kept(db: Reader): Promise<Table[]> {
  const { rows } = await sql<Table>`
    select table_name, key, clear, once,
           array(select attname::text from pg_attribute
                  where attrelid in (to_regclass('register.' || quote_ident(table_name)), to_regclass('register.' || quote_ident(table_name || '_version')))
                    and attgenerated <> '') as computed
      from ledger.kept order by table_name`.execute(db)
  return rows
}

const tableLines = sql<{ line: string }>`
  select json_build_object('type', 'table', 'table', table_name, 'key', key, 'clear', clear, 'versioned', not once)::text as line
    from ledger.kept order by table_name`

const checkpointLines = sql<{ line: string }>`
  select json_build_object('type', 'checkpoint', 'note', note)::text as line from ledger.checkpoint order by size, origin`

const changeLines = sql<{ line: string }>`
  select json_build_object('type', 'change', 'id', id, 'at', at, 'actor', actor_id, 'behalf', behalf_id, 'operation', operation,
           'origin', origin, 'by', made_by, 'migration', migration, 'reason', reason)::text as line
    from ledger.change`

/** The members of an entry line, without those that are not there. */
const entryLine = (place: RawBuilder<unknown>) => sql`
  json_strip_nulls(json_build_object('type', 'entry', ${place}, 'bytes', e.bytes, 'opening',
    case when o.n is not null then json_build_object('salt', encode(o.salt, 'hex'), 'bytes', o.bytes) end))::text as line`

// Left joins: a stored hash whose entry is gone is part of what has to be shown.
const entryLines = sql<{ line: string }>`
  select ${entryLine(sql`'idx', l.idx, 'leaf', encode(l.hash, 'hex')`)}
    from ledger.leaf l left join ledger.entry e on e.n = l.n left join ledger.opening o on o.n = l.n order by l.idx`

const pendingLines = sql<{ line: string }>`
  select ${entryLine(sql`'idx', null, 'leaf', null`)}
    from ledger.entry e left join ledger.opening o on o.n = e.n
   where not exists (select from ledger.leaf l where l.n = e.n) order by e.n`

const list = (columns: readonly string[]) => sql`array[${sql.join(columns.map((c) => sql.lit(c)))}]::text[]`

// The members of an entry's images are made the same way, so equal values have equal text.
const rowLines = ({ table_name, computed }: Table) => sql<{ line: string }>`
  select json_build_object('type', 'row', 'table', ${sql.lit(table_name)}, 'row', to_jsonb(r) - ${list(computed)})::text as line
    from ${sql.id('register', table_name)} r`

const versionLines = ({ table_name, key, computed }: Table) => sql<{ line: string }>`
  select json_build_object('type', 'version', 'table', ${sql.lit(table_name)},
           'row', to_jsonb(v) - ${list([...computed, 'recorded_from', 'recorded_to', 'change_id'])},
           'change', change_id, 'from', recorded_from, 'to', recorded_to)::text as line
    from ${sql.id('register', `${table_name}_version`)} v
   order by ${sql.join([...key, 'recorded_from'].map((column) => sql.ref(column)))}`
