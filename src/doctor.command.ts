import type { Command } from 'commander'
import { withHoldfast } from './holdfast.ts'
import { setUpState } from './people/setup.ts'
import { verb } from './platform/terminal.ts'
import { warnings } from './readiness.ts'

export function doctorCommand(program: Command): void {
  verb(program, 'doctor', 'Look at this installation and say what should be done', () =>
    withHoldfast(async ({ database, cluster, configuration, installation }) => {
      const server = await database.pool.query<{ version: string }>(
        "select current_setting('server_version') as version",
      )
      const { version } = server.rows[0]!
      const state = await setUpState(database.reader)
      const advice = [...(cluster?.notes ?? []), ...(await warnings(database))]
      if (!state.done)
        advice.push('This register is not set up yet. Open its address in a browser, or run `npx holdfast setup`.')
      const where = cluster
        ? `its own PostgreSQL ${version} (${cluster.source === 'npm' ? 'from npm' : 'of this system'}) in ${configuration.dataFolder}`
        : `PostgreSQL ${version} at DATABASE_URL`
      return {
        json: {
          installation: installation.id,
          sampleClock: installation.sampleClock,
          postgresql: version,
          source: cluster?.source ?? 'server',
          setUp: state.done,
          advice,
        },
        say: [`Holdfast uses ${where}.`, ...advice, advice.length === 0 ? 'Nothing to do.' : ''].filter(Boolean),
      }
    }),
  )
}
