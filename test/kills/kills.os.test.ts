import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyRegister } from '../../src/ledger/live.ts'
import { findPlace } from '../../src/platform/database/cluster/place.ts'
import { readRunning } from '../../src/platform/database/cluster/postmaster.ts'
import {
  appRole,
  databaseName,
  ownerRole,
  readPasswords,
  socketUrl,
} from '../../src/platform/database/cluster/roles.ts'
import { connect } from '../../src/platform/database/connect.ts'
import { openSecret } from '../../src/platform/secret.ts'
import { Room } from '../cluster/room.ts'
import { freePort, holdfast } from '../commands/program.ts'
import { invariants } from '../invariants.ts'
import { type Acknowledged, work } from './workers.ts'

const room = new Room()
const data = room.path('data')
const env = { HOLDFAST_DATA: data }
const done: Acknowledged = { registered: [], notes: [], accepted: [] }
const people: { id: string; token: string }[] = []
let server: ChildProcess | undefined
let address: string
let words: string

const rounds = 30
/** What dies in a round: the program, PostgreSQL with all its processes, or both as in a power cut. */
const kinds = ['program', 'program', 'both', 'program', 'database'] as const
/** After how many answers. */
const writesOf = (round: number) => 5 + ((round * 7) % 40)

beforeAll(async () => {
  writeFileSync(room.path('password'), 'correct horse battery\n')
  const admin = ['--admin-name', 'Ada', '--admin-email', 'ada@example.org', '--password-file', room.path('password')]
  await said(['setup', '--organisation', 'Works', ...admin])
  const ada = (await said(['token', 'create', '--name', 'ada', '--role', 'administrator'])).token
  await serve()
  const me = await asked('/api/v1/me', ada)
  const bea = await asked('/api/v1/people', ada, { name: 'Bea', email: 'bea@example.org' })
  const token = (await said(['token', 'create', '--name', 'bea', '--role', 'employee', '--for', 'bea@example.org']))
    .token
  people.push({ id: me.personId ?? me.id, token: ada }, { id: bea.id, token })
})
afterAll(async () => {
  if (server) await killed(server)
  await room.clear()
})

async function said(args: string[]): Promise<{ token: string }> {
  const { code, out, err } = await holdfast([...args, '--json'], env)
  expect(code, err).toBe(0)
  return JSON.parse(out)
}
async function asked(url: string, token: string, body?: object) {
  const headers = { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) }
  const answer = await fetch(address + url, { headers, ...(body && { method: 'POST', body: JSON.stringify(body) }) })
  const json = (await answer.json()) as { id: string; personId?: string }
  expect(answer.ok, JSON.stringify(json)).toBe(true)
  return json
}

/** Starts the program, and waits until it takes requests. */
async function serve() {
  const port = await freePort()
  address = `http://127.0.0.1:${port}`
  words = ''
  server = spawn(process.execPath, ['src/cli.ts', 'serve'], {
    env: { ...process.env, ...env, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  server.stderr!.on('data', (text) => {
    words += text
  })
  await ready()
}
async function ready() {
  for (;;) {
    if (server!.exitCode !== null) throw new Error(`the program ended with ${server!.exitCode}: ${words}`)
    const answer = await fetch(`${address}/readyz`).catch(() => undefined)
    if (answer?.ok) return
  }
}
async function killed(child: ChildProcess) {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = once(child, 'exit')
  child.kill('SIGKILL')
  await exit
}
/** Ends PostgreSQL with all its processes at once. */
function killDatabase() {
  const postmaster = readRunning(path.join(data, 'cluster'))!.pid
  const processes = execFileSync('ps', ['-axo', 'pid=,ppid='], { encoding: 'utf8' })
  const children = [...processes.matchAll(/^\s*(\d+)\s+(\d+)$/gm)].filter(
    ([, , parent]) => Number(parent) === postmaster,
  )
  for (const pid of [postmaster, ...children.map(([, pid]) => Number(pid))])
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // it had ended by itself
    }
}

/** What a register that lost something, or that is not what its ledger says, would show. */
async function faults() {
  const place = findPlace(data)
  const passwords = readPasswords(place.cluster)
  const owner = new pg.Client(socketUrl(place.socket, ownerRole, passwords.owner, databaseName))
  await owner.connect()
  const database = connect(socketUrl(place.socket, appRole, passwords.app, databaseName), { connections: 2 })
  try {
    const forgotten = async (of: string[], question: string) => {
      const { rows } = await owner.query<{ what: string }>(question)
      const there = new Set(rows.map(({ what }) => what))
      return of.filter((what) => !there.has(what))
    }
    const [, bea] = people
    return {
      registered: await forgotten(done.registered, 'select id::text as what from register.asset'),
      notes: await forgotten(done.notes, 'select notes as what from register.asset_version'),
      accepted: await forgotten(
        done.accepted,
        `select id::text as what from register.asset where owner_id = '${bea!.id}'`,
      ),
      broken: await invariants(owner),
      findings: (await verifyRegister(database, openSecret(path.join(data, 'secret')).key('checkpoints'))).findings,
    }
  } finally {
    await database.close()
    await owner.end()
  }
}
const nothing = { registered: [], notes: [], accepted: [], broken: [], findings: [] }

test(`after each of ${rounds} kills during writes, everything that was answered is there and the ledger is intact`, {
  timeout: 900_000,
}, async () => {
  for (let round = 1; round <= rounds; round++) {
    const kind = kinds[round % kinds.length]!
    const killing: Promise<void>[] = []
    await work(address, people[0]!, people[1]!, done, (writes) => {
      if (writes !== writesOf(round)) return
      if (kind !== 'program') killDatabase()
      if (kind !== 'database') killing.push(killed(server!))
    })
    expect(killing).toHaveLength(kind === 'database' ? 0 : 1)
    await Promise.all(killing)
    await (kind === 'database' ? ready() : serve())
    expect(await faults(), `after kill ${round}, of the ${kind}`).toEqual(nothing)
  }
  expect(done.accepted.length).toBeGreaterThan(rounds)
})

test('and when it is told to stop, everything is signed before it ends', async () => {
  const ended = once(server!, 'exit')
  server!.kill('SIGTERM')
  expect((await ended)[0]).toBe(0)
  const { code, out } = await holdfast(['verify', '--json'], env)
  expect(code).toBe(0)
  expect(JSON.parse(out)).toMatchObject({ ok: true, pending: 0 })
})
