import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../test/app.ts'
import { person } from '../../test/builders.ts'
import type { Person } from '../../test/client.ts'
import { bringIn, csv, map, previewOf, rowsOf, run, upload } from '../../test/imports/lists.ts'
import { getAsset, listAssets } from '../assets/assets.operations.ts'
import { listFinds } from '../assets/owner-unclear.operations.ts'
import { listPeople } from '../people/people.operations.ts'
import { getImport, listImports, mapImport, previewImport, runImport } from './imports.operations.ts'

let at: TestApp
let anna: Person
let bert: Person
beforeAll(async () => {
  at = await testApp()
  anna = await person(at, 'employee', { name: 'Anna Weber' })
  bert = await person(at, 'employee', { name: 'Bert Kurz' })
})
afterAll(() => at.close())

const assetNamed = async (name: string) => {
  const { items } = await at.admin.call(listAssets, { query: { q: name } })
  return await at.admin.call(getAsset, { params: { id: items[0]!.id }, query: {} })
}
const personNamed = async (q: string) => (await at.admin.call(listPeople, { query: { q } })).items[0]!

describe('a list on its way in', () => {
  test('is read, mapped, previewed and run; the run does what the preview said', async () => {
    const { done, expected, rows } = await bringIn(
      at,
      at.admin,
      'assets',
      csv(
        ['Inventory number', 'Name', 'Category', 'Verantwortlicher', 'Ausgegeben an', 'Favourite colour'],
        ['L-1', 'Lathe', 'Machine', 'Anna Weber', 'Bert Kurz', 'red'],
        ['L-2', 'Mill', 'Machine', 'IT', '', 'blue'],
        ['', 'Nothing', 'Machine', 'Anna Weber', '', 'red'],
        ['L-1', 'Lathe again', 'Machine', 'Anna Weber', '', 'red'],
      ),
    )
    expect(done.columns.map(({ name, field, reason }) => [name, field, reason])).toEqual([
      ['Inventory number', 'tag', 'heading'],
      ['Name', 'name', 'heading'],
      ['Category', 'kind', 'heading'],
      ['Verantwortlicher', 'owner.name', 'heading'],
      ['Ausgegeben an', 'holder.name', 'heading'],
      ['Favourite colour', null, 'unknown'],
    ])
    expect(done).toMatchObject({ state: 'done', lines: 4, done: 4, counts: { added: 1, waiting: 1, refused: 2 } })
    expect(done.counts).toEqual(expected.counts)
    expect(rows.map(({ line, outcome, problems }) => [line, outcome, problems[0]?.message])).toEqual([
      [2, 'added', undefined],
      [3, 'waiting', '"IT" is no person of the register.'],
      [4, 'refused', 'Nothing tells this row from others: no tag and no serial number.'],
      [5, 'refused', 'Line 2 already says this about the same one.'],
    ])
    const lathe = await assetNamed('Lathe')
    expect(lathe).toMatchObject({
      id: rows[0]!.subjectId,
      tag: 'L-1',
      owner: { id: anna.id, stated: true },
      holder: { person: { id: bert.id } },
    })
    expect(await at.broken()).toEqual([])
  })

  test('keeps the cells of rows that want a second look, and of no others', async () => {
    const { rows } = await bringIn(
      at,
      at.admin,
      'people',
      csv(['Personnel number', 'Name'], ['C1', 'Cora Kell'], ['', 'No Number']),
    )
    expect(rows.map(({ cells }) => cells)).toEqual([null, ['', 'No Number']])
  })

  test('twice changes nothing but its own records', async () => {
    const people = csv(
      ['Personnel number', 'Name', 'E-mail', 'Manager number', 'Department'],
      ['T1', 'Tilda One', 't1@example.org', 'T2', 'Tooling'],
      ['T2', 'Theo Two', 't2@example.org', '', 'Tooling'],
    )
    const assets = csv(
      [
        'Tag',
        'Name',
        'Kind',
        'Owner e-mail',
        'User',
        'Manufacturer',
        'Model',
        'Location',
        'Parent',
        'Price',
        'Purchase date',
        'Zone',
      ],
      [
        'T-1',
        'Line',
        'Machine',
        't1@example.org',
        'Theo Two',
        'Acme',
        'X1',
        'Hall 1',
        '',
        '1.200,50',
        '31.12.2024',
        'Z1',
      ],
      ['T-2', 'Drive', 'Sensor', 'nobody@example.org', '', 'Acme', 'X2', 'Hall 1', 'T-1', '80,00', '30.12.2024', ''],
    )
    const bring = async () => {
      await bringIn(at, at.admin, 'people', people)
      return await bringIn(at, at.admin, 'assets', assets, { settings: { currency: 'EUR' }, unclear: 'register' })
    }
    expect((await bring()).done.counts).toMatchObject({ added: 2 })
    const before = await registerEntries()
    const { done, expected } = await bring()
    expect(done.counts).toMatchObject({ added: 0, changed: 0, same: 2, waiting: 0, refused: 0 })
    expect(expected.counts).toEqual(done.counts)
    expect(await registerEntries()).toBe(before)
  })

  test('finds managers who come later in the file, and parts whose whole comes later', async () => {
    await bringIn(
      at,
      at.admin,
      'people',
      csv(['Personnel number', 'Name', 'Manager number'], ['M1', 'Mara Early', 'M2'], ['M2', 'Max Boss', '']),
    )
    const mara = await personNamed('Mara Early')
    expect(mara.manager?.name).toBe('Max Boss')
    await bringIn(
      at,
      at.admin,
      'assets',
      csv(
        ['Tag', 'Name', 'Kind', 'Owner', 'Parent'],
        ['M-1', 'Wheel', 'Machine', 'Anna Weber', 'M-2'],
        ['M-2', 'Whole', 'Machine', 'Anna Weber', ''],
      ),
    )
    expect((await assetNamed('Wheel')).parent?.name).toBe('Whole')
  })

  test('that gives only another manager, or another whole, changes them, and the preview says so', async () => {
    const people = (manager: string) =>
      csv(
        ['Personnel number', 'Name', 'Manager number'],
        ['N1', 'Nora Next', manager],
        ['N2', 'Nick Boss', ''],
        ['N3', 'Nina Boss', ''],
      )
    await bringIn(at, at.admin, 'people', people('N2'))
    const { done, expected } = await bringIn(at, at.admin, 'people', people('N3'))
    expect([done.counts.changed, expected.counts]).toEqual([1, done.counts])
    expect((await personNamed('Nora Next')).manager?.name).toBe('Nina Boss')
    const assets = (whole: string) =>
      csv(
        ['Tag', 'Name', 'Kind', 'Owner', 'Parent'],
        ...['N-1', 'N-2', 'N-3'].map((tag, i) => [tag, `Node ${i}`, 'Machine', 'Anna Weber', i === 0 ? whole : '']),
      )
    await bringIn(at, at.admin, 'assets', assets('N-2'))
    const moved = await bringIn(at, at.admin, 'assets', assets('N-3'))
    expect([moved.done.counts.changed, moved.expected.counts]).toEqual([1, moved.done.counts])
    expect((await assetNamed('Node 0')).parent?.name).toBe('Node 2')
  })

  test('whose parts are parts of each other comes in, and says where it cannot be', async () => {
    const { done, rows } = await bringIn(
      at,
      at.admin,
      'assets',
      csv(
        ['Tag', 'Name', 'Kind', 'Owner', 'Parent'],
        ['R-1', 'Ring 1', 'Machine', 'Anna Weber', 'R-2'],
        ['R-2', 'Ring 2', 'Machine', 'Anna Weber', 'R-1'],
        ['R-3', 'Ring 3', 'Machine', 'Anna Weber', 'R-9'],
      ),
    )
    expect(done).toMatchObject({ state: 'done', counts: { added: 3 } })
    expect(rows.flatMap(({ problems }) => problems.map(({ code }) => code))).toEqual([
      'parent_in_circle',
      'parent_unknown',
    ])
  })

  test('is started by two at once and done once', async () => {
    const read = await upload(
      at.admin,
      'people',
      csv(['Personnel number', 'Name'], ['D1', 'Dora Double'], ['D2', 'Dirk Double']),
    )
    await map(at.admin, read)
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => at.admin.says(runImport, { params: { id: read.id } })),
    )
    expect(new Set(answers)).toEqual(new Set(['done']))
    await Promise.all([run(at, at.admin, read), run(at, at.admin, read), run(at, at.admin, read)])
    expect(await at.admin.call(getImport, { params: { id: read.id } })).toMatchObject({
      state: 'done',
      counts: { added: 2 },
    })
    expect((await at.admin.call(listPeople, { query: { q: 'Double' } })).items).toHaveLength(2)
  })

  test('is listed with its counts and remembered: the same headings are read as they were chosen', async () => {
    const content = csv(['Nr', 'Wer', 'Haus'], ['H1', 'Hanna Haus', 'Nord'])
    const first = await upload(at.admin, 'people', content, 'hr.csv')
    await map(at.admin, first, { columns: { Nr: 'personnelNumber', Wer: 'name', Haus: 'site' } })
    await run(at, at.admin, first)
    const again = await upload(at.admin, 'people', content)
    expect(again.columns.map(({ field, reason }) => [field, reason])).toEqual([
      ['personnelNumber', 'remembered'],
      ['name', 'remembered'],
      ['site', 'remembered'],
    ])
    const { items } = await at.admin.call(listImports, { query: {} })
    expect(items.find(({ id }) => id === first.id)).toMatchObject({
      fileName: 'hr.csv',
      kind: 'people',
      counts: { added: 1 },
    })
  })
})

describe('rows without a known owner', () => {
  const list = (owner: string) => csv(['Tag', 'Name', 'Kind', 'Owner'], ['W-1', 'Welder', 'Machine', owner])

  test('wait until the person is known, then come in', async () => {
    const { done, expected } = await bringIn(at, at.admin, 'assets', list('Wanda Late'))
    expect([done.counts.waiting, expected.counts.waiting]).toEqual([1, 1])
    await bringIn(at, at.admin, 'people', csv(['Personnel number', 'Name'], ['W1', 'Wanda Late']))
    expect((await previewOf(at.admin, done)).counts).toMatchObject({ added: 1, waiting: 0 })
    expect((await run(at, at.admin, done)).counts).toMatchObject({ added: 1, waiting: 0 })
    expect((await assetNamed('Welder')).owner?.name).toBe('Wanda Late')
    expect(await rowsOf(at.admin, done, { remarks: 'true' })).toEqual([])
  })

  test('are registered with the provisional owner and a find, when it was chosen so', async () => {
    const { done } = await bringIn(
      at,
      at.admin,
      'assets',
      csv(['Tag', 'Name', 'Kind', 'Owner'], ['W-2', 'Grinder', 'Machine', 'Maintenance']),
      { unclear: 'register' },
    )
    expect(done.counts.added).toBe(1)
    const grinder = await assetNamed('Grinder')
    expect(grinder).toMatchObject({
      owner: { id: at.admin.id, stated: false },
      ownerUnclear: true,
      find: { stated: 'Maintenance' },
    })
    const finds = await at.admin.call(listFinds, { query: {} })
    expect(finds.items.map(({ asset }) => asset.tag)).toContain('W-2')
    expect(await at.broken()).toEqual([])
  })

  test('need a provisional owner who has agreed', async () => {
    const read = await upload(at.admin, 'assets', list('IT'))
    expect(
      await at.admin.says(runImport, { params: { id: (await map(at.admin, read, { provisionalOwnerId: null })).id } }),
    ).toBe('provisional_owner_missing')
    const body = { columns: [], settings: read.settings, unclear: 'wait' as const, provisionalOwnerId: anna.id }
    expect(await at.admin.says(mapImport, { params: { id: read.id }, body })).toBe('provisional_owner_missing')
  })
})

describe('words and choices', () => {
  test('words that mean nothing here are told with their field, and count once they are given a meaning', async () => {
    const read = await upload(
      at.admin,
      'assets',
      csv(
        ['Tag', 'Name', 'Kind', 'Status', 'Owner'],
        ['V-1', 'Vise', 'Gizmo', 'Snoozing', 'Anna Weber'],
        ['V-2', 'Vat', 'Gizmo', 'in use', 'Anna Weber'],
      ),
    )
    await map(at.admin, read)
    expect((await previewOf(at.admin, read)).words).toEqual([
      { word: 'Gizmo', field: 'kind', rows: 2 },
      { word: 'Snoozing', field: 'status', rows: 1 },
    ])
    await map(at.admin, read, { settings: { meanings: { kind: { Gizmo: 'tool' }, status: { Snoozing: 'stored' } } } })
    expect(await previewOf(at.admin, read)).toMatchObject({ counts: { added: 2 }, words: [] })
    await run(at, at.admin, read)
    expect(await assetNamed('Vise')).toMatchObject({ kind: 'tool', status: 'stored' })
  })

  test.each([
    ['a field for two columns', { columns: { Name: 'tag' } }],
    ['a field of the other kind of list', { columns: { Name: 'jobTitle' } }],
    ['a field of no kind of asset', { columns: { Name: 'field:nothing' } }],
    ['a kind that does not exist', { settings: { kind: 'spaceship' } }],
  ])('%s is refused', async (_, choice) => {
    const read = await upload(at.admin, 'assets', csv(['Tag', 'Name', 'Kind'], ['V-3', 'x', 'Machine']))
    await expect(map(at.admin, read, choice)).rejects.toMatchObject({ problem: { code: 'bad_input' } })
    expect((await at.admin.call(getImport, { params: { id: read.id } })).columns).toEqual(read.columns)
  })

  test('a list without what every row needs says so and is not run', async () => {
    const read = await upload(at.admin, 'people', csv(['Colour', 'Size'], ['red', 'XL']))
    expect(read.missing).toEqual(['name', 'personnelNumber'])
    expect(await at.admin.says(previewImport, { params: { id: read.id } })).toBe('import_not_mapped')
    expect(await at.admin.says(runImport, { params: { id: read.id } })).toBe('import_not_mapped')
  })
})

/** Entries of the ledger about anything but imports themselves. */
async function registerEntries(): Promise<number> {
  const { rows } = await at.database.pool.query(
    `select count(*)::int as entries from ledger.entry where bytes::jsonb ->> 'table' not in ('import', 'token', 'role_grant')`,
  )
  return rows[0].entries
}
