import type { FastifyInstance } from 'fastify'
import { type Change, type Locks, write } from '../database/change.ts'
import type { Database } from '../database/connect.ts'
import type { AnyOperation, Output } from './operation.ts'
import { purpose } from './purpose.ts'
import { type Context, serve, type Who } from './serve.ts'

/**
 * Serves the operations that write. Of each: what the ledger calls it, what it locks and reads first, and what it then decides and
 * stores. A `reason` in its body is the reason of the change.
 */
export function commands(app: FastifyInstance, database: Database) {
  return <O extends AnyOperation, State>(
    operation: O,
    name: string,
    lock: (locks: Locks, context: Context<O>) => Promise<State>,
    act: (change: Change, state: State, context: Context<O>) => Promise<Output<O>>,
  ): void =>
    serve(app, operation, (context) => {
      const { reason } = (context.body ?? {}) as { reason?: string }
      return write(
        database,
        context.who as Who,
        purpose(context.request, name, reason),
        (locks) => lock(locks, context),
        (change, state) => act(change, state, context),
      )
    })
}

/** For what is new, so that there is nothing to lock yet. */
export const nothing = async () => null
