import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { csv } from '../test/imports/lists.ts'
import { Program } from '../test/journeys/program.ts'

const people = csv(
  ['Personnel number', 'Name', 'E-mail'],
  ['1', 'Anna Weber', 'anna@example.org'],
  ['', 'No Number', ''],
)
const assets = csv(
  ['Tag', 'Name', 'Kind', 'Owner', 'Colour'],
  ['C-1', 'Crane', 'Machine', 'anna@example.org', 'red'],
  ['C-2', 'Cart', 'Machine', 'Maintenance', 'red'],
)
let program: Program
beforeAll(async () => {
  program = await Program.inEmptyFolder()
  const password = program.file('password', 'correct horse battery')
  const said = await program.run(
    'setup',
    '--organisation',
    'Test Works',
    '--admin-email',
    'ada@example.org',
    '--admin-name',
    'Ada Admin',
    '--password-file',
    password,
  )
  expect(said.code, said.err).toBe(0)
})
afterAll(() => program.remove())

/** What it answers to a machine, with its exit code. */
async function answer(...args: string[]) {
  const { code, out, err } = await program.run('import', ...args, '--json')
  return { code, err, ...JSON.parse(out || '{}') }
}
const counts = { added: 0, changed: 0, same: 0, waiting: 0, refused: 0 }

describe('lists on the command line', () => {
  test('people come in without a running server, with every row that did not', async () => {
    expect(await answer('people', program.file('people.csv', people))).toMatchObject({
      code: 0,
      counts: { ...counts, added: 1, refused: 1 },
      rows: [{ line: 3, outcome: 'refused', reasons: [expect.stringMatching(/^Nothing tells this person/)] }],
    })
  })

  test('a dry run says what would happen and keeps nothing', async () => {
    const file = program.file('assets.csv', assets)
    const said = await answer('assets', file, '--dry-run')
    expect(said).toMatchObject({ code: 0, counts: { ...counts, added: 1, waiting: 1 } })
    expect(said.columns.at(-1)).toMatchObject({ name: 'Colour', field: null })
    expect(await answer('assets', file, '--dry-run')).toMatchObject({ counts: said.counts })
  })

  test('assets wait for somebody who agrees to be the provisional owner', async () => {
    const file = program.file('assets.csv', assets)
    expect(await answer('assets', file)).toMatchObject({
      code: 1,
      message: expect.stringContaining('--accept-provisional'),
    })
    expect(await answer('assets', file, '--accept-provisional')).toMatchObject({
      code: 0,
      counts: { ...counts, added: 1, waiting: 1 },
    })
  })

  test('beside a running server it is the same, and a second time nothing changes', async () => {
    await program.serve()
    const file = program.file('assets.csv', assets)
    expect(await answer('assets', file, '--unclear', 'register')).toMatchObject({
      code: 0,
      counts: { ...counts, added: 1, same: 1 },
    })
    expect(await answer('assets', file, '--unclear', 'register')).toMatchObject({
      code: 0,
      counts: { ...counts, same: 2 },
    })
    expect(await program.stop()).toBe(0)
  })

  test('to a person it speaks in sentences', async () => {
    const { out } = await program.run('import', 'assets', program.file('assets.csv', assets), '--dry-run')
    expect(out).toContain('Colour: left out (Left out: so it was chosen for this heading before.)')
    expect(out).toContain('It would be: 0 added, 0 changed, 2 same, 0 waiting, 0 refused. Nothing was changed.')
  })

  test.each<[string, number, string[], RegExp]>([
    ['a list of something else', 2, ['machines', 'assets.csv'], /There is no list of machines/],
    ['a column that is not there', 2, ['people', 'people.csv', '--map', 'Shoe size=name'], /no column Shoe size/],
    ['a field that is not there', 2, ['people', 'people.csv', '--map', 'Name=shoeSize'], /shoeSize is no field/],
    ['a kind that is not there', 2, ['assets', 'assets.csv', '--kind', 'spaceship'], /spaceship is no kind/],
    ['a currency that is none', 2, ['assets', 'assets.csv', '--currency', 'euro'], /--currency is euro/],
    ['an order of dates that is none', 2, ['assets', 'assets.csv', '--dates', 'ymd'], /--dates is ymd/],
    ['another wish for rows without an owner', 2, ['assets', 'assets.csv', '--unclear', 'drop'], /--unclear is drop/],
    ['a file that is not there', 1, ['people', 'nothing.csv'], /There is no file/],
    ['an empty file', 1, ['people', 'empty.csv'], /The file is empty/],
    ['a picture', 1, ['people', 'picture.png'], /not a list/],
    ['a column too few', 1, ['people', 'people.csv', '--map', 'Name=-'], /No column says name/],
    ['somebody whom nobody knows', 1, ['people', 'people.csv', '--for', 'nobody@example.org'], /Nobody here has/],
    ['somebody who may not', 1, ['people', 'people.csv', '--for', 'anna@example.org'], /Anna Weber has no role/],
  ])('%s ends with exit code %i and the reason', async (_, code, args, reason) => {
    program.file('people.csv', people)
    program.file('empty.csv', '')
    program.file('picture.png', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'))
    const said = await program.run('import', ...args)
    expect(said).toMatchObject({ code, out: '' })
    expect(said.err).toMatch(reason)
  })
})
