import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, globSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { type Account, own, serverAccount } from '../src/platform/database/cluster/account.ts'
import { findBinaries, type Source } from '../src/platform/database/cluster/binaries.ts'
import { ClusterError } from '../src/platform/database/cluster/error.ts'
import { makeCluster } from '../src/platform/database/cluster/initdb.ts'
import { alive, readRunning, start, stop } from '../src/platform/database/cluster/postmaster.ts'
import { appRole, databaseName, newPasswords, ownerRole, socketUrl } from '../src/platform/database/cluster/roles.ts'
import { memoryFolder } from './memory.ts'

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
  const parent = memoryFolder()
  for (const one of new Set([parent, tmpdir()])) await endAbandoned(one)
  const account = serverAccount()
  const root = privateFolder(parent, account)
  // Not beside the data: programs may not be run from memory everywhere.
  const copies = privateFolder(tmpdir(), account)
  const binaries = findBinaries({ source: wantedSource() }, account, copies)
  if (!binaries) throw new ClusterError('no-binaries')
  const cluster = path.join(root, 'data')
  const place = { folder: root, cluster, made: false, socket: root, log: path.join(root, 'log'), account, binaries }
  await makeCluster(place, newPasswords(), ['local all all trust'], false)
  const settings = ['fsync=off', 'full_page_writes=off', 'max_connections=200', 'shared_buffers=64MB', 'jit=off']
  await start(place, settings)
  process.env[socketVariable] = root
  await migrateTemplate(socketUrl(root, ownerRole, undefined, databaseName))
  return async () => {
    await stopServer(cluster)
    for (const folder of [root, copies]) rmSync(folder, { recursive: true, force: true })
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

function wantedSource(): Source | undefined {
  const wanted = process.env.HOLDFAST_TEST_POSTGRES
  if (wanted === undefined || wanted === 'system' || wanted === 'npm') return wanted
  throw new Error(`HOLDFAST_TEST_POSTGRES is ${wanted}; it has to be system or npm.`)
}

/** A folder of this run that PostgreSQL's account has for itself. */
function privateFolder(parent: string, account: Account | undefined): string {
  const folder = mkdtempSync(path.join(parent, `${prefix}${process.pid}-`))
  own(folder, account)
  chmodSync(folder, 0o700)
  return folder
}

/** Ends what earlier runs left when they were killed. */
async function endAbandoned(parent: string) {
  for (const root of globSync(path.join(parent, `${prefix}*-*`))) {
    const runner = Number.parseInt(path.basename(root).slice(prefix.length), 10)
    if (!runner || alive(runner)) continue
    await stopServer(path.join(root, 'data'))
    rmSync(root, { recursive: true, force: true })
  }
}

async function stopServer(cluster: string) {
  const running = readRunning(cluster)
  if (running) await stop(cluster, running.pid)
}
