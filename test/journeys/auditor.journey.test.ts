import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { journey } from './journey.ts'
import { addressOf, admin, Clerk, password } from './register.ts'
import type { Visitor } from './visitor.ts'

/** The external auditor: who was accountable back then, in which words, and did nobody rewrite it. */
const one = journey(async (program) => {
  const passwordFile = program.file('password', admin.password)
  const named = ['--organisation', 'Holm Werke', '--admin-name', admin.name, '--admin-email', admin.email]
  const year = ['--sample-clock', '--at', new Date(Date.now() - 365 * 86_400_000).toISOString()]
  expect(await program.run('setup', ...named, '--password-file', passwordFile, ...year)).toMatchObject({ code: 0 })
  expect(await program.run('sample')).toMatchObject({ code: 0 })
  await program.serve()
  const clerk = new Clerk(program)
  await clerk.signsIn()
  await clerk.adds('Vera Lindqvist', ['auditor'])
})
const [before, after] = ['Hakan Demirel', 'Sabine Rautenberg']
const taken = 'I accept A-00001 (Press line 1 controller). From now on I am the one person accountable for it.'
let auditor: Visitor
let past = ''

test('an auditor sees the inventory and who answers for each asset, and may change nothing', async () => {
  auditor = await one.comes()
  await auditor.opens('/assets')
  await auditor.signsIn(addressOf('Vera Lindqvist'), password)
  await auditor.reads('assets.title')
  await auditor.findsNothingWrong()
  expect(await auditor.the('link', 'assets.register').count()).toBe(0)
  await auditor.follows('Press line 1 controller')
  await auditor.reads('timeline.title')
  await auditor.seesOwner(after)
  expect(await auditor.the('link', 'action.edit').count()).toBe(0)
})

test('the timeline shows who accepted, when, in which words', async () => {
  await auditor.sees(auditor.say('timeline.accepted', { person: after, from: before }))
  await auditor.sees(auditor.page.getByRole('blockquote').getByText(taken))
  await auditor.sees(auditor.row(new RegExp(`${before}.*${auditor.say('owners.accepted')}`)))
  await auditor.findsNothingWrong()
})

test('the time bar leads back to before the hand-over, unmistakably, on the page and on the list', async () => {
  await auditor.presses('time.now')
  await auditor.fills('time.effective', new Date(Date.now() - 300 * 86_400_000).toISOString().slice(0, 16))
  await auditor.findsNothingWrong()
  await auditor.presses('time.show')
  await auditor.sees('time.past')
  await auditor.seesOwner(before)
  await auditor.sees(auditor.row(before).getByText(auditor.say('owners.open_then')))
  await auditor.findsNothingWrong()
  past = auditor.address
  await auditor.follows('assets.title')
  await auditor.reads('assets.title')
  await auditor.sees('time.past')
  await auditor.sees(auditor.row(new RegExp(`Press line 1 controller.*${before}`)))
  await auditor.findsNothingWrong()
})

test('the address shows the same past to whoever is given it, and one key leads back to now', async () => {
  const colleague = await one.comes()
  await colleague.opens(past)
  await colleague.signsIn(addressOf('Vera Lindqvist'), password)
  await colleague.sees('time.past')
  await colleague.seesOwner(before)
  await colleague.strikes('Escape')
  await colleague.seesOwner(after)
  expect(await colleague.the('region', 'time.banner').count()).toBe(0)
  await colleague.leaves()
})

test('the list as it was can be taken along', async () => {
  const file = await auditor.downloads(() => auditor.presses(auditor.say('assets.export_as', { format: 'CSV' })))
  expect(readFileSync(await file.path(), 'utf8')).toMatch(new RegExp(`Press line 1 controller.*${before}`))
})

test('every change is in the activity, down to the bytes and their proof', async () => {
  await auditor.strikes('Escape')
  await auditor.follows('nav.activity')
  await auditor.reads('activity.title')
  await auditor.findsNothingWrong()
  await auditor.follows('operation.transfer.decline')
  await auditor.reads('operation.transfer.decline')
  await auditor.sees('I only drive past it.')
  await auditor.the('button', 'change.prove').first().click()
  await auditor.sees('change.root')
  await auditor.findsNothingWrong()
})

test('the whole record is taken along and checked in a shell, without the server', async () => {
  await auditor.opens('/ledger')
  await auditor.reads('ledger.title')
  await auditor.sees('ledger.pending_none')
  await auditor.findsNothingWrong()
  const file = await auditor.downloads(() => auditor.presses('ledger.download'))
  const record = one.program.file('record.ndjson', readFileSync(await file.path()))
  await auditor.leaves()
  await one.program.stop()
  expect(await one.program.run('verify', record)).toMatchObject({ code: 0 })
  const forged = readFileSync(record, 'utf8').replace('Press line 1 controller', 'Press line 9 controller')
  expect(await one.program.run('verify', one.program.file('forged.ndjson', forged))).toMatchObject({ code: 1 })
})
