import { chmodSync, cpSync, readFileSync, realpathSync, renameSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { query } from '../query.ts'
import { cloneInto } from './clone.ts'
import { ordinary, Room } from './room.ts'

/** What only root can try: to be several accounts in turn. */
let room: Room
let folder: string
beforeEach(() => {
  room = new Room(tmpdir())
  folder = room.path('data')
})
afterEach(() => room.clear())

const stranger = { uid: 2, gid: 2 }

test('where there is no account to run PostgreSQL as, root makes one named holdfast', async () => {
  const withoutAccounts = [
    'cp -a /etc "$0" && mount --bind "$0" /etc',
    'grep -v ^postgres: "$0"/passwd > "$0"/passwd.less && cat "$0"/passwd.less > /etc/passwd',
    'exec "$@"',
  ].join(' && ')
  const before = ['unshare', '--mount', 'sh', '-c', withoutAccounts, room.path('etc')]
  const { opened } = await room.open({ folder, purpose: 'command' }, undefined, before)
  expect(opened!.notes.join()).toContain('as the account holdfast')
  const made = /^holdfast:.*$/m.exec(readFileSync(room.path('etc/passwd'), 'utf8'))?.[0].split(':')
  expect(statSync(path.join(folder, 'cluster')).uid).toBe(Number(made?.[2]))
  expect(made?.at(-1)).toContain('nologin')
})

test('a number without an account is told what it lacks', async () => {
  const as = { uid: 54321, gid: 54321 }
  const home = room.home('home', as)
  const program = cloneInto(room.path('clone'))
  const { refused } = await room.open({ folder: path.join(home, 'data'), purpose: 'serve', as }, program)
  expect(refused).toMatchObject({ code: 'unnamed-account', message: expect.stringContaining('54321') })
})

test("root opens a user's register as that user, and another user is refused", async () => {
  const home = room.home('home', ordinary)
  const program = cloneInto(path.join(home, 'clone'))
  room.give(home, ordinary)
  const order = { folder: path.join(home, 'data'), purpose: 'command', source: 'npm' } as const
  const made = await room.open({ ...order, as: ordinary }, program)
  await query(made.opened!.ownerUrl, 'CREATE TABLE kept AS SELECT 1 AS n')
  await made.close()
  const byRoot = await room.open(order, program)
  expect(byRoot.opened!.notes.join()).toContain('as the account daemon')
  expect(await query(byRoot.opened!.ownerUrl, 'TABLE kept')).toEqual([{ n: 1 }])
  await byRoot.close()
  chmodSync(home, 0o755)
  chmodSync(order.folder, 0o777)
  const { refused } = await room.open({ ...order, as: stranger }, program)
  expect(refused).toMatchObject({ code: 'other-account', message: expect.stringContaining('the account daemon') })
})

test("a register that root copied as its own goes back to PostgreSQL's account", async () => {
  const made = await room.open({ folder, purpose: 'command' })
  await query(made.opened!.ownerUrl, 'CREATE TABLE kept AS SELECT 1 AS n')
  await made.close()
  const copy = room.path('copy')
  cpSync(folder, copy, { recursive: true })
  expect(statSync(path.join(copy, 'cluster')).uid).toBe(0)
  const { opened } = await room.open({ folder: copy, purpose: 'serve' })
  expect(await query(opened!.ownerUrl, 'TABLE kept')).toEqual([{ n: 1 }])
})

test('a register that was moved under a closed home is not opened, and the way is named', async () => {
  await (await room.open({ folder, purpose: 'command' })).close()
  const home = room.home('closed', { uid: 0, gid: 0 })
  const moved = path.join(home, 'data')
  renameSync(folder, moved)
  const { refused } = await room.open({ folder: moved, purpose: 'command' })
  const place = realpathSync(path.join(moved, 'cluster'))
  expect(refused).toMatchObject({ code: 'closed', message: expect.stringContaining(place) })
})
