import pg from 'pg'
import { PLAIN } from './backup.ts'
import { type BackupReader, BadBackup } from './backup-reader.ts'
import { copyIn } from './copy.ts'
import { copied, quoted, type Sequence, schemas, storedTables } from './tables.ts'

interface ForeignKey {
  table: string
  name: string
  definition: string
}

/**
 * Loads everything that follows the header into a database of the same migration that holds no register, inside the running
 * transaction: triggers and foreign keys off, rows in, keys back (which checks every one), triggers on.
 * @param client of the role that owns the tables
 */
export async function load(client: pg.Client, reader: BackupReader): Promise<{ rows: number; sequences: Sequence[] }> {
  await client.query(PLAIN)
  const tables = await storedTables(client)
  const keys = await foreignKeys(client)
  for (const { table, name } of keys) await client.query(`alter table ${table} drop constraint ${name}`)
  for (const table of tables) await client.query(`alter table ${quoted(table)} disable trigger user`)
  await client.query(`truncate ${tables.map(quoted).join(', ')}`)
  const missing = new Map(tables.map((table) => [quoted(table), table]))
  const counts: Record<string, number> = {}
  for (;;) {
    const part = await reader.line()
    if (part.table === undefined) {
      if (missing.size > 0) throw new BadBackup(`This backup lacks the table ${[...missing.keys()][0]}.`)
      const read = await theRest(reader, part, counts)
      for (const { table, name, definition } of keys)
        await client.query(`alter table ${table} add constraint ${name} ${definition}`).catch(unfit)
      for (const table of tables) await client.query(`alter table ${quoted(table)} enable trigger user`)
      await client.query('analyze')
      return read
    }
    const table = missing.get(String(part.table))
    if (!table || JSON.stringify(part.columns) !== JSON.stringify(table.columns))
      throw new BadBackup(`The table ${part.table} of this backup is another than that of its migration.`)
    missing.delete(String(part.table))
    counts[quoted(table)] = await copyIn(client, `copy ${copied(table)} from stdin`, reader.rows()).catch(unfit)
  }
}

/** Sets every sequence to where it stood. Not undone by a rollback: call it last. */
export async function setSequences(client: pg.Client, sequences: readonly Sequence[]): Promise<void> {
  for (const sequence of sequences)
    await client.query('select setval($1::regclass, $2::bigint, $3)', [
      quoted(sequence),
      sequence.value,
      sequence.called,
    ])
}

async function theRest(reader: BackupReader, part: Record<string, unknown>, counts: Record<string, number>) {
  const { end } = await reader.line()
  await reader.ends()
  if (!Array.isArray(part.sequences) || typeof end !== 'object' || end === null)
    throw new BadBackup('This file is damaged, or not a backup of Holdfast.')
  for (const [table, count] of Object.entries(counts)) {
    const had = (end as Record<string, unknown>)[table]
    if (had !== count) throw new BadBackup(`The table ${table} had ${had} rows and has ${count} in this backup.`)
  }
  return { rows: Object.values(counts).reduce((sum, count) => sum + count, 0), sequences: part.sequences as Sequence[] }
}

/** What the database finds wrong with the data (SQLSTATE class 22 or 23) is wrong with the backup. */
function unfit(error: Error & { code?: string }): never {
  throw /^2[23]/.test(error.code ?? '')
    ? new BadBackup(`The database refuses what this backup holds: ${error.message}.`)
    : error
}

async function foreignKeys(client: pg.Client): Promise<ForeignKey[]> {
  const { rows } = await client.query<ForeignKey & { schema: string; relation: string }>(
    `
    select nspname as schema, relname as relation, conname as name, pg_get_constraintdef(k.oid) as definition
      from pg_constraint k join pg_class c on c.oid = conrelid join pg_namespace n on n.oid = c.relnamespace
     where contype = 'f' and conparentid = 0 and nspname = any ($1) order by 1, 2, 3`,
    [schemas],
  )
  return rows.map(({ schema, relation, name, definition }) => ({
    table: quoted({ schema, name: relation }),
    name: pg.escapeIdentifier(name),
    definition,
  }))
}
