import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Source } from '../../src/platform/database/cluster/binaries.ts'
import { findBinaries } from '../../src/platform/database/cluster/binaries.ts'
import { readRunning } from '../../src/platform/database/cluster/postmaster.ts'
import { socketUrl } from '../../src/platform/database/cluster/roles.ts'
import { query } from '../query.ts'
import { isRoot, ordinary, Room } from './room.ts'

let room: Room
beforeEach(() => {
  room = new Room()
})
afterEach(() => room.clear())

/** The sources that this machine has; npm's is part of the installation. */
const sources: Source[] = findBinaries({ source: 'system' }, ordinary, '/nowhere') ? ['system', 'npm'] : ['npm']

describe.each(sources)('the %s binaries', (source) => {
  test('make a cluster in a new folder, and what is written is there at the next start', async () => {
    const folder = room.path('data')
    const first = await room.open({ folder, purpose: 'serve', source })
    expect(first.opened).toMatchObject({ source, adopted: false })
    await query(first.opened!.ownerUrl, 'CREATE TABLE kept AS SELECT 1 AS n')
    await first.close()
    expect(readRunning(path.join(folder, 'cluster'))).toBeUndefined()
    const second = await room.open({ folder, purpose: 'serve', source })
    expect(second.opened).toMatchObject({ source, adopted: false })
    expect(await query(second.opened!.ownerUrl, 'TABLE kept')).toEqual([{ n: 1 }])
  })

  test('lose nothing that is confirmed and order text as people do', async () => {
    const { opened } = await room.open({ folder: room.path('data'), purpose: 'command', source })
    const names = ['fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums', 'listen_addresses']
    const asked = names.map((name) => `current_setting('${name}') AS ${name}`).join(', ')
    expect(await query(opened!.appUrl, `SELECT ${asked}`)).toEqual([
      { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on', data_checksums: 'on', listen_addresses: '' },
    ])
    const text = "SELECT lower('ÄRGER') AS low, 'ä' < 'b' AS ordered"
    expect(await query(opened!.appUrl, text)).toEqual([{ low: 'ärger', ordered: true }])
  })

  test('let in two roles by password, and neither a superuser nor anybody without one', async () => {
    const { opened } = await room.open({ folder: room.path('data'), purpose: 'command', source })
    const who = 'SELECT current_user AS name, rolsuper AS super FROM pg_roles WHERE rolname = current_user'
    expect(await query(opened!.appUrl, who)).toEqual([{ name: 'holdfast_app', super: false }])
    expect(await query(opened!.ownerUrl, who)).toEqual([{ name: 'holdfast_owner', super: false }])
    const socket = room.path('data/socket')
    await expect(query(socketUrl(socket, 'postgres', undefined, 'holdfast'), who)).rejects.toThrow(/pg_hba/)
    await expect(query(socketUrl(socket, 'holdfast_app', 'guessed', 'holdfast'), who)).rejects.toThrow(/password/)
  })
})

test('nobody else can enter the socket folder, the cluster or the passwords', async () => {
  const folder = room.path('data')
  await room.open({ folder, purpose: 'command' })
  const mode = (name: string) => statSync(path.join(folder, name)).mode & 0o777
  expect([mode('socket'), mode('cluster'), mode('cluster/holdfast-passwords.json')]).toEqual([0o700, 0o700, 0o600])
  expect(statSync(folder).mode & 0o007).toBe(0)
})

test('PostgreSQL never runs as root or as nobody', async () => {
  const folder = room.path('data')
  const { opened } = await room.open({ folder, purpose: 'command' })
  const { uid } = statSync(path.join(folder, 'cluster'))
  expect([0, 65534]).not.toContain(uid)
  expect(opened!.notes.some((note) => note.includes('as the account'))).toBe(isRoot)
})

test.each([
  ['with spaces, quotes and commas', `a "quoted" name, isn't it`],
  ['in other letters', 'Größe [x] 100% & 部品 #1?'],
  ['longer than a socket may have', `${'long/'.repeat(30)}end`],
])('a data folder may have a path %s', async (_, name) => {
  const folder = room.path(name)
  const first = await room.open({ folder, purpose: 'serve' })
  expect(first.opened).toBeDefined()
  const beside = await room.open({ folder, purpose: 'command' })
  expect(beside.opened).toMatchObject({ adopted: true })
})

test('an empty folder that is there is used', async () => {
  const folder = room.home('data', undefined)
  expect((await room.open({ folder, purpose: 'command' })).opened).toBeDefined()
})

test("a folder made by npm's PostgreSQL is opened by the same major, whatever the system has", async () => {
  const folder = room.path('data')
  const made = await room.open({ folder, purpose: 'command', source: 'npm' })
  await made.close()
  const major = readFileSync(path.join(folder, 'cluster/PG_VERSION'), 'utf8').trim()
  const { opened } = await room.open({ folder, purpose: 'command' })
  expect(opened!.version.split('.')[0]).toBe(major)
})

test('variables that are meant for other PostgreSQL servers change nothing', async () => {
  const meant = ['PGPORT=6543', 'PGHOST=db.example', 'PGDATA=/nowhere', 'PGSSLMODE=require', 'PGDATESTYLE=German']
  const order = { folder: room.path('data'), purpose: 'command' } as const
  const { opened } = await room.open(order, undefined, ['env', ...meant])
  expect(await query(opened!.appUrl, 'SELECT DATE $$2026-11-20$$::text AS day')).toEqual([{ day: '2026-11-20' }])
})
