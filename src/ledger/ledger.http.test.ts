import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../test/app.ts'
import { asset, owned, person } from '../../test/builders.ts'
import { type Person, Refused } from '../../test/client.ts'
import { editAsset, getAsset } from '../assets/assets.operations.ts'
import * as operations from './ledger.operations.ts'
import { sequence } from './sequencer.ts'
import { commitment } from './verify/entry.ts'
import { extend, includes, leafHash } from './verify/merkle.ts'
import { ndjson } from './verify/ndjson.ts'
import { openNote, parseCheckpoint, parseKey } from './verify/note.ts'
import { verify } from './verify/verify.ts'

let at: TestApp
let auditor: Person
let anna: Person
const bytes = (base64: string) => Buffer.from(base64, 'base64')
const sign = () => sequence(at.database, at.seed)
const fault = async (asked: Promise<unknown>) => {
  const error = await asked.catch((e) => e)
  if (!(error instanceof Refused)) throw new Error('it was not refused')
  return error.problem
}

beforeAll(async () => {
  at = await testApp()
  auditor = await person(at, 'auditor')
  anna = await person(at)
  for (let n = 0; n < 7; n++) await owned(at, anna)
  await sign()
})
afterAll(() => at.close())

describe('the state of the ledger', () => {
  test('is its newest checkpoint with the key to check it, for everybody who is signed in', async () => {
    const state = await anna.call(operations.ledgerState, {})
    expect(state.size).toBe(await at.entries())
    expect(state.pending).toBe(0)
    const opened = openNote(state.checkpoint!, [parseKey(state.key)!])
    expect(opened).toMatchObject({ signedBy: [state.origin] })
    expect(parseCheckpoint((opened as { text: string }).text)).toMatchObject({ size: state.size, origin: state.origin })
    expect(await at.nobody.says(operations.ledgerState, {})).toBe('not_signed_in')
  })

  test('says what is written and not in the tree yet', async () => {
    await asset(at, anna)
    expect((await anna.call(operations.ledgerState, {})).pending).toBeGreaterThan(0)
    await sign()
    expect((await anna.call(operations.ledgerState, {})).pending).toBe(0)
  })
})

describe('the activity', () => {
  test('shows all changes, newest first, page by page', async () => {
    const seen = []
    for (let after: string | undefined, more = true; more; ) {
      const page = await auditor.call(operations.listActivity, { query: { limit: 4, ...(after && { after }) } })
      expect(page.items.length).toBeLessThanOrEqual(4)
      seen.push(...page.items)
      after = page.next ?? undefined
      more = page.next !== null
    }
    const all = await auditor.call(operations.listActivity, { query: { limit: 200 } })
    expect(seen).toEqual(all.items)
    expect(new Set(seen.map(({ change }) => change)).size).toBe(seen.length)
    expect(seen.map(({ at }) => at)).toEqual(
      seen
        .map(({ at }) => at)
        .sort()
        .reverse(),
    )
    expect(seen.reduce((sum, { entries }) => sum + entries, 0)).toBe(await at.entries())
    expect(seen.at(-1)).toMatchObject({ operation: 'epoch.open', origin: 'setup', actor: null, by: 'holdfast_owner' })
  })

  test('is found by who, what and when', async () => {
    const by = async (query: object) =>
      (await auditor.call(operations.listActivity, { query: { limit: 200, ...query } })).items
    const hers = await by({ actor: anna.id })
    expect(hers).toHaveLength(7)
    expect(hers[0]).toMatchObject({ actor: { id: anna.id, name: anna.name }, operation: 'ownership.accept_stated' })
    const [later, earlier] = [hers[2]!.at, hers[4]!.at]
    expect((await by({ actor: anna.id, from: earlier, until: later })).map(({ at }) => at)).toEqual([
      hers[3]!.at,
      earlier,
    ])
    const kinds = await by({ operation: 'asset.register' })
    expect(new Set(kinds.map(({ operation }) => operation))).toEqual(new Set(['asset.register']))
    expect(await by({ operation: 'no.such' })).toEqual([])
  })

  test('says how much of a change is provable already', async () => {
    await asset(at, anna)
    const [newest] = (await auditor.call(operations.listActivity, { query: { limit: 1 } })).items
    const read = () => auditor.call(operations.getChange, { params: { id: newest!.change } })
    expect(await read()).toMatchObject({ provable: 0 })
    await sign()
    const after = await read()
    expect(after.provable).toBe(after.entries)
    expect(after.items).toHaveLength(after.entries)
  })

  test('is refused a place that is none', async () => {
    for (const after of ['x', Buffer.from('["x","00000000-0000-7000-8000-000000000001"]').toString('base64url')])
      expect(await auditor.says(operations.listActivity, { query: { after } })).toBe('bad_input')
  })
})

describe('one change', () => {
  test('shows its entries as they were hashed, with what opens them', async () => {
    const press = await owned(at, anna)
    const { version } = await anna.call(getAsset, { params: { id: press.id } })
    await anna.call(editAsset, {
      params: { id: press.id },
      body: { notes: 'Serial plate gone', reason: 'Seen today' },
      ifMatch: version,
    })
    await sign()
    const [newest] = (await auditor.call(operations.listActivity, { query: { limit: 1 } })).items
    const { items, reason } = await auditor.call(operations.getChange, { params: { id: newest!.change } })
    expect(reason).toBe('Seen today')
    expect(items).toHaveLength(1)
    const [{ bytes: text, opening, salt, idx }] = items as [(typeof items)[0]]
    expect(JSON.parse(text)).toMatchObject({ operation: 'asset.edit', table: 'asset', key: { id: press.id } })
    expect(text).not.toContain('Serial plate')
    expect(JSON.parse(opening!)).toMatchObject({ after: { notes: 'Serial plate gone' }, reason: 'Seen today' })
    expect(commitment({ salt: bytes(salt!).toString('hex'), bytes: opening! })).toBe(JSON.parse(text).sealed)
    const proof = await auditor.call(operations.inclusionProof, { query: { idx: idx! } })
    expect(proof.leaf).toBe(leafHash(text).toString('base64'))
  })

  test('that is none is not found', async () => {
    const params = { id: '00000000-0000-7000-8000-000000000001' }
    expect(await auditor.says(operations.getChange, { params })).toBe('not_found')
  })
})

describe('a proof by the API', () => {
  test('leads from every entry to the root of the newest checkpoint, and to that of any earlier tree', async () => {
    const { size, checkpoint } = await auditor.call(operations.ledgerState, {})
    for (let idx = 0; idx < size; idx += 5) {
      for (const of of [undefined, idx + 1, Math.min(idx + 3, size)]) {
        const proof = await auditor.call(operations.inclusionProof, { query: { idx, ...(of && { size: of }) } })
        expect(includes(bytes(proof.root), proof.size, idx, bytes(proof.leaf), proof.path.map(bytes))).toBe(true)
        if (of === undefined) expect(proof).toMatchObject({ size, checkpoint })
      }
    }
  })

  test('shows that a later tree only adds to an earlier one', async () => {
    const { size } = await auditor.call(operations.ledgerState, {})
    for (const from of [1, 2, 7, 8, size - 1, size]) {
      const proof = await auditor.call(operations.consistencyProof, { query: { from } })
      expect(proof.to).toBe(size)
      expect(extend(bytes(proof.fromRoot), from, bytes(proof.toRoot), size, proof.path.map(bytes))).toBe(true)
    }
  })

  test('of what is not in the signed tree is refused, with the reason', async () => {
    const { size } = await auditor.call(operations.ledgerState, {})
    const { inclusionProof, consistencyProof } = operations
    const refused = expect.objectContaining({
      code: 'bad_input',
      fields: [{ where: expect.anything(), what: expect.stringMatching(/tree/) }],
    })
    for (const query of [{ idx: size }, { idx: 0, size: size + 1 }, { idx: 5, size: 5 }])
      expect(await fault(auditor.call(inclusionProof, { query }))).toEqual(refused)
    for (const query of [{ from: size + 1 }, { from: 5, to: 4 }, { from: 1, to: size + 1 }])
      expect(await fault(auditor.call(consistencyProof, { query }))).toEqual(refused)
  })
})

test('the export by the API is the file that verification reads', async () => {
  const file = (await auditor.call(operations.exportLedger, {})) as Buffer
  const { key } = await auditor.call(operations.ledgerState, {})
  const report = await verify(ndjson([file]), { keys: [key] })
  expect(report).toMatchObject({ ok: true, findings: [], entries: await at.entries() })
})

test('who may not read the ledger is told so', async () => {
  for (const operation of [operations.listActivity, operations.exportLedger])
    expect(await anna.says(operation, {})).toBe('not_allowed')
  expect(await anna.says(operations.inclusionProof, { query: { idx: 0 } })).toBe('not_allowed')
  const it = await person(at, 'it_operations')
  expect(await it.says(operations.exportLedger, {})).toBe('not_allowed')
  expect(await it.says(operations.listActivity, {})).toBe('done')
})
