import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { exported, seed, type TestRegister, testRegister } from '../../test/register.ts'
import { named } from '../../test/small-register.ts'
import { connect } from '../platform/database/connect.ts'
import { newestCheckpoint } from './ledger.store.ts'
import { verifyRegister } from './live.ts'
import { sequence } from './sequencer.ts'
import { checkpointText, signer } from './signing.ts'

let register: TestRegister
beforeEach(async () => {
  register = await testRegister()
})
afterEach(() => register.close())

/** The place in the tree of the last entry on a row. */
async function entryOf(table: string, id: string): Promise<number> {
  const [row] = await register.ask<{ idx: number }>(
    `select idx::int from ledger.leaf join ledger.entry using (n)
      where bytes::jsonb ->> 'table' = '${table}' and bytes::jsonb #>> '{key,id}' = ${id} order by idx desc limit 1`,
  )
  return row!.idx
}
const bytesOf = (idx: number) => `ledger.entry where n = (select n from ledger.leaf where idx = ${idx})`
const found = async (trust = {}) => {
  const { findings } = await register.verify(trust)
  return findings.map(({ message, ...finding }) => finding)
}

describe('a register that nobody tampered with', () => {
  test('fits', async () => {
    const report = await register.verify()
    expect(report.findings).toEqual([])
    expect(report).toMatchObject({ ok: true, pending: 0, checkpoints: 3, erased: 1, trusted: true })
    const [counted] = await register.ask('select count(*)::int as entries from ledger.entry')
    expect(report).toMatchObject(counted!)
  })

  test('fits while entries wait to enter the tree', async () => {
    await register.change('site.edit', `update register.site set country = 'AT' where id = :new`)
    expect(await register.verify()).toMatchObject({ ok: true, pending: 1 })
  })

  test('fits after a SQL client changed it without saying so, and the change is there by name', async () => {
    await register.database.pool.query(named(`update register.asset set notes = null, tier = 1 where id = :press`))
    await register.sign()
    expect(await register.verify()).toMatchObject({ ok: true })
    expect((await exported(register.database)).includes('\\"operation\\":\\"database user holdfast_app\\"')).toBe(true)
  })

  test('fits with numbers of all their digits, odd texts and empty ones', async () => {
    await register.change(
      'asset.edit',
      `update register.asset set cost_minor = 9007199254740993, currency = 'EUR', purchased_on = '0044-03-15 BC', labels = array['', 'ä', null, '"\\{'],
              notes = E'\\u2028 \\U0001F600 \\n\\t', fields = '{"a": 1.10, "b": [null, {"__proto__": 1e400}], "c": "\\ud83d\\ude00"}' where id = :press`,
    )
    await register.sign()
    expect((await register.verify()).findings).toEqual([])
  })

  test('is read in one snapshot, and its connection comes back when the reader goes away', async () => {
    const one = connect(register.at.appUrl, { connections: 1 })
    const { ledgerExport } = await import('./export.store.ts')
    for await (const chunk of ledgerExport(one)) {
      expect(chunk).toContain('holdfast-ledger')
      break
    }
    expect((await one.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
    await one.close()
  })
})

test('a register whose secret was lost fits under the keys of both', async () => {
  await register.change('site.edit', `update register.site set country = 'AT' where id = :new`)
  const other = Buffer.alloc(32, 9)
  await sequence(register.database, other)
  expect(await verifyRegister(register.database, other)).toMatchObject({ ok: true, findings: [] })
  expect(await verifyRegister(register.database, seed)).toMatchObject({ ok: false })
})

describe('erasure', () => {
  test('of somebody who has left leaves everything provable, before and after the erasure is in the tree', async () => {
    await register.change('person.erase', `select register.erase_person(:dora)`)
    expect((await register.verify()).findings).toEqual([])
    await register.sign()
    expect(await register.verify()).toMatchObject({ ok: true, erased: 2 })
    expect((await exported(register.database)).includes('Dora')).toBe(false)
  })

  test('of somebody who worked here, changed, left, and was erased', async () => {
    await register.change(
      'person.add',
      `insert into register.person (id, name, email) values (:newer, 'Nora Neu', 'nora@example.org')`,
    )
    await register.sign()
    await register.change(
      'person.edit',
      `update register.person set name = 'Nora Nau', job_title = 'Fitter' where id = :newer`,
    )
    await register.change(
      'person.leave',
      `update register.person set state = 'left', left_import_id = :import where id = :newer`,
    )
    expect((await register.verify()).findings).toEqual([])
    await register.change('person.erase', `select register.erase_person(:newer)`)
    await register.sign()
    expect(await register.verify()).toMatchObject({ ok: true, erased: 4 })
    expect(/Nora|Fitter/.test(await exported(register.database))).toBe(false)
  })

  test('that is only pretended is found: an opening gone from somebody who is still here', async () => {
    const entry = await entryOf('person', ':anna')
    await register.tamper(`delete from ledger.opening where n = (select n from ledger.leaf where idx = ${entry})`)
    expect((await found())[0]).toMatchObject({ code: 'opening_missing', entry, table: 'person' })
  })
})

describe('verification names the first fault', () => {
  test('a changed byte of an entry', async () => {
    const [first, later] = [await entryOf('asset', ':press'), await entryOf('asset', ':gauge')]
    for (const idx of [later, first])
      await register.tamper(
        `update ${bytesOf(idx).replace(' where', ` set bytes = replace(bytes, 'machine', 'nothing') where`)}`,
      )
    expect((await found())[0]).toMatchObject({ code: 'entry_changed', entry: Math.min(first, later) })
  })

  test('a removed entry', async () => {
    const entry = await entryOf('asset', ':press')
    await register.tamper(`delete from ${bytesOf(entry)}`)
    expect((await found())[0]).toMatchObject({ code: 'entry_missing', entry })
  })

  test('a removed entry with its place in the tree', async () => {
    const entry = await entryOf('asset', ':press')
    await register.tamper(`delete from ${bytesOf(entry)}; delete from ledger.leaf where idx = ${entry}`)
    expect((await found())[0]).toMatchObject({ code: 'entry_missing', entry, until: entry })
  })

  test('a swapped pair', async () => {
    const [a, b] = [await entryOf('asset', ':crane'), await entryOf('asset', ':gauge')].sort((x, y) => x - y) as [
      number,
      number,
    ]
    await register.tamper(`update ledger.leaf set idx = -1 where idx = ${a}; update ledger.leaf set idx = ${a} where idx = ${b};
      update ledger.leaf set idx = ${b} where idx = -1`)
    await register.tamper(`update ledger.leaf set hash = case idx when ${a} then (select hash from ledger.leaf where idx = ${b})
      else (select hash from ledger.leaf where idx = ${a}) end where idx in (${a}, ${b})`)
    expect((await found())[0]).toMatchObject({ code: 'entry_swapped', entry: a, other: String(b) })
  })

  test('a tail cut off, while its checkpoint is there', async () => {
    const size = (await newestCheckpoint(register.database.reader))!.size
    await register.tamper(
      `delete from ${bytesOf(size - 1)}; delete from ledger.leaf where idx = ${size - 1}; update ledger.head set size = ${size - 1}`,
    )
    expect((await found())[0]).toMatchObject({ code: 'tail_missing', entry: size - 1, until: size - 1 })
  })

  test('a tail cut off with all its traces, by the checkpoint that somebody kept', async () => {
    const { size, note } = (await newestCheckpoint(register.database.reader))!
    await register.tamper(`
      delete from ledger.change where operation = 'site.add';
      delete from ledger.opening where n = (select n from ledger.leaf where idx = ${size - 1});
      delete from ${bytesOf(size - 1)}; delete from ledger.leaf where idx = ${size - 1}; update ledger.head set size = ${size - 1};
      delete from ledger.checkpoint where size = ${size}; delete from register.site where id = :new; delete from register.site_version where id = :new`)
    expect(await found()).toEqual([])
    expect(await found({ held: [note] })).toMatchObject([{ code: 'tail_missing', entry: size - 1, until: size - 1 }])
  })

  test('a row edited past the triggers', async () => {
    await register.tamper(`update register.asset set status = 'stored' where id = :press`)
    expect(await found()).toMatchObject([
      { code: 'row_differs', table: 'asset', entry: await entryOf('asset', ':press') },
    ])
  })

  test('a personal value edited past the triggers', async () => {
    await register.tamper(`update register.person set name = 'Anna Alder' where id = :anna`)
    expect(await found()).toMatchObject([{ code: 'row_differs', table: 'person' }])
  })

  test('a row removed, and one put in', async () => {
    await register.tamper(
      `delete from register.holding where id = :held; insert into register.site (id, name) values (:newer, 'Nowhere')`,
    )
    expect(await found()).toMatchObject([
      { code: 'row_missing', table: 'holding' },
      { code: 'row_unrecorded', table: 'site' },
    ])
  })

  test('a version edited', async () => {
    await register.tamper(
      `update register.asset_version set owner_since = '2020-01-01' where id = :lathe and recorded_to <> 'infinity'`,
    )
    expect(await found()).toMatchObject([{ code: 'version_differs', table: 'asset' }])
  })

  test('a version dated otherwise, and one removed', async () => {
    await register.tamper(`update register.asset_version set recorded_from = recorded_from - interval '1 day' where id = :press;
      delete from register.asset_version where id = :lathe and recorded_to <> 'infinity'`)
    expect((await found()).map(({ code }) => code).sort()).toEqual(['version_missing', 'version_span'])
  })

  test('an entry rewritten together with its hash: the first span between checkpoints', async () => {
    const entry = await entryOf('asset', ':press')
    await register.tamper(`
      update ${bytesOf(entry).replace(' where', ` set bytes = replace(bytes, '"status": "in_use"', '"status": "stored"') where`)};
      update ledger.leaf set hash = sha256('\\x00'::bytea || convert_to((select bytes from ${bytesOf(entry)}), 'UTF8')) where idx = ${entry};
      update register.asset set status = 'stored' where id = :press; update register.asset_version set status = 'stored' where id = :press`)
    const [{ origin }] = (await register.ask<{ origin: string }>('select origin from register.epoch')) as [
      { origin: string },
    ]
    const [, second] = await register.ask<{ size: number }>('select size::int from ledger.checkpoint order by size')
    expect(await found()).toMatchObject([
      { code: 'span_rewritten', entry: 1, until: second!.size - 1, checkpoint: `${origin} at ${second!.size}` },
    ])
  })

  test('the record of a change edited', async () => {
    await register.tamper(`update ledger.change set actor_id = :ben where operation = 'site.add'`)
    expect(await found()).toMatchObject([{ code: 'change_differs', table: 'site', why: 'actor' }])
  })

  test('all checkpoints made anew by somebody who has no part in the secret', async () => {
    const checkpoints = await register.ask<{ origin: string; size: string; root: Buffer }>(
      'select origin, size, root from ledger.checkpoint',
    )
    for (const { origin, size, root } of checkpoints) {
      const stranger = signer(origin, Buffer.alloc(32, 66))
      const note = stranger.sign(checkpointText({ origin, size: Number(size), root: root.toString('base64') }))
      await register.tamper(`update ledger.checkpoint set note = '${note}' where size = ${size}; delete from ledger.verifier_key;
        insert into ledger.verifier_key values ('${stranger.key}', now())`)
    }
    const { ok, findings } = await verifyRegister(register.database, seed)
    expect({ ok, findings }).toMatchObject({ ok: false, findings: [{ code: 'checkpoint_unsigned' }] })
    expect((await found({ keys: [signer(checkpoints[0]!.origin, seed).key] }))[0]).toMatchObject({
      code: 'checkpoint_unsigned',
    })
  })
})
