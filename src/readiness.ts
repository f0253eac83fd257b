import type { Database } from './platform/database/connect.ts'

/** What readiness and `holdfast doctor` warn of: the program runs, but one of its promises stands on less than it should. */
export async function warnings({ pool }: Database): Promise<string[]> {
  const { rows } = await pool.query<{ rewrites: boolean }>(
    "select has_table_privilege('ledger.entry', 'UPDATE') as rewrites",
  )
  if (!rows[0]?.rewrites) return []
  return [
    'The running program’s role could rewrite its own ledger. Use two roles: DATABASE_URL for the program, DATABASE_OWNER_URL for migrations.',
  ]
}
