import { longestWait } from './ledger/gauges.ts'
import type { Database } from './platform/database/connect.ts'

/** What readiness and `holdfast doctor` warn of: the program runs, but one of its promises stands on less than it should. */
export async function warnings({ pool, reader }: Database): Promise<string[]> {
  const { rows } = await pool.query<{ rewrites: boolean }>(
    "select has_table_privilege('ledger.entry', 'UPDATE') as rewrites",
  )
  const found: string[] = []
  if (rows[0]?.rewrites)
    found.push(
      'The running program’s role could rewrite its own ledger. Use two roles: DATABASE_URL for the program, DATABASE_OWNER_URL for migrations.',
    )
  const waiting = await longestWait(reader)
  if (waiting > 60)
    found.push(
      `Entries have waited for ${Math.floor(waiting / 60)} minutes to enter the tree of the ledger. Nothing is lost, but they cannot be proved yet: run npx holdfast verify, and look into the log of the server.`,
    )
  return found
}
