import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, testApp, wizard } from '../../test/app.ts'
import { type Asset, asset, offered, owned, person, said } from '../../test/builders.ts'
import { client, type Person, Refused } from '../../test/client.ts'
import { assetHistory, editAsset, getAsset, listAssets, registerAsset } from '../assets/assets.operations.ts'
import { markLeaving } from '../people/people.operations.ts'
import { setup, setupState } from '../people/sign-in.operations.ts'
import { acceptStated, acceptTransfer, correctOwnership } from './ownership.operations.ts'

let at: TestApp
beforeAll(async () => {
  at = await testApp()
})
afterAll(() => at.close())

const counted = (answers: string[]) => {
  const counts: Record<string, number> = {}
  for (const answer of answers) counts[answer] = (counts[answer] ?? 0) + 1
  return counts
}
/** Does both at the same time; which is sent first changes from round to round. */
async function together(
  n: number,
  one: () => Promise<string>,
  other: () => Promise<string>,
): Promise<[string, string]> {
  if (n % 2 === 0) return await Promise.all([one(), other()])
  const [second, first] = await Promise.all([other(), one()])
  return [first, second]
}
/** Runs `rounds` rounds, 20 beside one another. */
async function inBatches<T>(rounds: number, round: (n: number) => Promise<T>): Promise<T[]> {
  const results: T[] = []
  for (let n = 0; n < rounds; n += 20)
    results.push(...(await Promise.all(Array.from({ length: Math.min(20, rounds - n) }, (_, i) => round(n + i)))))
  return results
}
const look = (one: Asset) => at.admin.call(getAsset, { params: { id: one.id } })
const accepting = (transfer: string, one: Asset) => ({
  params: { id: transfer },
  body: { wording: said('accept', one) },
})

describe('at the same time', () => {
  test('of 50 acceptances of one offer one wins, and the others hear that it is accepted', async () => {
    const [anna, bert] = [await person(at), await person(at)]
    const press = await owned(at, anna)
    const transfer = await offered(anna, bert, press)
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => bert.says(acceptTransfer, accepting(transfer, press))),
    )
    expect(counted(answers)).toEqual({ done: 1, already_accepted: 49 })
    expect((await look(press)).owner).toMatchObject({ id: bert.id, stated: false })
  })

  test('an acceptance and a correction of one asset: one comes first, and both are told the truth', async () => {
    const [anna, bert] = [await person(at), await person(at)]
    const rounds = await inBatches(500, async (n) => {
      const press = await owned(at, anna)
      const transfer = await offered(anna, bert, press)
      const body = { tenures: [{ ownerId: anna.id, since: '2026-01-01T00:00:00Z' }], seq: 1, reason: 'since January' }
      const [accepted, corrected] = await together(
        n,
        () => bert.says(acceptTransfer, accepting(transfer, press)),
        () => at.admin.says(correctOwnership, { params: { id: press.id }, body }),
      )
      const { tenures } = await at.admin.call(assetHistory, { params: { id: press.id } })
      return { outcome: `${accepted}, ${corrected}`, owner: (await look(press)).owner?.id, tenures: tenures.length }
    })
    expect(new Set(rounds.map(({ outcome }) => outcome)).size, 'both come first sometimes').toBe(2)
    for (const { outcome, owner, tenures } of rounds) {
      expect(['done, history_changed', 'already_cancelled, done']).toContain(outcome)
      expect(owner).toBe(outcome.startsWith('done') ? bert.id : anna.id)
      expect(tenures).toBe(2)
    }
  }, 120_000)

  test('a registration and the beginning of leaving: who is leaving owns what came before, and nothing that came after', async () => {
    const rounds = await inBatches(500, async (n) => {
      const leaver = await person(at)
      const name = `Press of leaver ${n}`
      const [registered, left] = await together(
        n,
        () => at.admin.says(registerAsset, { body: { name, kind: 'plc', ownerId: leaver.id } }),
        () => at.admin.says(markLeaving, { params: { id: leaver.id }, body: {} }),
      )
      const { items } = await at.admin.call(listAssets, { query: { owner: leaver.id } })
      const later = await at.admin.says(registerAsset, { body: { name, kind: 'plc', ownerId: leaver.id } })
      return { outcome: `${registered}, ${left}, ${later}`, owns: items.length }
    })
    expect(new Set(rounds.map(({ outcome }) => outcome)).size, 'both come first sometimes').toBe(2)
    for (const { outcome, owns } of rounds) {
      expect(['done, done, person_leaving', 'person_leaving, done, person_leaving']).toContain(outcome)
      expect(owns).toBe(outcome.startsWith('done') ? 1 : 0)
    }
    const { rows } = await at.database.pool.query(`
      select t.asset_id from register.tenure t join register.person_version v on v.id = t.owner_id and v.state = 'leaving'
       where t.recorded_at > v.recorded_from`)
    expect(rows).toEqual([])
  }, 120_000)

  test('an acceptance and the beginning of leaving: either the receiver owns it, or the owner still does', async () => {
    const anna = await person(at)
    await inBatches(100, async (n) => {
      const leaver = await person(at)
      const press = await owned(at, anna)
      const transfer = await offered(anna, leaver, press)
      const [accepted, left] = await together(
        n,
        () => leaver.says(acceptTransfer, accepting(transfer, press)),
        () => at.admin.says(markLeaving, { params: { id: leaver.id }, body: {} }),
      )
      expect(left).toBe('done')
      expect(['done', 'person_leaving']).toContain(accepted)
      expect((await look(press)).owner?.id).toBe(accepted === 'done' ? leaver.id : anna.id)
    })
  })

  test('10 acceptances of one who was named: one counts', async () => {
    const anna = await person(at)
    const press = await asset(at, anna)
    const input = { params: { id: press.id }, body: { wording: said('stated', press) } }
    const answers = await Promise.all(Array.from({ length: 10 }, () => anna.says(acceptStated, input)))
    expect(counted(answers)).toEqual({ done: 1, not_stated: 9 })
  })

  test('10 offers of one asset: one is open', async () => {
    const [anna, bert] = [await person(at), await person(at)]
    const press = await owned(at, anna)
    const answers = await Promise.allSettled(Array.from({ length: 10 }, () => offered(anna, bert, press)))
    const refused = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason.problem.code] : []))
    expect(counted(refused)).toEqual({ transfer_open: 9 })
  })

  test('two registrations with one tag: one has it', async () => {
    const keepers = [await person(at, 'it_operations'), await person(at, 'compliance')]
    for (let round = 0; round < 20; round++) {
      const answers = await Promise.all(
        keepers.map((keeper) =>
          keeper.says(registerAsset, {
            body: {
              name: 'Press',
              kind: 'plc',
              tag: `T-${round}`,
              ownerId: keeper.id,
              provisionalOwnerId: at.admin.id,
              wording: 'I register Press for myself and am the one person accountable for it.',
            },
          }),
        ),
      )
      expect(counted(answers)).toEqual({ done: 1, tag_taken: 1 })
    }
  })

  test('one request sent twice under one key: it is done once', async () => {
    const keyed = client(at.app, { ...at.admin.headers, 'idempotency-key': 'press-1' })
    const anna = await person(at)
    const body = { name: 'Press under a key', kind: 'plc', ownerId: anna.id }
    const answers = await Promise.all(Array.from({ length: 5 }, () => keyed.says(registerAsset, { body })))
    expect(counted(answers)).toEqual({ done: 1, already_done: 4 })
    expect((await at.admin.call(listAssets, { query: { owner: anna.id } })).items).toHaveLength(1)
  })
})

describe('two who edit one asset', () => {
  const edit = (who: Person, one: Asset, ifMatch: string, body: object) =>
    who.call(editAsset, { params: { id: one.id }, ifMatch, body }).then(
      () => null,
      (error: unknown) => (error instanceof Refused ? error.problem : Promise.reject(error)),
    )

  test('both keep what they wrote in different fields', async () => {
    const [anna, keeper] = [await person(at), await person(at, 'it_operations')]
    const press = await owned(at, anna)
    for (let round = 0; round < 30; round++) {
      const { version } = await look(press)
      const problems = await Promise.all([
        edit(anna, press, version, { serial: `S${round}`, place: `Hall ${round}` }),
        edit(keeper, press, version, { notes: `Note ${round}`, cost: { minor: round, currency: 'EUR' } }),
      ])
      expect(problems).toEqual([null, null])
      expect(await look(press)).toMatchObject({
        ...{ serial: `S${round}`, place: `Hall ${round}`, notes: `Note ${round}`, cost: { minor: round } },
      })
    }
  })

  test('in one field: the second hears which, by whom and when, and nothing of theirs is kept', async () => {
    const [anna, keeper] = [await person(at), await person(at, 'it_operations')]
    const press = await owned(at, anna)
    for (let round = 0; round < 30; round++) {
      const { version } = await look(press)
      const problems = await Promise.all([
        edit(anna, press, version, { serial: `A${round}`, firmware: `A${round}` }),
        edit(keeper, press, version, { serial: `K${round}`, notes: `K${round}` }),
      ])
      const [first, second] = problems[0] === null ? [anna, keeper] : [keeper, anna]
      expect(problems.filter((problem) => problem === null)).toHaveLength(1)
      expect(problems.find((problem) => problem !== null)).toMatchObject({
        ...{
          code: 'changed_meanwhile',
          status: 412,
          fields: ['serial'],
          by: first.name,
          at: (await look(press)).version,
        },
      })
      expect((await look(press)).serial).toBe(`${first === anna ? 'A' : 'K'}${round}`)
      const [field, lost] = second === anna ? (['firmware', 'A'] as const) : (['notes', 'K'] as const)
      expect((await look(press))[field]).not.toBe(`${lost}${round}`)
    }
  })

  test('one of them after a third changed something else: they hear of who changed their field', async () => {
    const [anna, keeper] = [await person(at), await person(at, 'it_operations')]
    const press = await owned(at, anna)
    const { version } = await look(press)
    await edit(keeper, press, version, { serial: 'S1' })
    await edit(at.admin, press, (await look(press)).version, { notes: 'later' })
    expect(await edit(anna, press, version, { serial: 'S2' })).toMatchObject({ fields: ['serial'], by: keeper.name })
    expect(await edit(anna, press, version, { firmware: '2' })).toBeNull()
  })
})

test('two who set the register up at the same time: one does, and is the only administrator', async () => {
  const empty = await testApp({ setUp: false })
  const answers = await Promise.all(
    [1, 2, 3].map((n) =>
      empty.nobody.says(setup, { body: { ...wizard, admin: { ...wizard.admin, email: `admin${n}@example.org` } } }),
    ),
  )
  expect(counted(answers)).toEqual({ done: 1, already_set_up: 2 })
  expect(await empty.nobody.call(setupState, {})).toMatchObject({ done: true })
  const { rows } = await empty.database.pool.query(
    'select (select count(*)::int from register.person) as people, (select count(*)::int from auth."user") as accounts',
  )
  expect(rows).toEqual([{ people: 1, accounts: 1 }])
  expect(await empty.broken()).toEqual([])
  await empty.close()
})

test('after all this no rule of the register is broken, and nothing was written outside of a change', async () => {
  expect(await at.broken()).toEqual([])
  const { rows } = await at.database.pool.query("select operation from ledger.change where origin = 'sql'")
  expect(rows).toEqual([])
})
