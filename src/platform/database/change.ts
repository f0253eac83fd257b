import { sql, type Transaction } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { Tables } from '../../tables.ts'
import type { Database } from './connect.ts'

/** Who asks, as the write path needs it. `actor` is null only for migrations, set-up and jobs. */
export interface Asker {
  personId: string | null
  origin: 'screen' | 'api' | 'command' | 'import' | 'job' | 'setup'
  tokenId?: string | null
}

/** What a write is called and why. The operation is a word of the API, kept for ever in the ledger. */
export interface Purpose {
  operation: string
  reason?: string | null
  behalfId?: string | null
  idempotencyKey?: string | null
  /** Only a sample register may name the instant. */
  at?: string | null
}

export type Locks = Transaction<Tables>

/** A running write: its connection, its instant, and who makes it. Without one there is no way to write. */
export interface Change {
  id: string
  /** ISO instant, milliseconds, UTC: the `now` of every rule, and what every row of this change carries. */
  at: string
  actorId: string | null
  db: Transaction<Tables>
  /** Lets the last statement, one alone, leave together with the commit. What followed it would run outside of the change. If it fails, nothing is kept and its error is the write's. */
  last(statement: Promise<unknown>): void
}

/** Deadlocks, lost races, and a rule that met the millisecond of the change before it. */
const retried = new Set(['40001', '40P01', 'busy'])

/**
 * The one way to write. First `lock` takes the row locks and reads the state, then the change begins (its instant is later than
 * that of whoever held the locks before), then `act` decides and stores. Deadlocks and lost races are tried three times more.
 */
export async function write<State, Result>(
  database: Database,
  asker: Asker,
  purpose: Purpose,
  lock: (locks: Locks) => Promise<State>,
  act: (change: Change, state: State) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    let last: Promise<unknown> | undefined
    try {
      return await database.reader.transaction().execute(async (db) => {
        const state = await lock(db)
        const change = await begin(db, asker, purpose, (statement) => {
          // it is awaited below: until then its failure is nobody's
          statement.catch(() => {})
          last = statement
        })
        return await act(change, state)
      })
    } catch (aborted) {
      // why the commit became a rollback, the last statement says
      const error = await (last ?? Promise.reject(aborted)).then(
        () => aborted,
        (reason) => reason,
      )
      if (attempt > 3 || !retried.has((error as { code?: string }).code ?? '')) throw error
    }
  }
}

async function begin(db: Transaction<Tables>, asker: Asker, purpose: Purpose, last: Change['last']): Promise<Change> {
  const id = uuidv7()
  const { rows } = await sql<{ at: string }>`
    select ledger.begin(${id}, ${asker.personId}, ${purpose.behalfId ?? null}, ${purpose.operation}, ${purpose.reason ?? null},
      ${asker.origin}, ${asker.tokenId ?? null}, ${purpose.idempotencyKey ?? null}, ${purpose.at ?? null}) as at`.execute(
    db,
  )
  return { id, at: rows[0]!.at, actorId: asker.personId, db, last }
}
