import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { listImports } from '../../src/imports/imports.operations.ts'
import { listActivity } from '../../src/ledger/ledger.operations.ts'
import { languages } from '../../src/words/words.ts'
import { journey } from './journey.ts'
import { admin, Clerk } from './register.ts'
import { type Arrival, desk, phone } from './visitor.ts'

/** Every page there is, as web.tsx lists them: in both languages, on both screens, in light and dark. */
const routes = readFileSync(path.join(import.meta.dirname, '../../src/web.tsx'), 'utf8')
const parents: Record<string, string> = {
  inside: '',
  ofAsset: '/assets/$id',
  ofPerson: '/people/$id',
  ofList: '/imports/$id',
}
const pages = [...routes.matchAll(/\{\s*\.\.\.(\w+),\s*path: '([^']+)'/g)].map(([, parent = '', own = '']) => {
  if (parents[parent] === undefined) throw new Error(`Where do the pages of ${parent} in web.tsx stand?`)
  return parents[parent] + own
})

const ids = { asset: '', person: '', change: '', list: '' }
const one = journey(async (program) => {
  await program.serve()
  const clerk = new Clerk(program)
  await clerk.setsUp({ sample: true })
  // The sample has one asset on its way to the administrator: every form about it has something to show.
  ids.asset = await clerk.asset('File server')
  ids.person = await clerk.finds('Jonas Weidlich')
  const people = program.file('people.csv', 'Name,E-mail\nLena Vogt,lena@holm.example\n,nobody@holm.example\n')
  expect((await program.run('import', 'people', people)).err).toBe('')
  ids.list = (await clerk.call(listImports, { query: {} })).items[0]!.id
  ids.change = (await clerk.call(listActivity, { query: { limit: 1 } })).items[0]!.change
})

test('the pages are found', () => expect(pages.length).toBeGreaterThan(25))

test.each<[string, Arrival]>([
  ['in English at a desk', { language: 'en', viewport: desk }],
  ['in German on a phone', { language: 'de', viewport: phone }],
])(
  'every page is clean %s',
  async (_, arrival) => {
    const visitor = await one.comes(arrival)
    await visitor.opens('/sign-in')
    await visitor.page.getByText(languages[arrival.language ?? 'en']).click()
    await visitor.signsIn(admin.email, admin.password)
    await visitor.reads(/Ada Brenner/)
    for (const page of pages) {
      await visitor.opens(
        page
          .replace('/assets/$id', `/assets/${ids.asset}`)
          .replace('/people/$id', `/people/${ids.person}`)
          .replace('/imports/$id', `/imports/${ids.list}`)
          .replace('$change', ids.change),
      )
      await visitor.arrived()
      await visitor.findsNothingWrong()
    }
    await visitor.opens('/nowhere')
    await visitor.reads('page.not_found')
    await visitor.findsNothingWrong()
    await visitor.leaves()
  },
  400_000,
)
