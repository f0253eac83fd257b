import { createWriteStream, rmSync } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type pg from 'pg'
import { connectSingle } from './connect.ts'
import { copyOut } from './copy.ts'
import { copied, quoted, sequences, storedTables } from './tables.ts'

/** What a backup says of itself before anything else: docs/formats/backup.md. */
export interface BackupHeader {
  format: 'holdfast-backup'
  v: 1
  migration: number
  madeAt: string
  postgresql: string
  installation: string
}

/** Ends the rows of a table. No row is ever written so: COPY doubles a backslash. */
export const END_OF_ROWS = '\\.\n'

/** How values are written, whatever the session says otherwise: the same for writing and reading. */
export const PLAIN =
  "set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local intervalstyle = 'iso_8601'; set local bytea_output = 'hex'"

/**
 * Writes a backup of the whole database to a new file that only its owner may read; what fails half-way leaves none.
 * @param ownerUrl the role that owns the tables
 */
export async function backupTo(ownerUrl: string, file: string): Promise<void> {
  const { client, close } = await connectSingle(ownerUrl)
  try {
    const out = createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true })
    await pipeline(backup(client), createGzip(), out)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') rmSync(file, { force: true })
    throw error
  } finally {
    await close()
  }
}

/**
 * The whole database in one snapshot, as pieces of the file before compression. Ends the connection's transaction.
 * @param client of the role that owns the tables, and of nobody else's while this runs
 */
async function* backup(client: pg.Client): AsyncGenerator<string | Buffer> {
  await client.query(`begin isolation level repeatable read read only; ${PLAIN}`)
  yield line(await header(client))
  const rows: Record<string, number> = {}
  for (const table of await storedTables(client)) {
    yield line({ table: quoted(table), columns: table.columns })
    let count = 0
    for await (const chunk of copyOut(client, `copy ${copied(table)} to stdout`)) {
      for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) count++
      yield chunk
    }
    yield END_OF_ROWS
    rows[quoted(table)] = count
  }
  yield line({ sequences: await sequences(client) })
  yield line({ end: rows })
  await client.query('commit')
}

async function header(client: pg.Client): Promise<BackupHeader> {
  const { rows } = await client.query<Omit<BackupHeader, 'format' | 'v'>>(`
    select (select max(number) from public.migration) as migration, current_setting('server_version') as postgresql,
           (select id from ledger.installation) as installation,
           to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "madeAt"`)
  return { format: 'holdfast-backup', v: 1, ...rows[0]! }
}

const line = (value: object): string => `${JSON.stringify(value)}\n`
