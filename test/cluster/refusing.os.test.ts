import { chmodSync, cpSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { cloneInto } from './clone.ts'
import { isRoot, ordinary, Room } from './room.ts'
import { onSmallDisk } from './small-disk.ts'

let room: Room
let folder: string
beforeEach(() => {
  room = new Room()
  folder = room.path('data')
})
afterEach(() => room.clear())

const command = () => room.open({ folder, purpose: 'command' })

test('a folder that is not empty and not ours is left alone', async () => {
  mkdirSync(folder)
  writeFileSync(path.join(folder, 'thesis.odt'), 'of somebody')
  expect((await command()).refused).toEqual({
    code: 'not-ours',
    message: `The folder ${folder} is not empty and was not made by Holdfast: name a new or an empty folder in HOLDFAST_DATA.`,
  })
  expect(readdirSync(folder)).toEqual(['thesis.odt'])
})

test('a data folder that cannot be written is named', async () => {
  const home = room.home('home')
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

test('a file is no data folder', async () => {
  writeFileSync(folder, '')
  expect((await command()).refused).toMatchObject({ code: 'not-writable' })
})

test('a register made by a major that is not here is refused by its number', async () => {
  await (await command()).close()
  writeFileSync(path.join(folder, 'cluster/PG_VERSION'), '14\n')
  expect((await command()).refused).toEqual({
    code: 'wrong-major',
    message: `The register in ${folder} was made by PostgreSQL 14, which is not here: install PostgreSQL 14, or restore a backup into a new folder.`,
  })
})

test('half a register is not opened', async () => {
  await (await command()).close()
  const half = async (part: string) => {
    folder = room.path(`without ${part}`)
    cpSync(room.path('data'), folder, { recursive: true })
    rmSync(path.join(folder, 'cluster', part), { recursive: true })
    return (await command()).refused?.code
  }
  expect(await half('PG_VERSION')).toBe('damaged')
  expect(await half('holdfast-passwords.json')).toBe('damaged')
  expect(await half('global')).toBe('not-started')
})

test('a register whose database lies elsewhere and is gone is not replaced by an empty one', async () => {
  mkdirSync(folder)
  symlinkSync(room.path('gone'), path.join(folder, 'cluster'))
  expect((await command()).refused).toMatchObject({ code: 'damaged' })
})

test('a server that runs but does not answer is named by its number', async () => {
  const serving = await room.open({ folder, purpose: 'serve' })
  rmSync(path.join(folder, 'socket'), { recursive: true })
  const { refused } = await command()
  expect(refused).toMatchObject({ code: 'not-answering', message: expect.stringMatching(/as process \d+ but/) })
  await serving.close()
})

test('a full disk is said in one sentence, whatever it breaks off, and leaves nothing half made', async () => {
  for (const megabytes of [1, 20, 45, 60, 75]) {
    const { refused } = await room.open({ folder, purpose: 'command' }, undefined, onSmallDisk(folder, megabytes))
    if (megabytes < 60) expect(refused).toMatchObject({ code: 'disk-full' })
    else expect([undefined, 'disk-full']).toContain(refused?.code)
  }
})

test('a disk that is full when the server starts again is said in one sentence, and nothing is lost', async () => {
  await (await command()).close()
  const options = path.join(folder, 'cluster/postmaster.opts')
  rmSync(options)
  symlinkSync('/dev/full', options)
  expect((await command()).refused).toEqual({
    code: 'disk-full',
    message: `The disk that holds ${folder} is full: make room and start Holdfast again; nothing that was confirmed is lost.`,
  })
  rmSync(options)
  expect((await command()).opened).toBeDefined()
})
