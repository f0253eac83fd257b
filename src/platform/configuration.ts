import { join } from 'node:path'
import { defaultDataFolder } from './database/cluster/place.ts'

/** Everything the environment says. The rest is in settings. */
export interface Configuration {
  port: number
  host: string
  dataFolder: string
  /** A server instead of the private cluster: the running program's role, and the role that migrates. */
  databaseUrl: string | null
  databaseOwnerUrl: string | null
  url: string
  secretFile: string
}

export class ConfigurationError extends Error {}

/** Reads the environment. Throws ConfigurationError with one sentence for what cannot be meant. */
export function configuration(env: NodeJS.ProcessEnv): Configuration {
  const port = Number(env.PORT ?? 4680)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new ConfigurationError(`PORT is ${env.PORT}; it has to be a number from 0 to 65535.`)
  const host = env.HOST ?? '127.0.0.1'
  const dataFolder = env.HOLDFAST_DATA ?? defaultDataFolder()
  const url = env.HOLDFAST_URL ?? `http://${host === '127.0.0.1' || host === '0.0.0.0' ? 'localhost' : host}:${port}`
  if (!URL.canParse(url))
    throw new ConfigurationError(`HOLDFAST_URL is ${url}; it has to be an address such as https://holdfast.example.`)
  return {
    port,
    host,
    dataFolder,
    databaseUrl: env.DATABASE_URL ?? null,
    databaseOwnerUrl: env.DATABASE_OWNER_URL ?? env.DATABASE_URL ?? null,
    url,
    secretFile: env.HOLDFAST_SECRET_FILE ?? join(dataFolder, 'secret'),
  }
}
