// print the SQL of list/search/history/as-of with real params, explain on database

import pg from 'pg'
import { assetPage } from '/work/main/src/ownership/asset-list.store.ts'
import { assetHistory, tenures } from '/work/main/src/ownership/history.store.ts'
import { openCluster } from '/work/main/src/platform/database/cluster/cluster.ts'
import { connect } from '/work/main/src/platform/database/connect.ts'

const assets = Number(process.argv[2] ?? 5000)
const plant = { cluster: await openCluster('/tmp/holdfast-bench/data', 'command') }
const name = `plant_${assets}`
const db = connect(plant.cluster.appUrl.replace('/holdfast?', `/${name}?`), { connections: 1 })
const client = new pg.Client(
  plant.cluster.ownerUrl.replace('/holdfast?', `/${name}?`) +
    '&options=' +
    encodeURIComponent('-c search_path=register,auth,public -c timezone=UTC'),
)
await client.connect()
const owner =
  (await client.query('select owner_id as id from register.asset where tier=3 group by 1 having count(*)>50 limit 1'))
    .rows[0]?.id ?? (await client.query('select owner_id as id from register.asset limit 1')).rows[0].id
const asset = (await client.query('select id from register.asset limit 1 offset 2000')).rows[0].id
const year = new Date(Date.now() - 365 * 86_400_000).toISOString()
const past = { asOf: year, knownAt: new Date().toISOString(), recorded: year }
let captured: any[] = []
const orig = db.pool.connect.bind(db.pool)
;(db.pool as any).connect = async () => {
  const c: any = await orig()
  if (!c.__w) {
    c.__w = 1
    const q = c.query.bind(c)
    c.query = (x: any, ...r: any[]) => {
      if (x.text) captured.push(x)
      return q(x, ...r)
    }
  }
  return c
}
const cases: Record<string, () => Promise<unknown>> = {
  list: () => assetPage(db.reader, { owner, tier: 3 }, { limit: 50 }, null),
  listPast: () => assetPage(db.reader, { owner, tier: 3 }, { limit: 50 }, past),
  search: () => assetPage(db.reader, { q: 'ss bosch' }, { limit: 50 }, null),
  searchSerial: () => assetPage(db.reader, { q: 'A3F2C1' }, { limit: 50 }, null),
  searchPast: () => assetPage(db.reader, { q: 'ss bosch' }, { limit: 50 }, past),
  history: () => assetHistory(db.reader, asset, null),
  tenures: () => tenures(db.reader, asset, null),
}
for (const w of (process.argv[3] ?? Object.keys(cases).join()).split(',')) {
  captured = []
  const times: number[] = []
  for (let i = 0; i < 8; i++) {
    const t = performance.now()
    await cases[w]!()
    times.push(performance.now() - t)
  }
  console.log('=====', w, times.map((t) => t.toFixed(1)).join(' '))
  if (process.env.TEXT) console.log(captured[0].text)
  if (process.env.PLAN) {
    await client.query(`prepare x as ${captured[0].text}`)
    for (const mode of ['force_custom_plan', 'force_generic_plan']) {
      await client.query(`set plan_cache_mode = ${mode}`)
      const vals = captured[0].values
        .map((v: any) =>
          v === null ? 'null' : typeof v === 'number' ? v : typeof v === 'boolean' ? v : pg.escapeLiteral(String(v)),
        )
        .join(', ')
      const ex = `execute x(${vals})`
      await client.query(ex)
      console.log('--', mode)
      console.log(
        (await client.query(`explain (analyze, buffers, costs ${process.env.COSTS ?? 'off'}) ${ex}`)).rows
          .map((r) => r['QUERY PLAN'])
          .join('\n'),
      )
    }
    await client.query('deallocate x')
  }
}
await client.end()
await db.close()
await plant.cluster.close()
