import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, globSync, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { own, serverAccount } from '../src/platform/database/cluster/account.ts'
import { findBinaries, type Source } from '../src/platform/database/cluster/binaries.ts'
import { ClusterError } from '../src/platform/database/cluster/error.ts'
import { makeCluster } from '../src/platform/database/cluster/initdb.ts'
import { alive, readRunning, start, stop } from '../src/platform/database/cluster/postmaster.ts'
import { appRole, databaseName, newPasswords, ownerRole, socketUrl } from '../src/platform/database/cluster/roles.ts'

/** A database of its own for one test file, migrated; the URLs are those of the program, the owner and the superuser. */
export interface TestDatabase {
  appUrl: string
  ownerUrl: string
  superUrl: string
  drop(): Promise<void>
}

/** Where the run's cluster listens: set by `setup` in the runner, read in its workers. */
const socketVariable = 'HOLDFAST_TEST_SOCKET'
const prefix = 'holdfast-test-'

/**
 * Vitest's global set-up: one throwaway cluster for the whole run, in memory where there is room, with a migrated
 * template. `HOLDFAST_TEST_POSTGRES` says whose binaries: system or npm.
 */
export async function setup(): Promise<() => Promise<void>> {
  const memory = '/dev/shm'
  const parent = existsSync(memory) && roomy(memory) ? memory : tmpdir()
  await endAbandoned(parent)
  const root = mkdtempSync(path.join(parent, `${prefix}${process.pid}-`))
  const account = serverAccount()
  own(root, account)
  chmodSync(root, 0o700)
  const source = process.env.HOLDFAST_TEST_POSTGRES as Source | undefined
  const binaries = findBinaries({ source }, account, path.join(tmpdir(), 'holdfast-test-binaries'))
  if (!binaries) throw new ClusterError('no-binaries')
  const cluster = path.join(root, 'data')
  const place = { folder: root, cluster, made: false, socket: root, log: path.join(root, 'log'), account, binaries }
  await makeCluster(place, newPasswords(), ['local all all trust'], false)
  const settings = ['fsync=off', 'full_page_writes=off', 'max_connections=200', 'shared_buffers=64MB', 'jit=off']
  const running = await start(place, settings)
  process.env[socketVariable] = root
  await migrateTemplate(socketUrl(root, ownerRole, undefined, databaseName))
  return async () => {
    await stop(cluster, running.pid)
    rmSync(root, { recursive: true, force: true })
  }
}

/** Clones the migrated template; `drop` it when the file's tests are over. */
export async function testDatabase(): Promise<TestDatabase> {
  const socket = process.env[socketVariable]
  if (!socket)
    throw new Error('No test cluster: run this file in a Vitest project whose globalSetup is test/database.ts')
  const name = `test_${randomBytes(6).toString('hex')}`
  await asSuperuser(socket, `CREATE DATABASE ${name} TEMPLATE ${databaseName} OWNER ${ownerRole}`)
  return {
    appUrl: socketUrl(socket, appRole, undefined, name),
    ownerUrl: socketUrl(socket, ownerRole, undefined, name),
    superUrl: socketUrl(socket, 'postgres', undefined, name),
    drop: () => asSuperuser(socket, `DROP DATABASE ${name} WITH (FORCE)`),
  }
}

async function migrateTemplate(ownerUrl: string) {
  const file = path.join(import.meta.dirname, '../src/platform/database/migrate.ts')
  if (!existsSync(file)) return
  const { migrate } = await import(file)
  await migrate(ownerUrl, appRole)
}

async function asSuperuser(socket: string, statement: string) {
  const client = new pg.Client(socketUrl(socket, 'postgres', undefined, 'postgres'))
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

/** A container's /dev/shm is often 64 MB, which a few clones fill. */
function roomy(folder: string): boolean {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize > 1024 ** 3
}

/** Ends what earlier runs left when they were killed. */
async function endAbandoned(parent: string) {
  for (const root of globSync(path.join(parent, `${prefix}*-*`))) {
    const runner = Number.parseInt(path.basename(root).slice(prefix.length), 10)
    if (!runner || alive(runner)) continue
    const cluster = path.join(root, 'data')
    const running = readRunning(cluster)
    if (running) await stop(cluster, running.pid)
    rmSync(root, { recursive: true, force: true })
  }
}
