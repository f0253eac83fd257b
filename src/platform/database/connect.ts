import { createHash } from 'node:crypto'
import { Kysely, PostgresDialect, type PostgresPool } from 'kysely'
import pg from 'pg'
import type { Tables } from '../../tables.ts'

/** Instants leave the database as ISO text in UTC with milliseconds, dates as ISO text: a JS Date would lose or shift them. */
const types = new pg.TypeOverrides()
const instant = (text: string) => (text === 'infinity' ? text : `${text.slice(0, 10)}T${padded(text.slice(11, -3))}Z`)
const padded = (time: string) => (time.length === 8 ? `${time}.000` : time.padEnd(12, '0').slice(0, 12))
types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, instant)
types.setTypeParser(pg.types.builtins.DATE, (text) => text)
types.setTypeParser(pg.types.builtins.INT8, Number)

/** The register's tables, typed. Reading needs no transaction. */
export type Reader = Kysely<Tables>

export interface Database {
  pool: pg.Pool
  reader: Reader
  close(): Promise<void>
}

/** Opens the pool of the running program. `url` is a connection string of the app role. */
export function connect(url: string, { connections = 16 } = {}): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    types,
    application_name: 'holdfast',
    options: '-c search_path=register,auth,public -c timezone=UTC -c statement_timeout=30000 -c lock_timeout=5000',
  })
  // An idle connection that breaks (server restarted) is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {})
  const reader = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: prepared(pool) }) })
  return { pool, reader, close: () => reader.destroy() }
}

const names = new Map<string, string>()
/** The same text gets the same prepared statement on a connection, so parsing and planning are paid once. */
function nameOf(text: string): string {
  let name = names.get(text)
  if (!name) {
    name = createHash('sha256').update(text).digest('base64url').slice(0, 22)
    if (names.size < 2000) names.set(text, name)
  }
  return name
}

function prepared(pool: pg.Pool): PostgresPool {
  return {
    connect: async () => {
      const client = await pool.connect()
      return {
        query: ((text: string, values?: unknown[]) =>
          values?.length
            ? client.query({ name: nameOf(text), text, values: [...values] })
            : client.query(text)) as never,
        release: () => client.release(),
      } as never
    },
    end: () => pool.end(),
  } as unknown as PostgresPool
}
