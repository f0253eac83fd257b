import { expect, test } from 'vitest'
import { journey } from './journey.ts'
import { addressOf, admin, Clerk, password } from './register.ts'
import type { Visitor } from './visitor.ts'

/** Two of IT operations have the same asset open. */
const one = journey(async (program) => {
  await program.serve()
  const clerk = new Clerk(program)
  await clerk.setsUp()
  await clerk.standsIn()
  const mira = await clerk.adds('Mira Okonkwo', ['it_operations'])
  await clerk.registers('Label printer', 'printer', mira)
})
let ada: Visitor
let mira: Visitor

async function opensTheEditor(visitor: Visitor): Promise<void> {
  await visitor.opens('/assets')
  await visitor.follows('Label printer')
  await visitor.follows('action.edit')
  await visitor.reads('asset.edit')
}

test('of two who change different fields at once, neither change is lost', async () => {
  ada = await one.comes()
  mira = await one.comes()
  await ada.opens('/assets')
  await ada.signsIn(admin.email, admin.password)
  await ada.reads('assets.title')
  await mira.opens('/assets')
  await mira.signsIn(addressOf('Mira Okonkwo'), password)
  await mira.reads('assets.title')
  await opensTheEditor(ada)
  await opensTheEditor(mira)
  await ada.findsNothingWrong()
  await ada.fills('field.serial', 'LP-7')
  await ada.presses('action.save')
  await ada.sees('notice.saved')
  await mira.fills('field.place', 'Gate 2')
  await mira.presses('action.save')
  await mira.sees('notice.saved')
  await mira.sees('LP-7')
  await mira.sees('Gate 2')
})

test('of the same field the second is told who changed it to what, and keeps what they typed', async () => {
  await opensTheEditor(ada)
  await opensTheEditor(mira)
  await ada.fills('field.notes', 'Toner is in the cabinet.')
  await ada.presses('action.save')
  await ada.sees('notice.saved')
  await mira.fills('field.notes', 'Jams on Mondays.')
  await mira.fills('field.reason', 'Asked at the gate.')
  await mira.presses('action.save')
  await mira.sees('refusal.changed_meanwhile')
  await mira.sees(mira.the('alert', /./).getByText('Toner is in the cabinet.'))
  await mira.sees(mira.the('alert', /./).getByText(admin.name))
  await mira.findsNothingWrong()
  expect(await mira.field('field.notes').inputValue()).toBe('Jams on Mondays.')
  expect(await mira.field('field.reason').inputValue()).toBe('Asked at the gate.')
})

test('they save theirs knowingly, and both stand in the history', async () => {
  await mira.presses('edit.keep_mine')
  await mira.sees('notice.saved')
  await mira.reads('timeline.title')
  await mira.sees(mira.page.locator('del', { hasText: 'Toner is in the cabinet.' }))
  await mira.sees(mira.page.locator('ins', { hasText: 'Jams on Mondays.' }))
  await mira.findsNothingWrong()
})

test('what stood in a form when the session ended is still there after signing in again', async () => {
  await mira.follows('action.edit')
  await mira.fills('field.notes', 'Repaired.')
  const other = await mira.opensAnother()
  await other.opens('/')
  await other.presses('shell.sign_out')
  await other.reads('sign_in.title')
  await mira.presses('action.save')
  await mira.sees('refusal.not_signed_in')
  await other.signsIn(addressOf('Mira Okonkwo'), password)
  await other.reads(/Mira/)
  await mira.presses('action.save')
  await mira.sees('notice.saved')
  await other.leaves()
  await mira.leaves()
  await ada.leaves()
})
