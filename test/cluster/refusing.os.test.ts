import { cpSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { socketUrl } from '../../src/platform/database/cluster/roles.ts'
import { query } from '../query.ts'
import { Room } from './room.ts'
import { onSmallDisk, throughDiskOf } from './small-disk.ts'

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
    return (await command()).refused
  }
  expect(await half('PG_VERSION')).toMatchObject({ code: 'damaged' })
  expect(await half('holdfast-passwords.json')).toMatchObject({ code: 'damaged' })
  expect(await half('global')).toMatchObject({ code: 'not-started', message: expect.stringContaining('pg_control') })
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

test.each([1, 10, 20, 30])('a disk of %i MB is too full to make a cluster, and is said to be', async (megabytes) => {
  const { refused } = await room.open({ folder, purpose: 'command' }, undefined, onSmallDisk(folder, megabytes))
  expect(refused).toEqual({
    code: 'disk-full',
    message: `The disk that holds ${folder} is full: make room and start Holdfast again; nothing that was confirmed is lost.`,
  })
})

test('a disk that fills while serving is said to be full, and all that was confirmed is there on a larger one', async () => {
  const serving = await room.open({ folder, purpose: 'serve' }, undefined, onSmallDisk(folder, 60))
  const socket = throughDiskOf(serving.pid, path.join(folder, 'socket'))
  const { password } = new URL(serving.opened!.ownerUrl.replace('@/', '@socket/'))
  const confirmed = await fill(socketUrl(socket, 'holdfast_owner', password, 'holdfast'))
  expect(await serving.next()).toMatchObject({ lost: { code: 'disk-full' } })
  const larger = room.path('larger')
  cpSync(throughDiskOf(serving.pid, folder), larger, { recursive: true })
  const { opened, refused } = await room.open({ folder: larger, purpose: 'serve' })
  expect(refused).toBeUndefined()
  const [{ stored } = {}] = await query(opened!.ownerUrl, 'SELECT count(*)::int AS stored FROM page')
  // The one that failed may be stored: then only its confirmation did not come through.
  expect([confirmed, confirmed + 1]).toContain(stored)
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

/** Stores pages until the database refuses one; returns how many it confirmed. */
async function fill(url: string): Promise<number> {
  await query(url, 'CREATE TABLE page (text text)')
  const page = 'SELECT string_agg(md5(n::text || random()), $$$$) FROM generate_series(1, 3000) AS n'
  for (let confirmed = 0; ; confirmed++) {
    const stored = await query(url, `INSERT INTO page ${page}`).then(
      () => true,
      () => false,
    )
    if (!stored) return confirmed
  }
}
