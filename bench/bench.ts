import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { configuration } from '../src/platform/configuration.ts'
import { openSecret } from '../src/platform/secret.ts'
import { list, throughBare, throughHoldfast } from './import.ts'
import { median, type Request, type Round, round } from './load.ts'
import { type Operation, operationsOn } from './operations.ts'
import { type Part, registrationParts, statementsOf } from './parts.ts'
import { openPlant, type Plant } from './plant.ts'
import { cpu, freePort, memory, startServer, tree } from './process.ts'
import { type Compared, type Measured, print, printParts } from './table.ts'

// `npm run bench`: Holdfast beside a bare server on the same cluster, in short rounds that take turns, so that what else the machine
// does meets both. Figures are medians over rounds; ratios say more than absolutes.

const { values: wish } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    assets: { type: 'string' },
    rounds: { type: 'string' },
    seconds: { type: 'string' },
    only: { type: 'string' },
  },
})
const sizes = wish.assets ? wish.assets.split(',').map(Number) : wish.quick ? [20_000] : [20_000, 100_000]
const rounds = Number(wish.rounds ?? (wish.quick ? 3 : 5))
const seconds = Number(wish.seconds ?? (wish.quick ? 0.6 : 1))

const plant = await openPlant((text) => console.error(text))
try {
  const measured: Measured[] = []
  for (const assets of sizes) measured.push(...(await measure(plant, assets, assets === sizes.at(-1))))
  print(measured, { version: plant.cluster.version, cpus: os.cpus().length, rounds, seconds })
  if (!wish.only || wish.only.includes('parts')) printParts(await parts(plant, sizes[0]!))
} finally {
  await plant.close()
}

/** Where the time of writes goes, on the smallest register. */
async function parts(plant: Plant, assets: number): Promise<Part[]> {
  const database = await plant.database(assets)
  const settings = environment(plant, database, '0')
  const { app, owner } = await clients(database)
  const secret = openSecret(settings.HOLDFAST_SECRET_FILE).key('sessions').toString('base64')
  const { writes } = await operationsOn(app, owner, secret)
  try {
    const all: Part[] = []
    for (const one of writes) all.push(...(await statementsOf(one, configuration(settings))))
    return [...all, ...(await registrationParts(owner))]
  } finally {
    await Promise.all([app.end(), owner.end()])
  }
}

/** Waits until the sequencer has signed all that was prepared: it is work of the past year, not of the requests measured. */
async function inTheTree(owner: pg.Client): Promise<void> {
  for (;;) {
    const { rowCount } = await owner.query('select from ledger.checkpoint join ledger.head using (size)')
    if (rowCount! > 0) return
    await new Promise((later) => setTimeout(later, 500))
  }
}

type Urls = { appUrl: string; ownerUrl: string }

function environment(plant: Plant, { appUrl, ownerUrl }: Urls, port: string) {
  return {
    NODE_ENV: 'production',
    PORT: port,
    DATABASE_URL: appUrl,
    DATABASE_OWNER_URL: ownerUrl,
    HOLDFAST_DATA: path.join(plant.folder, 'holdfast'),
    HOLDFAST_SECRET_FILE: path.join(plant.folder, 'secret'),
  }
}

/** The bench's own connections: as the running program, and as the owner of the database. */
async function clients({ appUrl, ownerUrl }: Urls) {
  const app = new pg.Client(`${appUrl}&options=-c%20search_path%3Dregister,public%20-c%20TimeZone%3DUTC`)
  const owner = new pg.Client(ownerUrl)
  await Promise.all([app.connect(), owner.connect()])
  return { app, owner }
}

async function measure(plant: Plant, assets: number, last: boolean): Promise<Measured[]> {
  const database = await plant.database(assets)
  const port = String(await freePort())
  const settings = environment(plant, database, port)
  const { app, owner } = await clients(database)
  const secret = openSecret(settings.HOLDFAST_SECRET_FILE).key('sessions').toString('base64')
  const asked = await operationsOn(app, owner, secret)
  const [holdfast, bare] = await Promise.all([
    startServer('holdfast.ts', settings, ['--max-semi-space-size=8']),
    startServer('bare.ts', { NODE_ENV: 'production', DATABASE_URL: database.appUrl, ACTOR: asked.administrator }),
  ])
  await inTheTree(owner)
  const addresses = { holdfast: `http://127.0.0.1:${port}`, bare: bare.address }
  const pids = { holdfast: holdfast.pid, bare: bare.pid }
  const measured: Measured[] = []

  /** One side of a comparison: who answers, and how a round of it goes. */
  type Side = { where: 'holdfast' | 'bare'; round: (expected: number, first: boolean) => Promise<Round> }
  const asking = (
    where: Side['where'],
    connections: number,
    next: () => Request | undefined,
    supply?: (side: Side['where'], count: number) => Promise<void>,
  ): Side => ({
    where,
    async round(expected, first) {
      await supply?.(where, Math.ceil(first ? 1000 : expected * seconds * 1.5))
      return await round(addresses[where], connections, first ? seconds / 2 : seconds, next)
    },
  })

  /** Two sides in turns: so many rounds each, after one to warm up. */
  async function compare(
    operation: string,
    connections: number,
    [ours, theirs]: [Side, Side],
    goal: Compared['goal'],
    turns = rounds,
  ) {
    const shown = [ours, theirs].map(() => [] as (Round & { node: number; postgres: number })[])
    for (let turn = 0; turn <= turns; turn++)
      for (const [i, side] of [ours, theirs].entries()) {
        const expected = Math.max(...shown[i]!.map((one) => one.perSecond), 200)
        const before = [cpu(pids[side.where]), cpu(plant.postmaster())]
        const one = await side.round(expected, turn === 0)
        const used = [cpu(pids[side.where]) - before[0]!, cpu(plant.postmaster()) - before[1]!]
        const [node, postgres] = used.map((s) => (s * 1e6) / one.requests) as [number, number]
        shown[i]!.push({ ...one, node, postgres })
      }
    for (const of of shown) of.shift()
    const sum = (i: number) => ({
      perSecond: median(shown[i]!.map((one) => one.perSecond)),
      median: median(shown[i]!.map((one) => one.median)),
      node: median(shown[i]!.map((one) => one.node)),
      postgres: median(shown[i]!.map((one) => one.postgres)),
    })
    const ratios = shown[0]!.map((one, turn) => one.perSecond / shown[1]![turn]!.perSecond)
    measured.push({
      operation,
      assets,
      connections,
      holdfast: sum(0),
      bare: sum(1),
      ratio: { median: median(ratios), least: Math.min(...ratios), most: Math.max(...ratios) },
      goal,
    })
    const [a, b] = [sum(0), sum(1)]
    console.error(
      `${operation} · ${assets} · ${connections}: bare ${b.perSecond.toFixed(0)}/s ${b.median.toFixed(2)} ms (cpu ${b.node.toFixed(0)}+${b.postgres.toFixed(0)} µs), holdfast ${a.perSecond.toFixed(0)}/s ${a.median.toFixed(2)} ms (cpu ${a.node.toFixed(0)}+${a.postgres.toFixed(0)} µs), ratio ${median(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)})`,
    )
  }
  const wanted = (name: string) => !wish.only || wish.only.split(',').some((part) => name.includes(part))
  const both = async ({ name, supply, ...sides }: Operation) => {
    for (const connections of [16, 1])
      await compare(
        name,
        connections,
        [asking('holdfast', connections, sides.holdfast, supply), asking('bare', connections, sides.bare, supply)],
        connections === 16 ? 'half' : 'twice and 2 ms',
      )
  }
  const past: [string, () => Request | undefined, () => Request | undefined][] = [
    ['page as of a year ago, against the page of now', asked.pageAYearAgo.holdfast, asked.page.holdfast],
    ['search as of a year ago, against the search of now', asked.searchAYearAgo.holdfast, asked.search.holdfast],
  ]

  for (const one of asked.reads.filter((one) => wanted(one.name))) await both(one)
  for (const [name, then, now] of past.filter(([name]) => wanted(name)))
    for (const connections of [16, 1])
      await compare(
        name,
        connections,
        [asking('holdfast', connections, then), asking('holdfast', connections, now)],
        name.startsWith('page') ? 'twice' : 'none',
      )
  if (wanted('export')) {
    const tier = assets > 20_000 ? 'tier=2' : ''
    await compare(
      'export of 20,000 rows, against its query',
      1,
      [
        asking('holdfast', 1, () => ({
          method: 'GET',
          path: `/api/v1/assets/export?format=csv&${tier}`,
          cookie: asked.cookie,
        })),
        asking('bare', 1, () => ({ method: 'GET', path: `/export?${tier}` })),
      ],
      'thrice',
    )
  }
  for (const one of asked.writes.filter((one) => wanted(one.name))) await both(one)
  if (wanted('import')) {
    let lists = 0
    const importing = (where: Side['where'], through: (of: ReturnType<typeof list>) => Promise<number>): Side => ({
      where,
      async round() {
        const took = await through(list(`${where[0]}${lists++}`, asked.emails))
        return { perSecond: 1000 / took, median: took, requests: 1 }
      },
    })
    await compare(
      'import of 10,000 rows, against batched inserts with audit rows',
      1,
      [
        importing('holdfast', ({ csv }) => throughHoldfast(addresses.holdfast, asked.cookie, asked.administrator, csv)),
        importing('bare', ({ rows }) =>
          throughBare(
            addresses.bare,
            rows.map((row, n) => ({ ...row, owner: asked.owners[n % asked.owners.length] })),
          ),
        ),
      ],
      'five times',
      wish.quick ? 1 : 3,
    )
  }

  await bare.stop()
  // what nobody has running in production: ours
  await Promise.all([app.end(), owner.end()])
  if (last) {
    const used = memory([...tree(holdfast.pid), ...tree(plant.postmaster())])
    measured.push({ operation: 'memory of the process tree', assets, megabytes: used, goal: '400 MB' })
  }
  await holdfast.stop()
  return measured
}
