import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openInstallation } from '../../src/ledger/installation.ts'
import { verifyRegister } from '../../src/ledger/live.ts'
import { restoreRegister } from '../../src/ledger/restore.ts'
import { sequence } from '../../src/ledger/sequencer.ts'
import { backupTo } from '../../src/platform/database/backup.ts'
import { BackupReader } from '../../src/platform/database/backup-reader.ts'
import { findBinaries, type Source } from '../../src/platform/database/cluster/binaries.ts'
import { openCluster } from '../../src/platform/database/cluster/cluster.ts'
import { connect } from '../../src/platform/database/connect.ts'
import { migrate, migrations } from '../../src/platform/database/migrate.ts'
import { ordinary, Room } from '../cluster/room.ts'
import { smallRegister } from '../small-register.ts'
import { type Ended, holdfast } from './program.ts'

// Keeping a register safe from the command line: verify, export, backup, restore.

const room = new Room()
const data = room.path('data')
const backup = room.path('backup.gz')
const run = (...args: string[]) => holdfast(args, { HOLDFAST_DATA: data })
const json = ({ out }: Ended) => JSON.parse(out)

beforeAll(async () => {
  writeFileSync(room.path('password'), 'correct horse battery\n')
  const admin = ['--admin-name', 'Ada', '--admin-email', 'ada@example.org', '--password-file', room.path('password')]
  for (const args of [['setup', '--organisation', 'Works', ...admin], ['sample']]) {
    const { code, err } = await run(...args)
    expect(code, err).toBe(0)
  }
})
afterAll(() => room.clear())

describe('verify', () => {
  test('says that the register fits, in sentences and as JSON; all that commands did is in the tree', async () => {
    const { code, out, err } = await run('verify')
    expect(code, err).toBe(0)
    expect(out).toMatch(/^FITS\n/)
    expect(json(await run('verify', '--json'))).toMatchObject({ ok: true, pending: 0, findings: [] })
  })

  test('checks an export anywhere, without a register, and holds it against a key that was given', async () => {
    const file = room.path('ledger.ndjson.gz')
    expect((await run('export', 'ledger', '--out', file)).code).toBe(0)
    const elsewhere = (...args: string[]) => holdfast(args, { HOLDFAST_DATA: room.path('nowhere') })
    const report = json(await elsewhere('verify', file, '--json'))
    expect(report).toMatchObject({ ok: true, trusted: false })
    expect(await elsewhere('verify', file, '--key', report.keys[0])).toMatchObject({ code: 0 })
    const foreign = report.keys[0].replace(/.{8}\+.*/, (end: string) => `${end.slice(0, 8)}+AAAA`)
    expect(await elsewhere('verify', file, '--key', foreign)).toMatchObject({ code: 2, out: '' })
    expect(existsSync(room.path('nowhere'))).toBe(false)

    const tampered = room.path('tampered.ndjson')
    writeFileSync(tampered, gunzipSync(readFileSync(file)).toString().replace('asset.register', 'asset.retister'))
    const no = await elsewhere('verify', tampered, '--json')
    expect(no.code).toBe(1)
    expect(json(no).findings.length).toBeGreaterThan(0)
    expect((await elsewhere('verify', tampered)).out).toMatch(/^DOES NOT FIT\n/)
    expect(await elsewhere('verify', room.path('none'))).toMatchObject({ code: 1, out: '' })
  })

  test('of a register does not write over a file when it is exported twice', async () => {
    const again = await run('export', 'ledger', '--out', room.path('ledger.ndjson.gz'))
    expect(again).toMatchObject({ code: 1, out: '', err: expect.stringContaining('is there already') })
  })
})

describe('a backup', () => {
  beforeAll(async () => {
    const { code, out, err } = await run('backup', backup)
    expect(code, err).toBe(0)
    expect(out).toContain('The secret is not in it')
  })

  test('does not hold the secret', () => {
    const secret = readFileSync(path.join(data, 'secret'), 'utf8').trim()
    expect(gunzipSync(readFileSync(backup)).includes(secret)).toBe(false)
  })

  test('is tried in a drill that leaves nothing behind, then restored with the secret, and goes on', async () => {
    const home = room.path('restored')
    mkdirSync(home)
    copyFileSync(path.join(data, 'secret'), path.join(home, 'secret'))
    const there = (...args: string[]) => holdfast(args, { HOLDFAST_DATA: home })
    const drill = await there('restore', backup, '--drill')
    expect(drill.code, drill.err).toBe(0)
    expect(drill.out).toContain('Nothing was kept')
    const restored = await there('restore', backup, '--json')
    expect(restored.code, restored.err).toBe(0)
    expect(json(restored)).toMatchObject({ verified: true, origin: expect.stringMatching(/\/2$/) })
    expect(json(await there('verify', '--json'))).toMatchObject({ ok: true, pending: 0 })
    expect((await there('token', 'create', '--name', 'x', '--role', 'administrator')).code).toBe(0)
    const again = await there('restore', backup)
    expect(again).toMatchObject({ code: 1, out: '', err: expect.stringContaining('There is a register here already') })
  })

  test('that is no backup is refused in one sentence, and no data folder is made', async () => {
    const { code, err } = await holdfast(['restore', room.path('password')], { HOLDFAST_DATA: room.path('unmade') })
    expect(code).toBe(1)
    expect(err.trim()).toBe('This file is damaged, or not a backup of Holdfast.')
    expect(existsSync(room.path('unmade'))).toBe(false)
  })
})

const seed = Buffer.alloc(32, 7)
const sources: Source[] = findBinaries({ source: 'system' }, ordinary, '/nowhere') ? ['system', 'npm'] : ['npm']

test.each(sources.flatMap((from) => sources.map((to) => [from, to] as const)))(
  'a register of the %s PostgreSQL is restored by the %s one',
  async (from, to) => {
    const file = room.path(`${from}-${to}`)
    const old = await openCluster(`${file}-old`, 'command', from)
    await migrate(old.ownerUrl)
    await openInstallation(old.ownerUrl, null)
    await smallRegister(old.appUrl)
    const before = connect(old.appUrl)
    await sequence(before, seed)
    await before.close()
    await backupTo(old.ownerUrl, file)
    await old.close()
    const fresh = await openCluster(`${file}-new`, 'command', to)
    const reader = BackupReader.open(file)
    const how = { seed: () => seed, trust: {}, despiteFindings: false, drill: false }
    expect(await restoreRegister(fresh.ownerUrl, 'holdfast_app', reader, await reader.header(), how)).toMatchObject({
      report: { ok: true, findings: [] },
    })
    const after = connect(fresh.appUrl)
    await after.pool.query(`update register.site set country = 'CH'`)
    await sequence(after, seed)
    expect(await verifyRegister(after, seed)).toMatchObject({ ok: true, pending: 0, findings: [] })
    await after.close()
    await fresh.close()
  },
)

test('a backup of an older migration is restored at that migration, then brought up to date', async () => {
  const file = room.path('older')
  const older = migrations().length - 1
  const old = await openCluster(`${file}-old`, 'command')
  await migrate(old.ownerUrl, undefined, older)
  const { id } = await openInstallation(old.ownerUrl, null)
  const before = connect(old.appUrl)
  await before.pool.query(`insert into register.site (id, name) values (gen_random_uuid(), 'Works')`)
  await sequence(before, seed)
  await before.close()
  await backupTo(old.ownerUrl, file)
  await old.close()
  const env = { HOLDFAST_DATA: `${file}-new` }
  const restored = await holdfast(['restore', file, '--json'], env)
  expect(restored.code, restored.err).toBe(0)
  expect(json(restored)).toMatchObject({ verified: true, origin: `${id}/2` })
  expect(json(await holdfast(['verify', '--json'], env))).toMatchObject({ ok: true, installation: id, entries: 3 })
})
