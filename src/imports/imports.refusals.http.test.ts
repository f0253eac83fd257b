import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../test/app.ts'
import { person } from '../../test/builders.ts'
import type { Person } from '../../test/client.ts'
import { bringIn, csv, map, rowsOf, run, upload } from '../../test/imports/lists.ts'
import { exportAssets, getAsset, listAssets } from '../assets/assets.operations.ts'
import { erasePerson, listPeople } from '../people/people.operations.ts'
import { getImport, importRows, mapImport, previewImport, runImport } from './imports.operations.ts'

let at: TestApp
let anna: Person
beforeAll(async () => {
  at = await testApp()
  anna = await person(at, 'employee', { name: 'Anna Weber' })
})
afterAll(() => at.close())

describe('who brings lists in', () => {
  test('HR brings people, not assets; who has no such role brings nothing', async () => {
    const [hr, keeper] = [await person(at, 'hr'), await person(at, 'it_operations')]
    const people = csv(['Personnel number', 'Name'], ['H9', 'Hugo New'])
    const assets = csv(['Tag', 'Name', 'Kind', 'Owner'], ['H-9', 'Hammer', 'Tool', 'Anna Weber'])
    expect((await bringIn(at, hr, 'people', people)).done.counts.added).toBe(1)
    await expect(upload(hr, 'assets', assets)).rejects.toMatchObject({ problem: { code: 'not_allowed' } })
    await expect(upload(anna, 'people', people)).rejects.toMatchObject({ problem: { code: 'not_allowed' } })
    const read = await upload(keeper, 'assets', assets)
    await map(keeper, read, { provisionalOwnerId: at.admin.id })
    expect(await hr.says(runImport, { params: { id: read.id } })).toBe('not_allowed')
    expect(
      await hr.says(mapImport, {
        params: { id: read.id },
        body: { columns: [], settings: read.settings, unclear: 'wait', provisionalOwnerId: null },
      }),
    ).toBe('not_allowed')
    expect(await anna.says(getImport, { params: { id: read.id } })).toBe('not_allowed')
    expect(await at.nobody.says(importRows, { params: { id: read.id }, query: {} })).toBe('not_signed_in')
  })

  test('an id that is no import’s is not found', async () => {
    for (const operation of [getImport, previewImport, runImport])
      expect(await at.admin.says(operation, { params: { id: anna.id } })).toBe('not_found')
  })
})

test('who is erased is erased from the lists that spoke of them', async () => {
  const { done, rows } = await bringIn(
    at,
    at.admin,
    'people',
    csv(['Personnel number', 'Name', 'Status', 'Manager'], ['E1', 'Erna Gone', 'inactive', 'Nobody Known']),
  )
  expect(rows[0]).toMatchObject({ outcome: 'added', cells: ['E1', 'Erna Gone', 'inactive', 'Nobody Known'] })
  await at.admin.call(erasePerson, { params: { id: rows[0]!.subjectId! }, body: { reason: 'asked for it' } })
  expect((await rowsOf(at.admin, done))[0]).toMatchObject({ cells: null, problems: [] })
  const kept = await at.database.pool.query(
    `select (select string_agg(i::text, '') from import_version i) || (select string_agg(r::text, '') from staging.import_row r) as everything`,
  )
  expect(kept.rows[0].everything).not.toContain('Erna')
})

describe('odd files', () => {
  const imports = async () =>
    (
      await at.database.pool.query(
        'select (select count(*) from import)::int as imports, (select count(*) from staging.import_row)::int as rows',
      )
    ).rows[0]

  test.each<[string, string | Buffer, string]>([
    ['nothing', '', 'sheet_unreadable'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'sheet_unreadable'],
    ['a quotation mark that never closes', `Tag,Name\n"${'x,\n'.repeat(200_000)}`, 'sheet_unreadable'],
    ['a thousand columns', Array.from({ length: 1000 }, (_, i) => `c${i}`).join(','), 'sheet_unreadable'],
    ['a cell of a megabyte', `Tag,Name\n1,${'x'.repeat(1_000_000)}`, 'sheet_unreadable'],
    ['more than a hundred thousand rows', `Tag,Name\n${'a,b\n'.repeat(100_001)}`, 'sheet_unreadable'],
    ['more than 50 MB', Buffer.alloc(50 * 1024 * 1024 + 1, 'a,b\n'), 'too_large'],
  ])('%s is refused, and nothing of it is kept', async (_, content, code) => {
    const before = await imports()
    await expect(upload(at.admin, 'assets', content)).rejects.toMatchObject({ problem: { code } })
    expect(await imports()).toEqual(before)
  })

  test('broken UTF-8 is read as what Windows writes, and told', async () => {
    const read = await upload(
      at.admin,
      'people',
      Buffer.from('Personnel number,Name\nU1,J\xf6rg M\xfcller\n', 'latin1'),
    )
    expect(read.warnings.map(({ code }) => code)).toEqual(['guessed_encoding'])
    await map(at.admin, read)
    await run(at, at.admin, read)
    expect((await at.admin.call(listPeople, { query: { q: 'Jörg' } })).items[0]?.name).toBe('Jörg Müller')
  })

  test.each([
    ['C:\\Users\\ada\\list.csv', 'list.csv'],
    ['../../etc/passwd', 'passwd'],
    ['/', 'list'],
  ])('a path is no name of a file: %s', async (path, name) => {
    expect((await upload(at.admin, 'people', csv(['Nr', 'Name'], ['1', 'x']), path)).fileName).toBe(name)
  })

  test('a formula is text, and harmless again in an export', async () => {
    await bringIn(
      at,
      at.admin,
      'assets',
      csv(
        ['Tag', 'Name', 'Kind', 'Owner', 'Notes'],
        ['F-1', '=HYPERLINK("http://evil.example","Press")', 'Machine', 'Anna Weber', '+1+1'],
      ),
    )
    const { items } = await at.admin.call(listAssets, { query: { q: 'HYPERLINK' } })
    const press = await at.admin.call(getAsset, { params: { id: items[0]!.id }, query: {} })
    expect(press).toMatchObject({ name: '=HYPERLINK("http://evil.example","Press")', notes: '+1+1' })
    const file = (await at.admin.call(exportAssets, { query: { format: 'csv', q: 'HYPERLINK' } })) as Buffer
    expect(file.toString()).toContain("'=HYPERLINK")
    expect(file.toString()).not.toMatch(/(^|[,"\n])=HYPERLINK/)
  })
})
