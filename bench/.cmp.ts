import { isDeepStrictEqual } from 'node:util'
import * as lb from '../src/ownership/.old-list.store.ts'
import * as la from '../src/ownership/asset-list.store.ts'
import * as a from '../src/ownership/history.store.ts'
import { openCluster } from '../src/platform/database/cluster/cluster.ts'
import { connect } from '../src/platform/database/connect.ts'

const c = await openCluster('/tmp/holdfast-bench/data', 'command')
const name = process.argv[2]
const db = connect(c.appUrl.replace('/holdfast?', `/${name}?`), { connections: 4 })
const ids = (await db.reader.selectFrom('asset').select('id').limit(60).execute()).map((r) => r.id)
const owner = (await db.reader.selectFrom('asset').select('owner_id').limit(1).execute())[0].owner_id
const asOf = new Date(Date.now() - 365 * 86400e3).toISOString()
const past = { asOf, knownAt: new Date().toISOString(), recorded: asOf }
const t = performance.now()
for (const id of ids) await a.assetHistory(db.reader, id, null)
console.log('history', ((performance.now() - t) / 60).toFixed(2))
for (const p of [null, past])
  for (const f of [
    { q: 'ss bosch' },
    { tier: 3 },
    { owner, tier: 3 },
    { q: '042', stated: true },
    { stated: true },
    { stated: false, tier: 1 },
  ]) {
    let x, y
    const ts = []
    for (let k = 0; k < 5; k++) {
      const t = performance.now()
      x = await la.assetPage(db.reader, f, { limit: 50 }, p)
      const u = performance.now()
      y = await lb.assetPage(db.reader, f, { limit: 50 }, p)
      ts.push([(u - t).toFixed(1), (performance.now() - u).toFixed(1)].join('/'))
    }
    console.log(!!p, f, isDeepStrictEqual(x, y), x.items.length, ts.join(' '))
  }
await db.close()
await c.close()
