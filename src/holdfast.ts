import { mkdirSync } from 'node:fs'
import { type Installation, openInstallation } from './ledger/installation.ts'
import { sequence } from './ledger/sequencer.ts'
import { type Configuration, configuration } from './platform/configuration.ts'
import { type Cluster, openCluster } from './platform/database/cluster/cluster.ts'
import { connect, type Database } from './platform/database/connect.ts'
import { migrate } from './platform/database/migrate.ts'
import { openSecret, type Secret } from './platform/secret.ts'

/** A register, open: its database at the newest migration, its secret, and its own cluster where it has one. */
export interface Holdfast {
  configuration: Configuration
  database: Database
  ownerUrl: string
  secret: Secret
  installation: Installation
  cluster: Cluster | null
  close(): Promise<void>
}

/** Opens the register for the server or for one command. A wrong DATABASE_URL is an error, never a reason to open another one. */
export async function openHoldfast(
  configuration: Configuration,
  purpose: 'serve' | 'command',
  sample: { at: string } | null = null,
): Promise<Holdfast> {
  const cluster = configuration.databaseUrl === null ? await openCluster(configuration.dataFolder, purpose) : null
  try {
    if (cluster === null) mkdirSync(configuration.dataFolder, { recursive: true, mode: 0o700 })
    const appUrl = cluster?.appUrl ?? configuration.databaseUrl!
    const ownerUrl = cluster?.ownerUrl ?? configuration.databaseOwnerUrl!
    await migrate(ownerUrl, roleOf(appUrl))
    const installation = await openInstallation(ownerUrl, sample)
    const database = connect(appUrl, purpose === 'command' ? { connections: 4 } : {})
    const secret = openSecret(configuration.secretFile)
    return {
      configuration,
      database,
      ownerUrl,
      secret,
      installation,
      cluster,
      async close() {
        await database.close()
        await cluster?.close()
      },
    }
  } catch (error) {
    await cluster?.close()
    throw error
  }
}

/** Opens the register for one command, does the work, and closes it again whatever happens. */
export async function withHoldfast<Result>(
  work: (holdfast: Holdfast) => Promise<Result>,
  sample: { at: string } | null = null,
): Promise<Result> {
  const holdfast = await openHoldfast(configuration(process.env), 'command', sample)
  try {
    const result = await work(holdfast)
    await sequence(holdfast.database, holdfast.secret.key('checkpoints')).catch((error: Error) => {
      process.stderr.write(`It is done, but not yet provable: ${error.message}\n`)
    })
    return result
  } finally {
    await holdfast.close()
  }
}

/** The user of a connection string; not by URL, which refuses the socket form `postgresql://user:password@/database?host=…`. */
export const roleOf = (url: string) =>
  decodeURIComponent(/^postgres(?:ql)?:\/\/([^:@/?]+)/.exec(url)?.[1] ?? 'holdfast_app')
