import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { deliverKinds } from '../src/assets/delivered-kinds.ts'
import { openInstallation } from '../src/ledger/installation.ts'
import { setUp } from '../src/people/setup.ts'
import { signInFlows } from '../src/people/sign-in.ts'
import { type Cluster, openCluster } from '../src/platform/database/cluster/cluster.ts'
import { readRunning } from '../src/platform/database/cluster/postmaster.ts'
import { appRole } from '../src/platform/database/cluster/roles.ts'
import { connect } from '../src/platform/database/connect.ts'
import { migrate, migrations } from '../src/platform/database/migrate.ts'
import { extentOf, liveAYear } from './history.ts'
import { makePlain } from './plain.ts'

/** The cluster of a run: durable, on a real disk, as in production. */
export interface Plant {
  cluster: Cluster
  folder: string
  /** A fresh copy of a register with so many assets and a year of history, the plain tables beside it. */
  database(assets: number): Promise<{ name: string; appUrl: string; ownerUrl: string }>
  /** The process above all of the server's. */
  postmaster(): number
  close(): Promise<void>
}

/** Opens the cluster, kept under the system's folder for temporary files: registers are made once for each state of the migrations. */
export async function openPlant(say: (text: string) => void): Promise<Plant> {
  const made = createHash('sha256').update(
    migrations()
      .map((one) => one.sql)
      .join(),
  )
  for (const file of ['history.ts', 'plain.ts']) made.update(readFileSync(path.join(import.meta.dirname, file)))
  const home = path.join(tmpdir(), 'holdfast-bench')
  const folder = path.join(home, 'data')
  const mark = path.join(home, 'made-of')
  const state = made.digest('hex')
  if (existsSync(folder) && (!existsSync(mark) || readFileSync(mark, 'utf8') !== state))
    rmSync(home, { recursive: true })
  mkdirSync(home, { recursive: true })
  writeFileSync(mark, state)
  const cluster = await openCluster(folder, 'serve')
  const url = (url: string, name: string) => url.replace('/holdfast?', `/${name}?`)
  const asOwner = async (work: (client: pg.Client) => Promise<void>, name = 'holdfast') => {
    const client = new pg.Client(url(cluster.ownerUrl, name))
    await client.connect()
    await work(client).finally(() => client.end())
  }
  const has = async (name: string) => {
    let found = false
    await asOwner(async (client) => {
      found = (await client.query('select from pg_database where datname = $1', [name])).rowCount === 1
    })
    return found
  }
  const copies: string[] = []

  async function prepare(name: string, assets: number) {
    say(`Preparing ${assets.toLocaleString('en')} assets with a year of history, once …`)
    const started = Date.now()
    await asOwner(async (client) => {
      await dropped(client, `${name}_partial`)
      await client.query(`create database ${name}_partial`)
      await client.query(`grant connect, temporary on database ${name}_partial to ${appRole}`)
    })
    const [ownerUrl, appUrl] = [url(cluster.ownerUrl, `${name}_partial`), url(cluster.appUrl, `${name}_partial`)]
    await migrate(ownerUrl, appRole)
    const extent = extentOf(assets)
    const first = extent.from.toISOString()
    await openInstallation(ownerUrl, { at: first })
    const database = connect(appUrl)
    const flows = signInFlows(database.pool, 'only for the first account', 'http://localhost')
    const admin = { name: 'Adele Amtmann', email: 'admin@plant.example', password: 'correct horse battery' }
    const wish = { organisation: 'Bench Ltd', language: 'en' as const, admin, mail: null }
    const { personId } = await setUp(database, flows, { personId: null, origin: 'setup' }, wish, deliverKinds, first)
    await database.close()
    const app = new pg.Client(appUrl)
    await app.connect()
    await liveAYear(app, personId, extent)
    say(`  history made in ${Math.round((Date.now() - started) / 1000)} s; taking it into the tree …`)
    while (((await app.query('select from ledger.sequence(20000)')).rowCount ?? 0) > 0);
    await app.end()
    await asOwner(async (client) => {
      await makePlain(client, appRole)
      await client.query('vacuum analyze')
      await client.query('checkpoint').catch(() => {})
    }, `${name}_partial`)
    await asOwner((client) => client.query(`alter database ${name}_partial rename to ${name}`).then(() => {}))
    say(`  done in ${Math.round((Date.now() - started) / 1000)} s`)
  }

  return {
    cluster,
    folder: home,
    postmaster: () => readRunning(path.join(folder, 'cluster'))!.pid,
    async database(assets) {
      const [kept, name] = [`plant_${assets}`, `run_${assets}`]
      if (!(await has(kept))) await prepare(kept, assets)
      await asOwner(async (client) => {
        await dropped(client, name)
        await client.query(`create database ${name} template ${kept} strategy file_copy`)
        await client.query(`grant connect, temporary on database ${name} to ${appRole}`)
      })
      copies.push(name)
      return { name, appUrl: url(cluster.appUrl, name), ownerUrl: url(cluster.ownerUrl, name) }
    },
    async close() {
      for (const name of copies) await asOwner((client) => dropped(client, name))
      await cluster.close()
    },
  }
}

/** Drops a database that the processes of a run have left; their last connections take a moment to end. */
async function dropped(client: pg.Client, name: string): Promise<void> {
  for (let attempt = 1; ; attempt++)
    try {
      await client.query(`drop database if exists ${name}`)
      return
    } catch (error) {
      if (attempt === 50) throw error
      await new Promise((later) => setTimeout(later, 100))
    }
}
