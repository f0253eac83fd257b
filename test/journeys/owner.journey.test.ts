import { expect, test } from 'vitest'
import { journey } from './journey.ts'
import { addressOf, Clerk, password } from './register.ts'
import { phone, type Visitor } from './visitor.ts'

/** The owner in the office: on a phone, in German, in under a minute. */
const one = journey(async (program) => {
  await program.serve()
  const clerk = new Clerk(program)
  await clerk.setsUp({ language: 'de' })
  await clerk.standsIn()
  const jana = await clerk.adds('Jana Weber')
  await clerk.adds('Piotr Nowak')
  await clerk.registers('Säulenbohrmaschine', 'machine', jana)
  await clerk.registers('Messschieber', 'test_instrument', jana)
})
const accepted = 'Ich bestätige, dass ich die eine Person bin, die für A-00001 (Säulenbohrmaschine) verantwortlich ist.'
const released = 'Ich gebe A-00001 (Säulenbohrmaschine) ab. Bis zur Annahme bleibe ich dafür verantwortlich.'
const taken =
  'Ich nehme A-00001 (Säulenbohrmaschine) an. Ab jetzt bin ich die eine Person, die dafür verantwortlich ist.'
let jana: Visitor
let piotr: Visitor

test('an owner with a wrong password is told, keeps what was typed, and then comes to where they wanted', async () => {
  jana = await one.comes({ language: 'de', viewport: phone })
  await jana.opens('/inbox')
  await jana.reads('sign_in.title')
  await jana.findsNothingWrong()
  await jana.signsIn(addressOf('Jana Weber'), 'not the pass phrase')
  await jana.sees('refusal.wrong_credentials')
  expect(await jana.field('field.email').inputValue()).toBe(addressOf('Jana Weber'))
  await jana.findsNothingWrong()
  await jana.signsIn(addressOf('Jana Weber'), password)
  await jana.reads('inbox.title')
  expect(jana.address).toBe('/inbox')
})

test('a stated owner ticks the exact words and accepts; a double click accepts once', async () => {
  const card = jana.the('article', /Säulenbohrmaschine/)
  await jana.sees(card)
  await jana.findsNothingWrong()
  const accept = card.getByRole('button', { name: jana.say('action.confirm_owner') })
  expect(await accept.isDisabled()).toBe(true)
  await card.getByLabel(accepted).check()
  await accept.dblclick()
  await card.waitFor({ state: 'detached' })
  await jana.sees(jana.the('article', /Messschieber/))
})

test('what is not mine is declined with a reason, and somebody else answers for it meanwhile', async () => {
  const card = jana.the('article', /Messschieber/)
  await card.getByRole('button', { name: jana.say('inbox.no_stated') }).click()
  await card.getByLabel(jana.say('inbox.why_not')).fill('Liegt im Messraum bei Frau Roth.')
  await card.getByRole('button', { name: jana.say('inbox.no_stated') }).click()
  await jana.sees('inbox.none')
  await jana.findsNothingWrong()
})

test('an owner offers to a colleague and stays accountable until they accept', async () => {
  await jana.presses('shell.menu')
  await jana.follows('nav.home')
  await jana.reads(/Jana Weber/)
  await jana.findsNothingWrong()
  await jana.follows(new RegExp(jana.say('home.owned')))
  await jana.reads('assets.title')
  await jana.findsNothingWrong()
  await jana.follows('Säulenbohrmaschine')
  await jana.reads('timeline.title')
  await jana.sees(jana.page.getByText(accepted))
  await jana.findsNothingWrong()
  await jana.follows('action.offer')
  await jana.reads('action.offer')
  await jana.names('offer.to', 'Piotr')
  await jana.fills('field.reason', 'Übernimmt die Werkstatt.')
  await jana.field(released).check()
  await jana.findsNothingWrong()
  await jana.presses('action.offer')
  await jana.sees(jana.say('transfer.open', { from: 'Jana Weber', to: 'Piotr Nowak' }))
  await jana.seesOwner('Jana Weber')
  await jana.findsNothingWrong()
})

test('the colleague accepts with the keyboard alone', async () => {
  piotr = await one.comes({ language: 'de' })
  await piotr.opens('/')
  await piotr.reads('sign_in.title')
  await piotr.types(addressOf('Piotr Nowak'))
  await piotr.walksTo('field.password')
  await piotr.types(password)
  await piotr.strikes('Enter')
  await piotr.reads(/Piotr Nowak/)
  await piotr.walksTo('nav.inbox')
  await piotr.strikes('Enter')
  await piotr.reads('inbox.title')
  await piotr.sees('Übernimmt die Werkstatt.')
  await piotr.walksTo(taken)
  await piotr.strikes('Space')
  await piotr.walksTo('action.accept')
  await piotr.findsNothingWrong()
  await piotr.strikes('Enter')
  await piotr.sees('inbox.none')
  await piotr.opens('/assets')
  await piotr.follows('Säulenbohrmaschine')
  await piotr.seesOwner('Piotr Nowak')
  for (const words of [accepted, released, taken]) await piotr.sees(piotr.page.getByRole('blockquote').getByText(words))
})

test('an offer is declined with a reason that the owner reads; nothing changes hands', async () => {
  await piotr.follows('action.offer')
  await piotr.names('offer.to', 'Jana')
  await piotr.field(released).check()
  await piotr.presses('action.offer')
  await jana.opens('/inbox')
  await jana.presses('inbox.no_accept')
  await jana.fills('inbox.why_not', 'Ich habe keine Werkstatt mehr.')
  await jana.presses('inbox.no_accept')
  await jana.sees('inbox.none')
  await piotr.page.reload()
  await piotr.sees('Ich habe keine Werkstatt mehr.')
  await piotr.seesOwner('Piotr Nowak')
  await piotr.findsNothingWrong()
})

test('nothing went wrong behind the pages', async () => {
  await piotr.leaves()
  await jana.leaves()
})
