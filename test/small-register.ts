import pg from 'pg'

// A small register with one of everything that hostile statements and races need, made as the running program makes it.

const id = (n: number) => `'00000000-0000-7000-8000-${String(n).padStart(12, '0')}'`

/** What `:name` stands for in the statements of tests. */
const names: Record<string, string> = {
  // persons: two who work here, one who is leaving, one who has left, one who was erased
  ...{ anna: id(1), ben: id(2), carla: id(3), dora: id(4), emil: id(5) },
  // assets: stated for Anna · accepted by Ben · disposed · offered to Ben and released · its owners corrected
  ...{ press: id(11), lathe: id(12), crane: id(13), scanner: id(14), gauge: id(15) },
  ...{ accepted: id(21), offered: id(22), declined: id(23) },
  ...{ standing: id(31), administrator: id(32), formerly: id(33), token: id(34), held: id(35), returned: id(36) },
  ...{ works: id(41), maintenance: id(42), import: id(43), organisation: id(44), find: id(45) },
  ...{ new: id(91), newer: id(92), nobody: id(99) },
}

/** A statement with its `:names` put in. */
export const named = (statement: string) =>
  statement.replace(/(?<![:\w]):([a-z]+)\b/g, (whole, name: string) => names[name] ?? whole)

/** Begins a change by Anna: everything after it in the transaction is part of it. */
export const begin = (operation: string) =>
  named(
    `select ledger.begin(gen_random_uuid(), :anna, null, '${operation}', 'because it is so', 'command', null, null);`,
  )

/** The instant of the running change. */
export const now = '(ledger.current_change()).at'

/** The statement that registers an asset for a person. */
export const registering = (asset: string, owner: string) =>
  named(`with began as (
    insert into register.tenure (asset_id, seq, revision, owner_id, since, started_by)
    values (:${asset}, 1, 1, :${owner}, '2026-01-01', 'registered'))
  insert into register.asset (id, tag, name, kind_id, notes, owner_id, owner_seq, owner_since)
  values (:${asset}, '${asset}', 'The ${asset}', 'machine', 'Ask Anna first', :${owner}, 1, '2026-01-01');`)

const offering = (transfer: string, asset: string) => `
  insert into register.transfer (id, asset_id, from_id, to_id, offered_at, offered_by, released_at, released_by, release_wording, expires_at)
  values (:${transfer}, :${asset}, :anna, :ben, ${now}, :anna, ${now}, :anna, 'I release it', ${now} + interval '14 days');`

const changes: [operation: string, statements: string][] = [
  [
    'people',
    `insert into register.organisation (id, name, language) values (:organisation, 'Works Ltd', 'en');
     insert into register.site (id, name, country) values (:works, 'Works', 'DE');
     insert into register.person (id, name, email, site_id) values
       (:anna, 'Anna Adler', 'anna@example.org', :works), (:ben, 'Ben Bauer', 'ben@example.org', :works),
       (:carla, 'Carla Conrad', 'carla@example.org', null);
     insert into register.department (id, name, head_id) values (:maintenance, 'Maintenance', :carla);
     insert into register.import (id, kind, operator_id, file_name, file_hash, headings_hash, headings, mapping, settings, warnings, lines, read_at)
       values (:import, 'people', :anna, 'people.csv', '', '', '{}', '{}', '{}', '[]', 2, ${now});
     insert into register.person (id, name, email, state, left_import_id) values
       (:dora, 'Dora Dietz', 'dora@example.org', 'left', :import), (:emil, 'Emil Ernst', 'emil@example.org', 'left', :import);
     insert into auth."user" (id, name, email, person_id) values ('emil', 'Emil Ernst', 'emil@example.org', :emil);
     insert into register.role_grant (id, person_id, role) values (:administrator, :anna, 'administrator'), (:formerly, :carla, 'hr');
     insert into register.token (id, person_id, name, role, read_only, secret_hash) values (:token, :anna, 'scanner', 'auditor', true, 'x');
     insert into register.provisional_owner (id, person_id, wording, accepted_at) values (:standing, :anna, 'I stand in', ${now});
     insert into register.kind (id, domain, names) values ('machine', 'hardware', '{"en": "Machine"}');`,
  ],
  [
    'asset.register',
    ['press', 'lathe', 'crane', 'scanner', 'gauge'].map((asset) => registering(asset, 'anna')).join(''),
  ],
  [
    'holding.set',
    `insert into register.holding (id, asset_id, person_id, began_at) values
       (:held, :press, :ben, ${now}), (:returned, :scanner, :carla, ${now});`,
  ],
  ['transfer.offer', offering('accepted', 'lathe') + offering('declined', 'press') + offering('offered', 'scanner')],
  [
    'transfer.accept',
    `with began as (
       insert into register.tenure (asset_id, seq, revision, owner_id, since, started_by, transfer_id, prev_seq, prev_since)
       values (:lathe, 2, 1, :ben, ${now}, 'accepted', :accepted, 1, '2026-01-01')),
     decided as (
       update register.transfer set state = 'accepted', decided_at = ${now}, decided_by = :ben, wording = 'I accept it', began_seq = 2
       where id = :accepted)
     update register.asset set owner_id = :ben, owner_seq = 2, owner_since = ${now} where id = :lathe;`,
  ],
  [
    'transfer.decline',
    `update register.transfer set state = 'declined', decided_at = ${now}, decided_by = :ben, wording = 'Not mine' where id = :declined;
     insert into register.find (id, type, asset_id, stated, opened_at) values (:find, 'owner_unclear', :press, 'Maintenance', ${now});`,
  ],
  [
    'asset.dispose',
    `with began as (
       insert into register.tenure (asset_id, seq, revision, owner_id, since, started_by, prev_seq, prev_since)
       values (:crane, 2, 1, null, ${now}, 'disposed', 1, '2026-01-01'))
     update register.asset set status = 'disposed', owner_id = null, owner_seq = 2, owner_since = ${now} where id = :crane;`,
  ],
  [
    'ownership.correct',
    `with began as (
       insert into register.tenure (asset_id, seq, revision, owner_id, since, started_by, prev_seq, prev_since)
       values (:gauge, 2, 2, :ben, '2025-06-01', 'corrected', null, null), (:gauge, 3, 2, :anna, '2026-02-01', 'corrected', 2, '2025-06-01'))
     update register.asset set owner_id = :anna, owner_seq = 3, owner_revision = 2, owner_since = '2026-02-01' where id = :gauge;`,
  ],
  [
    'person.leaving',
    `update register.role_grant set ended_at = ${now} where id = :formerly;
     update register.holding set ended_at = ${now} where id = :returned;
     update register.person set state = 'leaving' where id = :carla;`,
  ],
  ['person.erase', 'select register.erase_person(:emil);'],
]

/** Fills an empty, migrated database. The last of its entries are not in the tree yet. */
export async function smallRegister(appUrl: string): Promise<void> {
  const client = new pg.Client(appUrl)
  await client.connect()
  try {
    for (const [operation, statements] of changes) {
      await client.query(`begin; ${begin(operation)} ${named(statements)} commit;`)
      if (operation === 'transfer.accept') await client.query('select ledger.sequence(1000)')
    }
  } finally {
    await client.end()
  }
}
