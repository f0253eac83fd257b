import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { csv } from '../imports/lists.ts'
import { journey } from './journey.ts'
import { admin, Clerk } from './register.ts'
import { phone, type Visitor } from './visitor.ts'

/** Somebody with a difficult list, on a phone and in German: choices last, waiting rows come in later. */
const one = journey(async (program) => {
  await program.serve()
  const clerk = new Clerk(program)
  await clerk.setsUp({ language: 'de' })
  await clerk.standsIn()
  const people = program.file('people.csv', csv(['Personnel number', 'Name'], ['1', 'Petra Hollmann']))
  expect((await program.run('import', 'people', people)).code).toBe(0)
})
let ada: Visitor
const field = (column: string) => ada.field(ada.say('import.read_as_of', { column }))
/** Chooses, and waits until it is kept. */
const chooses = async (choice: Locator, value: string) => {
  const kept = ada.page.waitForResponse((response) => response.url().endsWith('/mapping') && response.ok())
  await choice.selectOption(value)
  await kept
}
const count = (outcome: string, n: number) =>
  ada.sees(
    ada.page
      .getByText(ada.say(outcome), { exact: true })
      .locator('xpath=following-sibling::dd')
      .getByText(String(n), { exact: true }),
  )

test('the columns of a list are proposed, the reason beside each', async () => {
  ada = await one.comes({ language: 'de', viewport: phone })
  await ada.opens('/imports')
  await ada.signsIn(admin.email, admin.password)
  await ada.reads('import.title')
  await ada.follows('import.new')
  await ada.reads('import.new')
  await ada.field('import.assets').check()
  await ada.findsNothingWrong()
  const [dialogue] = await Promise.all([ada.page.waitForEvent('filechooser'), ada.presses('import.choose_file')])
  await dialogue.setFiles(
    one.program.file(
      'werkzeug.csv',
      csv(
        ['Inventarnummer', 'Bezeichnung', 'Spitzname', 'Kategorie', 'Verantwortlicher'],
        ['Z-1', 'Zange', 'Zwick', 'Beißwerk', 'Petra Hollmann'],
        ['Z-2', 'Säge', 'Zahn', 'Beißwerk', 'Frieda Neu'],
      ),
    ),
  )
  await ada.reads('werkzeug.csv')
  expect(await field('Inventarnummer').inputValue()).toBe('tag')
  expect(await field('Verantwortlicher').inputValue()).toBe('owner.name')
  await ada.sees('import_reason.unknown')
  await ada.findsNothingWrong()
})

test('a field is read from one column: choosing it for another leaves the first out', async () => {
  await chooses(field('Spitzname'), 'name')
  await expect.poll(() => field('Bezeichnung').inputValue()).toBe('')
  await ada.page.reload()
  await ada.reads('werkzeug.csv')
  expect([await field('Bezeichnung').inputValue(), await field('Spitzname').inputValue()]).toEqual(['', 'name'])
  await chooses(field('Bezeichnung'), 'name')
  await expect.poll(() => field('Spitzname').inputValue()).toBe('')
})

test('a word that means nothing here is given its meaning, and keeps it', async () => {
  const word = ada.say('import.means_of', { word: 'Beißwerk', field: ada.say('field.kind') })
  await chooses(ada.field(word), 'tool')
  await expect.poll(() => ada.field(word).inputValue()).toBe('tool')
  await ada.page.reload()
  await ada.reads('werkzeug.csv')
  expect(await ada.field(word).inputValue()).toBe('tool')
  await ada.findsNothingWrong()
})

test('the preview says what would happen, and what then happens is that', async () => {
  await ada.follows('import.to_preview')
  await ada.reads('import.preview')
  await count('import.added', 1)
  await count('import.waiting', 1)
  await ada.sees(/Frieda Neu.*keine Person des Registers/)
  await ada.findsNothingWrong()
  await ada.presses(ada.say('import.run', { count: 2 }))
  await ada.sees(ada.the('link', 'import.to_assets'))
  await count('import.added', 1)
  await count('import.waiting', 1)
  await ada.findsNothingWrong()
})

test('who opens the address later sees the same, and the row comes in once its owner is known', async () => {
  const people = one.program.file('more.csv', csv(['Personnel number', 'Name'], ['2', 'Frieda Neu']))
  expect((await one.program.run('import', 'people', people)).code).toBe(0)
  await ada.page.reload()
  await ada.presses(ada.say('import.again', { count: 1 }))
  await count('import.added', 2)
  await count('import.waiting', 0)
  await ada.field('import.show').selectOption('all')
  await ada.sees(ada.the('row', /Zeile 3/))
  await ada.page
    .getByRole('link', { name: ada.say('import.open_asset') })
    .last()
    .click()
  await ada.seesOwner('Frieda Neu')
  await ada.leaves()
})
