import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../test/app.ts'
import { asset, offered, person, said } from '../../test/builders.ts'
import { acceptTransfer, declineStated } from '../ownership/ownership.operations.ts'
import { assetHistory, getAsset } from './assets.operations.ts'
import { decideFind, listFinds } from './owner-unclear.operations.ts'

let at: TestApp
beforeAll(async () => {
  at = await testApp()
})
afterAll(() => at.close())

/** An asset whose stated owner declined: the administrator stands in, and has to find the right one. */
async function declined() {
  const named = await person(at)
  const press = await asset(at, named)
  await named.call(declineStated, { params: { id: press.id }, body: { reason: 'not mine' } })
  const { items } = await at.admin.call(listFinds, {})
  return { press, find: items.find((one) => one.asset.id === press.id)!.id }
}
const unclear = async (id: string) => (await at.admin.call(getAsset, { params: { id } })).ownerUnclear

test('an unclear owner is clear with the acceptance of another, in one change', async () => {
  const { press } = await declined()
  expect(await unclear(press.id)).toBe(true)
  const anna = await person(at)
  const transfer = await offered(at.admin, anna, press)
  await anna.call(acceptTransfer, { params: { id: transfer }, body: { wording: said('accept', press) } })
  expect(await unclear(press.id)).toBe(false)
  const { items } = await at.admin.call(assetHistory, { params: { id: press.id } })
  const [accepted, decided] = ['accepted', 'find_decided'].map((what) => items.find((item) => item.what === what))
  expect(decided).toMatchObject({ change: accepted!.change, actor: { id: anna.id }, operation: 'transfer.accept' })
})

test('an unclear owner is clear when who stands in is to keep it, which is decided once', async () => {
  const { press, find } = await declined()
  const decision = { params: { id: find }, body: { decision: 'kept' as const, reason: 'nobody else uses it' } }
  const answers = await Promise.all([1, 2, 3].map(() => at.admin.says(decideFind, decision)))
  expect(answers.sort()).toEqual(['already_done', 'already_done', 'done'])
  expect(await unclear(press.id)).toBe(false)
})

test('breaks no rule of the register', async () => expect(await at.broken()).toEqual([]))
