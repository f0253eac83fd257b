// profile Holdfast under one op: node prof.ts <op> [assets]

import { spawn } from 'node:child_process'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import pg from 'pg'
import { round } from '/work/main/bench/load.ts'
import { operationsOn } from '/work/main/bench/operations.ts'
import { openPlant } from '/work/main/bench/plant.ts'
import { cpu, freePort } from '/work/main/bench/process.ts'
import { openSecret } from '/work/main/src/platform/secret.ts'

const op = process.argv[2]
const assets = Number(process.argv[3] ?? 5000)
const side = process.argv[4] ?? 'holdfast'
const plant = await openPlant(console.log)
const d = await plant.database(assets)
const app = new pg.Client(`${d.appUrl}&options=-c%20search_path%3Dregister,public%20-c%20TimeZone%3DUTC`)
const owner = new pg.Client(d.ownerUrl)
await app.connect()
await owner.connect()
const asked = await operationsOn(
  app,
  owner,
  openSecret('/tmp/holdfast-bench/secret').key('sessions').toString('base64'),
)
const port = String(await freePort())
rmSync('/tmp/prof', { recursive: true, force: true })
const child = spawn(process.execPath, ['--cpu-prof', '--cpu-prof-dir=/tmp/prof', `/work/main/bench/${side}.ts`], {
  stdio: ['ignore', 'pipe', 'inherit'],
  env: {
    ...process.env,
    NODE_ENV: 'production',
    PORT: port,
    DATABASE_URL: d.appUrl,
    DATABASE_OWNER_URL: d.ownerUrl,
    ACTOR: asked.administrator,
    HOLDFAST_DATA: '/tmp/holdfast-bench/holdfast',
    HOLDFAST_SECRET_FILE: '/tmp/holdfast-bench/secret',
  },
})
const address = await new Promise<string>((r) =>
  child.stdout.on('data', (x) => {
    const m = /http:\/\/[^\s"]+/.exec(String(x))
    if (m) r(m[0].replace('localhost', '127.0.0.1'))
  }),
)
const one: any = asked.five.find((o) => o.name.includes(op)) ?? { name: op, holdfast: (asked as any)[op][side] }
for (let i = 0; i < 4; i++) {
  await one.supply?.(side, 3000)
  const b = [cpu(child.pid!), cpu(plant.postmaster())]
  const r = await round(address, 16, 2, one[side])
  const a = [cpu(child.pid!), cpu(plant.postmaster())]
  console.log(
    one.name,
    r.perSecond.toFixed(0),
    '/s median',
    r.median.toFixed(2),
    'node',
    (((a[0] - b[0]) / r.requests) * 1e6).toFixed(0),
    'pg',
    (((a[1] - b[1]) / r.requests) * 1e6).toFixed(0),
  )
}
child.kill('SIGTERM')
await new Promise((r) => child.once('exit', r))
const f = readdirSync('/tmp/prof').map((x) => '/tmp/prof/' + x)[0]
if (f) {
  const p = JSON.parse(readFileSync(f, 'utf8'))
  const self = new Map<number, number>()
  p.samples.forEach((s: number, i: number) => self.set(s, (self.get(s) ?? 0) + p.timeDeltas[i]))
  const by = new Map<string, number>(),
    mod = new Map<string, number>()
  let total = 0
  for (const n of p.nodes) {
    const t = self.get(n.id) ?? 0
    if (/idle|program/.test(n.callFrame.functionName)) continue
    total += t
    const u = n.callFrame.url.replace(/.*node_modules\//, '').replace('file:///work/main/', '')
    const k = `${n.callFrame.functionName} ${u}:${n.callFrame.lineNumber}`
    by.set(k, (by.get(k) ?? 0) + t)
    const m = u.startsWith('src')
      ? u
      : u
          .split('/')
          .slice(0, u.startsWith('@') ? 2 : 1)
          .join('/')
    mod.set(m, (mod.get(m) ?? 0) + t)
  }
  const top = (m: Map<string, number>, n: number) =>
    [...m]
      .sort((a, b) => b[1] - a[1])
      .slice(0, n)
      .forEach(([k, t]) => console.log(((t / total) * 100).toFixed(1).padStart(5) + '%', k))
  top(mod, 18)
  console.log('--')
  top(by, Number(process.env.TOP ?? 30))
}
await app.end()
await owner.end()
await plant.close()
