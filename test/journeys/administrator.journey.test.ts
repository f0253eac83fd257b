import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { journey } from './journey.ts'
import { admin, password } from './register.ts'
import type { Visitor } from './visitor.ts'

/** Who sets it up: from an empty folder to a list that people are asked to accept. */
const one = journey((program) => program.serve())
let ada: Visitor

test('until the register is set up, every address leads to the first question', async () => {
  ada = await one.comes()
  for (const address of ['/', '/assets', '/people/new', '/sign-in', '/nowhere']) {
    await ada.opens(address)
    await ada.reads('setup.title_language')
    expect(ada.address).toBe('/setup')
  }
  await ada.findsNothingWrong()
})

test('five questions, one at a time, with the language of the first', async () => {
  await ada.page.getByRole('main').getByLabel('Deutsch').click()
  await ada.sees('Welche Sprache?')
  await ada.findsNothingWrong()
  await ada.page.getByRole('main').getByLabel('English').click()
  await ada.presses('action.next')
  await ada.reads('setup.title_organisation')
  await ada.findsNothingWrong()
  await ada.fills('field.organisation', 'Holm Werke')
  await ada.presses('action.next')
  await ada.reads('setup.title_admin')
  await ada.findsNothingWrong()
})

test('a short password does not get past its question', async () => {
  await ada.fills('field.name', admin.name)
  await ada.fills('field.email', 'ada@holm')
  await ada.fills('field.password', 'short')
  await ada.presses('action.next')
  await ada.sees(ada.page.locator('input[type=password]:invalid'))
  await ada.reads('setup.title_admin')
  await ada.fills('field.password', admin.password)
  await ada.presses('action.next')
  await ada.reads('setup.title_mail')
  await ada.findsNothingWrong()
  await ada.presses('action.next')
  await ada.reads('setup.title_sample')
  await ada.findsNothingWrong()
})

test('a wrong address leads back to its question, with every other answer as it was', async () => {
  await ada.presses('setup.finish')
  await ada.reads('setup.title_admin')
  await ada.sees('form.wrong')
  await ada.findsNothingWrong()
  expect(await ada.field('field.name').inputValue()).toBe(admin.name)
  await ada.fills('field.email', admin.email)
  for (const next of ['action.next', 'action.next', 'setup.finish']) await ada.presses(next)
  await ada.reads(ada.say('home.title', { name: admin.name }))
  await ada.sees('Holm Werke')
  await ada.findsNothingWrong()
})

test('afterwards nobody can set it up again', async () => {
  const late = await one.comes()
  await late.opens('/setup')
  await late.reads('sign_in.title')
  await late.leaves()
})

const people = [
  'Personnel number,Given name,Family name,E-mail,Department,Line manager,Parking lot',
  '101,Petra,Hollmann,petra@holm.example,Management,,12',
  '102,Jonas,Weidlich,jonas@holm.example,IT,Petra Hollmann,',
  '103,Marek,Zając,marek@holm.example,Logistics,Jonas Weidlich,',
]
const wrenches = Array.from({ length: 52 }, (_, n) => `Torque wrench ${n + 1},Tool,TW-${n + 1},jonas@holm.example,`)
const assets = [
  'Name,Kind,Serial number,Owner,Checked out to',
  'Bench drill,Machine,BD-1,jonas@holm.example,',
  'Shift notebook,Notebook,NB-7,petra@holm.example,Marek Zając',
  'Gate scanner,Hand scanner,GS-3,Maintenance,Marek Zając',
  ...wrenches,
]

/** Says what is in a file and gives it, as a person does with the file dialogue. */
async function brings(kind: string, name: string, content: string | Buffer): Promise<void> {
  await ada.opens('/imports/new')
  await ada.reads('import.new')
  await ada.field(kind).check()
  const [dialogue] = await Promise.all([ada.page.waitForEvent('filechooser'), ada.presses('import.choose_file')])
  await dialogue.setFiles(one.program.file(name, content))
}

test('a file that is no list is refused with the reason, and the next one is taken', async () => {
  await ada.follows('nav.imports')
  await ada.reads('import.title')
  await ada.findsNothingWrong()
  await brings('import.people', 'empty.csv', '')
  await ada.sees('refusal.sheet_unreadable')
  await ada.findsNothingWrong()
  await brings('import.people', 'people.csv', people.join('\n'))
  await ada.reads('people.csv')
  await ada.sees(ada.row('Parking lot'))
  expect(await ada.field(ada.say('import.read_as_of', { column: 'Parking lot' })).inputValue()).toBe('')
  await ada.findsNothingWrong()
})

test('people come in with their line managers', async () => {
  await ada.follows('import.to_preview')
  await ada.reads('import.preview')
  await ada.findsNothingWrong()
  await ada.the('button', ada.say('import.run', { count: 3 })).dblclick()
  await ada.reads('import.result')
  await ada.sees(ada.the('link', 'import.to_people'))
  await ada.findsNothingWrong()
  await ada.follows('import.to_people')
  await ada.sees(ada.row(/Marek Zając.*Logistics.*Jonas Weidlich/))
  await ada.sees(ada.say('list.total', { total: 4 }))
})

test('assets are read with their owners; “checked out to” is only who has it in hand', async () => {
  await brings('import.assets', 'assets.csv', assets.join('\n'))
  await ada.reads('assets.csv')
  await ada.sees(ada.row('Checked out to'))
  expect(await ada.field(ada.say('import.read_as_of', { column: 'Owner' })).inputValue()).toMatch(/^owner\./)
  expect(await ada.field(ada.say('import.read_as_of', { column: 'Checked out to' })).inputValue()).toMatch(/^holder\./)
  await ada.findsNothingWrong()
})

test('nothing is run before somebody agrees in words to stand in', async () => {
  await ada.follows('import.to_preview')
  await ada.sees('import.needs_provisional')
  await ada.follows('import.step_columns')
  await ada.page.getByRole('checkbox').check()
  await ada.presses('import.become_action')
  await ada.page.getByRole('option', { name: admin.name, selected: true }).waitFor({ state: 'attached' })
  await ada.follows('import.to_preview')
  await ada.sees(ada.row(/Gate scanner.*Maintenance/))
  await ada.findsNothingWrong()
})

test('a row whose owner is nobody waits in the result with its reason', async () => {
  await ada.the('button', ada.say('import.run', { count: 55 })).click()
  await ada.sees(ada.the('link', 'import.to_assets'))
  await ada.reads('import.rows')
  await ada.sees(ada.row('Gate scanner').getByText(/“Maintenance”/))
  await ada.findsNothingWrong()
  await ada.follows('import.to_assets')
  await ada.sees(ada.say('list.total', { total: 54 }))
})

test('bringing the same list in again changes nothing', async () => {
  await brings('import.assets', 'again.csv', assets.join('\n'))
  await ada.reads('again.csv')
  await ada.follows('import.to_preview')
  await ada.sees(ada.page.getByRole('definition').filter({ hasText: /^54$/ }))
})

test('the list is searched, filtered, paged and taken along', async () => {
  await ada.opens('/assets')
  await ada.reads('assets.title')
  await ada.presses('list.next')
  await ada.sees('Torque wrench 9')
  await ada.findsNothingWrong()
  await ada.presses('list.previous')
  await ada.sees('Bench drill')
  await ada.page.getByLabel(ada.say('assets.search')).fill('NB-7')
  await ada.sees(ada.say('list.total', { total: 1 }))
  expect(ada.address).toBe('/assets?q=NB-7')
  await ada.follows('Shift notebook')
  await ada.seesOwner('Petra Hollmann')
  await ada.sees(/Marek Zając, since/)
  await ada.page.goBack()
  await ada.sees(ada.say('list.total', { total: 1 }))
  await ada.presses('filter.clear')
  await ada.presses(ada.say('filter.title', { count: 0 }))
  await ada.page.getByLabel(ada.say('field.kind'), { exact: true }).selectOption('machine')
  await ada.sees(ada.say('list.total', { total: 1 }))
  await ada.findsNothingWrong()
  const file = await ada.downloads(() => ada.presses(ada.say('assets.export_as', { format: 'CSV' })))
  const taken = readFileSync(await file.path(), 'utf8')
  expect(taken).toContain('Bench drill')
  expect(taken).not.toContain('Shift notebook')
})

test('an owner is given a sign-in and finds what was named theirs', async () => {
  await ada.follows('nav.people')
  await ada.follows('Petra Hollmann')
  await ada.follows('person.sign_in')
  await ada.reads('person.sign_in')
  expect(await ada.field('field.email').inputValue()).toBe('petra@holm.example')
  await ada.fills('field.password', password)
  await ada.presses('action.save')
  await ada.sees('notice.saved')
  const petra = await one.comes()
  await petra.opens('/inbox')
  await petra.signsIn('petra@holm.example', password)
  await petra.sees(petra.the('article', /Shift notebook/))
  await petra.leaves()
  await ada.leaves()
})
