import pg from 'pg'
import { databaseName } from './roles.ts'

/**
 * Rebuilds the indexes when the language library sorts by other rules than the one they were built with, as after an
 * upgrade of the system or a change between system's and npm's binaries: they would miss rows without a word.
 * Returns whether that was so.
 */
export async function keepCollation(ownerUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const { rows } = await client.query(
      `SELECT datcollversion IS DISTINCT FROM pg_database_collation_actual_version(oid) AS changed
         FROM pg_database WHERE datname = current_database()`,
    )
    if (!rows[0].changed) return false
    await client.query(`REINDEX DATABASE ${databaseName}`)
    await client.query(`ALTER DATABASE ${databaseName} REFRESH COLLATION VERSION`)
    return true
  } finally {
    await client.end()
  }
}
