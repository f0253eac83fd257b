import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { asAccount, serverAccount } from '../../src/platform/database/cluster/account.ts'
import { readRunning, serves } from '../../src/platform/database/cluster/postmaster.ts'
import { query } from '../query.ts'
import { Room } from './room.ts'

let room: Room
let folder: string
let cluster: string
beforeEach(() => {
  room = new Room()
  folder = room.path('data')
  cluster = path.join(folder, 'cluster')
})
afterEach(() => room.clear())

const serve = () => room.open({ folder, purpose: 'serve' })
const command = () => room.open({ folder, purpose: 'command' })
const serverPid = () => readRunning(cluster)?.pid

test('a second serve on the same folder is refused and told which process has it', async () => {
  const first = await serve()
  const second = await serve()
  expect(second.refused).toEqual({
    code: 'already-serving',
    message: `Holdfast already runs on ${folder} as process ${first.pid}: use that one, or stop it first, or name another folder in HOLDFAST_DATA.`,
  })
  await query(first.opened!.appUrl, 'SELECT 1')
})

test('a command works beside a serve and leaves it running', async () => {
  const serving = await serve()
  const pid = serverPid()
  const beside = await command()
  expect(beside.opened).toMatchObject({ adopted: true, appUrl: serving.opened!.appUrl })
  await beside.close()
  expect(serverPid()).toBe(pid)
  await query(serving.opened!.appUrl, 'SELECT 1')
  await serving.close()
  expect(serverPid()).toBeUndefined()
})

test('a command alone starts the server and stops it', async () => {
  const alone = await command()
  expect(alone.opened).toMatchObject({ adopted: false })
  await query(alone.opened!.appUrl, 'SELECT 1')
  await alone.close()
  expect(serverPid()).toBeUndefined()
})

test('whoever leaves last stops the server, a serve that came later included', async () => {
  const starter = await command()
  const pid = serverPid()
  const serving = await serve()
  await starter.close()
  expect(serverPid()).toBe(pid)
  const later = await command()
  await serving.close()
  expect(serverPid()).toBe(pid)
  await later.close()
  expect(serverPid()).toBeUndefined()
})

test('after the death of a serve the next one takes over its server and all that was confirmed', async () => {
  const killed = await serve()
  await query(killed.opened!.ownerUrl, 'CREATE TABLE kept AS SELECT 1 AS n')
  const pid = serverPid()
  await killed.kill()
  const next = await serve()
  expect(next.opened).toMatchObject({ adopted: true })
  expect(serverPid()).toBe(pid)
  expect(await query(next.opened!.ownerUrl, 'TABLE kept')).toEqual([{ n: 1 }])
  await next.close()
  expect(serverPid()).toBeUndefined()
})

test('after the death of a process while it makes the cluster, the next one makes it', async () => {
  const order = JSON.stringify({ folder, purpose: 'serve' })
  const program = path.join(import.meta.dirname, 'opener.ts')
  const maker = spawn(process.execPath, [program, order], { stdio: ['pipe', 'inherit', 'inherit'] })
  await room.until(() => room.holds('data/cluster.partial-*/PG_VERSION'))
  maker.kill('SIGKILL')
  await once(maker, 'exit')
  expect((await serve()).opened).toBeDefined()
  expect(room.holds('data/cluster.partial-*')).toBe(false)
})

test('four that come at once to an empty folder share one cluster', async () => {
  const all = await Promise.all([command(), command(), command(), command()])
  expect(all.map((one) => one.refused)).toEqual([undefined, undefined, undefined, undefined])
  expect(new Set(all.map((one) => one.opened!.appUrl)).size).toBe(1)
  for (const one of all) await one.close()
  expect(serverPid()).toBeUndefined()
})

test('commands that come and go at once never meet a server that is just being stopped', async () => {
  await (await command()).close()
  const comeAndGo = async () => {
    for (let round = 0; round < 4; round++) {
      const one = await command()
      await query(one.opened!.appUrl, 'SELECT 1')
      await one.close()
    }
  }
  await Promise.all([comeAndGo(), comeAndGo(), comeAndGo()])
  expect(serverPid()).toBeUndefined()
})

test('a process that got the number of the server that a power cut ended is not taken for it', async () => {
  await (await command()).close()
  const account = serverAccount()
  const stranger = spawn('sleep', ['600'], { ...asAccount(account), cwd: '/' })
  const left = [stranger.pid, cluster, 0, 5432, path.join(folder, 'socket'), '', '', 'ready']
  writeFileSync(path.join(cluster, 'postmaster.pid'), `${left.join('\n')}\n`)
  try {
    const { opened } = await serve()
    expect(opened).toMatchObject({ adopted: false })
    expect(serverPid()).not.toBe(stranger.pid)
    expect(stranger.exitCode).toBeNull()
  } finally {
    stranger.kill()
  }
})

test('a server that dies is started again, and its addresses stay', async () => {
  const { opened } = await serve()
  await query(opened!.ownerUrl, 'CREATE TABLE kept AS SELECT 1 AS n')
  const dead = serverPid()!
  process.kill(dead, 'SIGKILL')
  await room.until(() => {
    const pid = serverPid()
    return pid !== undefined && pid !== dead && serves(pid, cluster) && readRunning(cluster)!.ready
  })
  expect(await query(opened!.ownerUrl, 'TABLE kept')).toEqual([{ n: 1 }])
  expect((await serve()).refused).toMatchObject({ code: 'already-serving' })
})

test('a server that dies and cannot be started again is reported with the reason', async () => {
  const serving = await serve()
  rmSync(path.join(cluster, 'global'), { recursive: true })
  process.kill(serverPid()!, 'SIGKILL')
  expect(await serving.next()).toMatchObject({
    lost: { code: 'not-started', message: expect.stringContaining(folder) },
  })
})

test('indexes are rebuilt when the rules for ordering text have changed', async () => {
  const { opened, close } = await command()
  await query(opened!.ownerUrl, "CREATE TABLE word AS SELECT 'ä' AS w")
  await query(opened!.ownerUrl, 'CREATE INDEX word_w ON word (w)')
  const file = "SELECT pg_relation_filenode('word_w') AS file"
  const [before] = await query(opened!.ownerUrl, file)
  await close()
  room.asSuperuser(cluster, "UPDATE pg_database SET datcollversion = '1' WHERE datname = 'holdfast'")
  const next = await command()
  expect(await query(next.opened!.ownerUrl, file)).not.toEqual([before])
  expect(next.opened!.notes.join()).toContain('all indexes were rebuilt')
  await next.close()
  expect((await command()).opened!.notes.join()).not.toContain('indexes')
})

test('what fails in a statement does not leave names in the log', async () => {
  const { opened } = await command()
  await query(opened!.ownerUrl, 'CREATE TABLE person (name text PRIMARY KEY)')
  const insert = "INSERT INTO person VALUES ('Erika Mustermann')"
  await query(opened!.ownerUrl, insert)
  await expect(query(opened!.ownerUrl, insert)).rejects.toThrow(/duplicate/)
  expect(readFileSync(path.join(folder, 'postgresql.log'), 'utf8')).not.toContain('Erika')
})
