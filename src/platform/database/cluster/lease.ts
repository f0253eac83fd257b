import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { Source } from './binaries.ts'
import { ClusterError } from './error.ts'

/** `serve` is alone on a cluster; commands may be many, beside a `serve` or without one. */
export type Purpose = 'serve' | 'command'

/** A claim to a running cluster, held by one connection: it ends with the process, however that ends. */
export interface Lease {
  /** Of the server that runs, which may be older than the programs that are there now. */
  version: string
  source: Source
  /** Resolves when the connection is gone without having been released. */
  lost: Promise<void>
  /** Gives the claim up; true when nobody else has one: then the cluster is the caller's to stop, and newcomers wait. */
  release(): Promise<boolean>
}

/** Advisory locks: everybody who uses the cluster shares the first, the one that serves has the second alone. */
const inUse = '4680, 1'
const serving = '4680, 2'

/** How long the connection of a killed process may take to be noticed, in milliseconds. */
const noticed = 500

/**
 * Takes a lease as the running program's role, waiting for one who is just stopping the cluster.
 * Fails with ClusterError `already-serving` when a second one would serve.
 */
export async function takeLease(url: string, purpose: Purpose, folder: string): Promise<Lease> {
  const client = new pg.Client({ connectionString: url, application_name: `holdfast ${purpose} ${process.pid}` })
  let released = false
  const lost = new Promise<void>((resolve) => {
    client.on('error', () => {})
    client.on('end', () => released || resolve())
  })
  try {
    await client.connect()
    await client.query('SET statement_timeout = 0')
    await client.query(`SELECT pg_advisory_lock_shared(${inUse})`)
    if (purpose === 'serve') await serveAlone(client, folder)
    const { rows } = await client.query(
      "SELECT split_part(current_setting('server_version'), ' ', 1) AS version, current_setting('holdfast.source') AS source",
    )
    return { ...rows[0], lost, release }
  } catch (error) {
    released = true
    await client.end().catch(() => {})
    throw error
  }

  async function release() {
    released = true
    try {
      await client.query(`SELECT pg_advisory_unlock_shared(${inUse})`)
      if (await tryLock(client, inUse)) return true
      await client.end()
    } catch {
      // The connection is gone, and the claim with it.
    }
    return false
  }
}

async function serveAlone(client: pg.Client, folder: string) {
  const until = Date.now() + noticed
  while (!(await tryLock(client, serving))) {
    if (Date.now() > until) throw new ClusterError('already-serving', folder, await whoServes(client))
    await pause(20)
  }
}

async function tryLock(client: pg.Client, lock: string): Promise<boolean> {
  const { rows } = await client.query(`SELECT pg_try_advisory_lock(${lock}) AS taken`)
  return rows[0].taken
}

/** The number of the process that serves, as its connection is named after it. */
async function whoServes(client: pg.Client): Promise<string> {
  const { rows } = await client.query(
    "SELECT split_part(application_name, ' ', 3) AS pid FROM pg_stat_activity WHERE application_name LIKE 'holdfast serve %'",
  )
  return rows[0]?.pid ?? 'unknown'
}
