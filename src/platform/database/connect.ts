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

/**
 * Opens the pool of the running program. `url` is a connection string of the app role. Each connection takes some 20 MB, until it has
 * been idle for ten seconds.
 */
export function connect(url: string, { connections = 16 } = {}): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    pipeline: true,
    types,
    application_name: 'holdfast',
    options:
      '-c search_path=register,auth,public -c timezone=UTC -c statement_timeout=30000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=600000',
  })
  // A connection that breaks (server restarted) fails its statement and is replaced by the pool; without listeners, idle or at
  // work, it would end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  const reader = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: prepared(pool) }) })
  return { pool, reader, close: () => reader.destroy() }
}

/** One connection outside the pool and without time limits, for work that is one transaction from beginning to end. */
export interface Single {
  client: pg.Client
  /** Asks on that connection, within whatever transaction it is in. */
  reader: Reader
  close(): Promise<void>
}

export async function connectSingle(url: string): Promise<Single> {
  const client = new pg.Client({
    connectionString: url,
    types,
    application_name: 'holdfast',
    options: '-c search_path=register,auth,public -c timezone=UTC',
  })
  // A connection that breaks fails the statement that runs on it; without a listener it would end the process besides.
  client.on('error', () => {})
  await client.connect()
  const connection = { query: (text: string, values?: unknown[]) => client.query(text, values), release() {} }
  const pool = { connect: async () => connection, end: () => client.end() } as unknown as PostgresPool
  const reader = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  return { client, reader, close: () => client.end() }
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

/**
 * The pool as Kysely sees it. Statements asked for at once leave in one packet and come back in one, and `begin` leaves with the
 * first statement after it: each packet wakes a process on either side, which costs as much as a small query.
 */
function prepared(pool: pg.Pool): PostgresPool {
  return {
    connect: async () => {
      const client = await pool.connect()
      const { stream } = client.connection
      let gathering = false
      const gather = () => {
        if (gathering) return
        gathering = true
        stream.cork()
        process.nextTick(() => {
          gathering = false
          stream.uncork()
        })
      }
      return {
        query: ((text: string, values?: unknown[]) => {
          gather()
          if (values?.length) return client.query({ name: nameOf(text), text, values: [...values] })
          const answer = client.query(text)
          if (text !== 'begin') return answer
          // It fails only where the connection does, and then so does what follows.
          answer.catch(() => {})
          return Promise.resolve({ command: 'BEGIN', rows: [] })
        }) as never,
        release: () => client.release(),
      } as never
    },
    end: () => pool.end(),
  } as unknown as PostgresPool
}
