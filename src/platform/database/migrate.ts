import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import pg from 'pg'

/** One migration file: its number from the name, its SQL. */
interface Migration {
  number: number
  name: string
  sql: string
}

const source = join(import.meta.dirname, '../..')

/** Every `NNNN_*.sql` below src/, in order of number. Throws if two carry one number. */
export function migrations(): Migration[] {
  const found = globSync('**/[0-9][0-9][0-9][0-9]_*.sql', { cwd: source })
    .map((path) => ({
      number: Number(basename(path).slice(0, 4)),
      name: path,
      sql: readFileSync(join(source, path), 'utf8'),
    }))
    .sort((a, b) => a.number - b.number)
  for (const [i, one] of found.entries())
    if (one.number !== i + 1)
      throw new Error(`Migration numbers must run 1, 2, 3 …: ${one.name} should have number ${i + 1}.`)
  return found
}

/**
 * Brings the database at `ownerUrl` up to the newest migration, or to `upTo`, each in a transaction of its own.
 * @param appRole the role the running program uses; the migrations' `holdfast_app` is read as this name
 * @returns the number of the migration it is at then
 */
export async function migrate(
  ownerUrl: string,
  appRole = 'holdfast_app',
  upTo = Number.POSITIVE_INFINITY,
): Promise<{ number: number }> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query(
      'create table if not exists public.migration (number int primary key, name text not null, at timestamptz(3) not null)',
    )
    const done = (
      await client.query<{ number: number }>('select coalesce(max(number), 0) as number from public.migration')
    ).rows[0]!.number
    const all = migrations()
    if (done > all.length)
      throw new Error(`The database is at migration ${done}, this program knows ${all.length}. Start a newer Holdfast.`)
    for (const { number, name, sql } of all.slice(done, upTo)) {
      await client.query('begin')
      await client.query(
        sql.replaceAll('holdfast_app', pg.escapeIdentifier(appRole).replace(/^"([a-z_][a-z0-9_]*)"$/, '$1')),
      )
      await client.query(
        `create or replace function ledger.migration() returns int language sql immutable as 'select ${number}'`,
      )
      await client.query(
        "insert into public.migration values ($1, $2, date_trunc('milliseconds', clock_timestamp()))",
        [number, name],
      )
      await client.query('commit')
    }
    return { number: Math.max(done, Math.min(upTo, all.length)) }
  } finally {
    await client.end()
  }
}
