import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { both, owner, refuses } from '../../test/attack.ts'
import { type TestDatabase, testDatabase } from '../../test/database.ts'
import { begin, named, smallRegister } from '../../test/small-register.ts'

// Dora has left, Emil was erased, Carla is leaving, Anna works here.

const erasing = (person: string) => `${begin('person.erase')} select register.erase_person(:${person})`
const openingsOf = (person: string, op: string) =>
  `delete from ledger.opening where n in (select n from ledger.entry where bytes::jsonb ->> 'table' = 'person'
     and bytes::jsonb ->> 'op' = '${op}' and bytes::jsonb #>> '{key,id}' = :${person})`

describe('what erasure refuses', () => {
  refuses({
    'erasing somebody who works here': both('erase_after_leaving', erasing('anna')),
    'erasing somebody who is leaving': both('erase_after_leaving', erasing('carla')),
    'erasing twice': both('stays_erased', erasing('emil')),
    'erasing under another name': both(
      'erase_in_own_change',
      `${begin('person.edit')} select register.erase_person(:dora)`,
    ),
    'erasing without saying so': both('erase_in_own_change', 'select register.erase_person(:dora)'),
    'a person marked as erased': both(
      'erase_in_own_change',
      "update register.person set erased_at = '2026-01-01' where id = :dora",
    ),
    'a person marked as erased whose name stays': both(
      'person_erased_is_blank',
      `${begin('person.erase')} update register.person set erased_at = '2026-01-01' where id = :dora`,
    ),
    'a person marked as erased who works here': both(
      'person_erased_is_blank',
      `${begin('person.erase')}
       update register.person set erased_at = '2026-01-01', name = register.pseudonym(id), email = null where id = :anna`,
    ),
    'an edit in the guise of an erasure': both(
      'erase_in_own_change',
      `${begin('person.erase')} update register.person set name = 'Anna Beck' where id = :anna`,
    ),
    'an erased person who comes back': both(
      'stays_erased',
      "update register.person set state = 'active', left_import_id = null where id = :emil",
    ),
    'a name for an erased person': both('stays_erased', "update register.person set name = 'Emil' where id = :emil"),
    'the mark of erasure taken away': both(
      'stays_erased',
      'update register.person set erased_at = null where id = :emil',
    ),

    'the past of somebody who works here blanked': owner(
      'append_only',
      'update register.person_version set name = register.pseudonym(id), email = null where id = :anna',
    ),
    'the past of somebody who has left blanked': owner(
      'append_only',
      'update register.person_version set name = register.pseudonym(id), email = null where id = :dora',
    ),
    'a name put back into the past of an erased person': owner(
      'append_only',
      "update register.person_version set name = 'Emil Ernst' where id = :emil",
    ),
    'the past of an erased person dated otherwise': owner(
      'append_only',
      "update register.person_version set recorded_from = '2020-01-01' where id = :emil",
    ),
    'the past of an erased person deleted': owner(
      'append_only',
      'delete from register.person_version where id = :emil',
    ),
    'the opening of somebody who has left': owner('append_only', openingsOf('dora', 'insert')),
    'the reason of an erasure': owner('append_only', openingsOf('emil', 'update')),
  })
})

describe('an erased person', () => {
  let database: TestDatabase
  let superuser: pg.Client

  beforeAll(async () => {
    database = await testDatabase()
    superuser = new pg.Client(database.superUrl)
    await superuser.connect()
    await smallRegister(database.appUrl)
  })
  afterAll(async () => {
    await superuser.end()
    await database.drop()
  })

  const mentions = async (word: string) => {
    const { rows } = await superuser.query<{ name: string }>(
      "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('register', 'ledger', 'auth')",
    )
    const found = rows.map(({ name }) => `select '${name}' as name from ${name} t where t::text ilike '%${word}%'`)
    return (await superuser.query<{ name: string }>(`${found.join(' union ')} order by 1`)).rows.map(({ name }) => name)
  }

  test('is named nowhere, while somebody who has merely left still is', async () => {
    expect(await mentions('Emil')).toEqual([])
    expect(await mentions('Dora Dietz')).toEqual(['ledger.opening', 'register.person', 'register.person_version'])
  })

  test('is the same pseudonym in the present and in every version', async () => {
    const { rows } = await superuser.query(
      named(`select distinct name, name = register.pseudonym(:emil) as pseudonym from (
        select name from register.person where id = :emil union all select name from register.person_version where id = :emil) p`),
    )
    expect(rows).toEqual([{ name: expect.stringMatching(/^Person [0-9A-F]{8}$/), pseudonym: true }])
  })

  test('keeps every entry, and the reason of the erasure', async () => {
    const { rows } = await superuser.query(
      named(`select e.bytes::jsonb ->> 'operation' as operation, o.bytes::jsonb ->> 'reason' as reason
               from ledger.entry e left join ledger.opening o using (n)
              where e.bytes::jsonb ->> 'table' = 'person' and e.bytes::jsonb #>> '{key,id}' = :emil order by n`),
    )
    expect(rows).toEqual([
      { operation: 'people', reason: null },
      { operation: 'person.erase', reason: 'because it is so' },
    ])
  })
})
