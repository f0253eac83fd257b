import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { constraints } from '../src/refusals.ts'
import { type TestDatabase, testDatabase } from './database.ts'

// Whatever the database refuses has either words of its own (src/refusals.ts) or stands here: then the program has already refused
// it in better words, or no person can run into it, and "conflict" with the constraint's name is the answer.

const internal: Record<string, string[]> = {
  'closed lists and forms, which the API checks with the same words': [
    ...[
      'asset_status',
      'asset_tier',
      'asset_currency_check',
      'asset_cost_has_currency',
      'asset_name_check',
      'asset_tag_check',
    ],
    ...['find_type', 'find_decision', 'kind_domain', 'kind_id_check', 'kind_field_id_check', 'kind_field_type'],
    ...[
      'organisation_language',
      'organisation_one_check',
      'organisation_transfer_expires_days_check',
      'person_kind',
      'person_name_check',
      'person_state',
    ],
    ...[
      'role_grant_role',
      'site_country_check',
      'transfer_state',
      'tenure_started_by',
      'acceptance_wording_check',
      'transfer_words',
      'provisional_owner_wording_check',
    ],
  ],
  'the life of an import, which the program leads': [
    ...[
      'import_kind',
      'import_state',
      'import_unclear',
      'import_operator_id_fkey',
      'import_provisional_id_fkey',
      'person_left_by_import',
    ],
  ],
  'records chosen from a list': [
    ...[
      'asset_department_id_fkey',
      'asset_model_id_fkey',
      'asset_parent_id_fkey',
      'asset_place_id_fkey',
      'asset_site_id_fkey',
    ],
    ...['asset_supplier_id_fkey', 'department_parent_id_fkey', 'kind_field_kind_id_fkey', 'person_department_id_fkey'],
    ...['person_site_id_fkey', 'place_parent_id_fkey', 'place_site_id_fkey'],
  ],
  'the asset or person of the request, which was read before': [
    ...['find_asset_id_fkey', 'holding_asset_id_fkey', 'tenure_asset_id_fkey', 'transfer_asset_id_fkey'],
    ...['find_decided_by_fkey', 'transfer_decided_by_fkey', 'transfer_offered_by_fkey', 'transfer_released_by_fkey'],
    ...['holding_person_id_fkey', 'transfer_from_id_fkey', 'transfer_to_id_fkey'],
    ...['provisional_owner_person', 'role_grant_person', 'token_person'],
  ],
  'the form of a chain, which the rules compute': [
    ...['asset_head_is_its_owner', 'asset_head_is_tenure', 'asset_disposed_has_no_owner'],
    ...['tenure_accepted', 'tenure_accepted_by_transfer', 'tenure_backdated_by_account', 'tenure_begins_by_account'],
    ...[
      'tenure_disposed_has_no_owner',
      'tenure_first_is_registered',
      'tenure_follows',
      'tenure_is_head',
      'tenure_provisional',
    ],
    ...[
      'tenure_provisional_is_owner',
      'tenure_provisional_named',
      'tenure_seq_check',
      'tenure_without_gap',
      'correction_is_whole',
    ],
    ...[
      'acceptance_of_tenure',
      'acceptance_backdated',
      'transfer_accepted_began_tenure',
      'transfer_accepted_in_words',
      'transfer_began',
      'transfer_decided',
    ],
    ...['transfer_keeps_its_offer', 'transfer_refused_with_reason', 'transfer_released_in_words'],
    ...['find_decided', 'find_open_once', 'holding_by_person_or_place', 'one_holder', 'ends_once', 'key_is_kept'],
  ],
  'the ledger, reached by SQL alone': [
    ...['append_only', 'change_begun_once', 'sample_clock', 'sample_clock_forwards', 'version_order'],
    ...['epoch_number_check', 'erase_in_own_change', 'person_erased_is_blank'],
  ],
  'made of random bytes': ['token_secret_hash_key'],
}

let database: TestDatabase
let there: { name: string; structural: boolean }[]

beforeAll(async () => {
  database = await testDatabase()
  const client = new pg.Client(database.superUrl)
  await client.connect()
  // Structural: primary keys, keys that only exist to be pointed at, and the pointers to a change.
  there = (
    await client.query(`
      select conname as name, contype in ('p', 'n') or (contype = 'f' and confrelid = 'ledger.change'::regclass)
             or (contype = 'u' and exists (select from pg_constraint f where f.contype = 'f' and f.conindid = k.conindid)) as structural
        from pg_constraint k where connamespace = 'register'::regnamespace and conrelid::regclass::text !~ '_version$'
      union select c.relname, false from pg_index i join pg_class c on c.oid = indexrelid
       where indisunique and relnamespace = 'register'::regnamespace and not exists (select from pg_constraint where conindid = c.oid)
      union select c.relname, true from pg_index i join pg_class c on c.oid = indexrelid
       where indisunique and relnamespace in ('ledger'::regnamespace, 'auth'::regnamespace)
      union select raised[1], false from pg_proc, regexp_matches(prosrc, 'constraint = ''([a-z_]+)''', 'g') raised
       where pronamespace in ('register'::regnamespace, 'ledger'::regnamespace)`)
  ).rows
  await client.end()
})
afterAll(() => database.drop())

test('every constraint that has words is there', () => {
  const names = new Set(there.map(({ name }) => name))
  expect(Object.keys(constraints).filter((name) => !names.has(name))).toEqual([])
})

test('every constraint has words, or a reason to have none', () => {
  const known = new Set([...Object.keys(constraints), ...Object.values(internal).flat()])
  expect(there.filter(({ name, structural }) => !structural && !known.has(name)).map(({ name }) => name)).toEqual([])
})

test('nothing is excused that is not there, or has words', () => {
  const names = new Set(there.map(({ name }) => name))
  expect(
    Object.values(internal)
      .flat()
      .filter((name) => !names.has(name) || name in constraints),
  ).toEqual([])
})
