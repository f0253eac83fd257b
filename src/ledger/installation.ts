import pg from 'pg'
import { v4 as uuidv4, v7 as uuidv7 } from 'uuid'

/** Which installation this is. A sample register stays one for ever: its changes name their own instants. */
export interface Installation {
  id: string
  sampleClock: boolean
}

/**
 * Reads the installation, making it where the database is new: its id, and its first epoch as the first entry of the ledger.
 * @param ownerUrl nobody else may make it
 * @param sample a sample register, whose clock begins at this instant
 */
export async function openInstallation(ownerUrl: string, sample: { at: string } | null): Promise<Installation> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query('begin')
    await client.query('lock table ledger.installation in share row exclusive mode')
    const found = (
      await client.query<{ id: string; sample_clock: boolean }>('select id, sample_clock from ledger.installation')
    ).rows[0]
    const installation = found ?? { id: uuidv4(), sample_clock: sample !== null }
    if (!found) {
      await client.query(
        "insert into ledger.installation (id, sample_clock, made_at) values ($1, $2, date_trunc('milliseconds', clock_timestamp()))",
        [installation.id, sample !== null],
      )
      const { rows } = await client.query<{ at: Date }>(
        "select ledger.begin($1, null, null, 'epoch.open', null, 'setup', null, null, $2) as at",
        [uuidv7(), sample?.at ?? null],
      )
      await client.query(
        'insert into register.epoch (number, origin, recorded_at, change_id) select 1, $1, $2, id from ledger.current_change()',
        [`${installation.id}/1`, rows[0]!.at],
      )
    }
    await client.query('commit')
    return { id: installation.id, sampleClock: installation.sample_clock }
  } finally {
    await client.end()
  }
}
