import { both, owner, refuses } from '../../test/attack.ts'
import { now, registering } from '../../test/small-register.ts'

/** Somebody new is given something and marked as left in the next statement. */
const leavingWith = (given: string) =>
  `insert into register.person (id, name) values (:new, 'Nora Neu'); ${given};
   update register.person set state = 'left', left_import_id = :import where id = :new`

const offer = (from: string, to: string) =>
  `insert into register.transfer (id, asset_id, from_id, to_id, offered_at, expires_at)
   values (:newer, :press, :${from}, :${to}, ${now}, ${now} + interval '1 day')`
const holding = (person: string) =>
  `insert into register.holding (id, asset_id, person_id, began_at) values (:newer, :gauge, :${person}, ${now})`
const grant = (person: string) =>
  `insert into register.role_grant (id, person_id, role) values (:newer, :${person}, 'hr')`
const token = (person: string) =>
  `insert into register.token (id, person_id, name, role, read_only, secret_hash) values (:newer, :${person}, 'mine', 'hr', true, 'y')`
const standing = (person: string) =>
  `insert into register.provisional_owner (id, person_id, wording, accepted_at) values (:newer, :${person}, 'I stand in', ${now})`

refuses({
  // left with something attached
  'leaving with an asset': both('asset_owner_present', leavingWith(registering('newer', 'new').replace(/;$/, ''))),
  'leaving with an offer to accept': both('transfer_to_present', leavingWith(offer('anna', 'new'))),
  'leaving with an offer that waits for another': both('transfer_from_present', leavingWith(offer('new', 'ben'))),
  'leaving with a thing in hand': both('holding_person_present', leavingWith(holding('new'))),
  'leaving with a role': both('role_grant_person_present', leavingWith(grant('new'))),
  'leaving with a token': both('token_person_present', leavingWith(token('new'))),
  'leaving as a provisional owner': both('provisional_owner_person_present', leavingWith(standing('new'))),
  'leaving with everything, in one statement with the end of half of it': both(
    '23503',
    `with ended as (update register.token set ended_at = ${now} where id = :token)
     update register.person set state = 'left', left_import_id = :import where id = :anna`,
  ),
  'having left without a ground': both(
    'person_left_needs_ground',
    `update register.person set state = 'left' where id = :carla`,
  ),
  'a ground without having left': both(
    'person_left_needs_ground',
    'update register.person set left_import_id = :import where id = :carla',
  ),
  'a left person who is present': both('428C9', 'update register.person set present = true where id = :dora'),
  'a state of ones own': both('person_state', `update register.person set state = 'retired' where id = :carla`),

  // nothing new for who is leaving or has left
  'an offer to somebody who is leaving': both('takes_new', offer('anna', 'carla')),
  'an offer to somebody who has left': both('takes_new', offer('anna', 'dora')),
  'an offer by somebody who has left': both('transfer_from_present', offer('dora', 'ben')),
  'a thing in the hand of somebody who is leaving': both('takes_new', holding('carla')),
  'a role for somebody who is leaving': both('takes_new', grant('carla')),
  'a token for somebody who is leaving': both('takes_new', token('carla')),
  'a provisional owner who is leaving': both('takes_new', standing('carla')),
  'a thing in the hand of somebody who never was': both('23503', holding('nobody')),
  'a thing that somebody who never was has had in hand': both(
    'person_known',
    holding('nobody').replace('began_at)', 'began_at, ended_at)').replace(/\)$/, `, ${now})`),
  ),
  'a role of somebody who never was': both('23503', grant('nobody')),
  'a second holder': both('one_holder', holding('anna').replace(':gauge', ':press')),
  'a holder that is a person and a place': both(
    'holding_by_person_or_place',
    `insert into register.holding (id, asset_id, person_id, place, began_at) values (:newer, :gauge, :anna, 'Hall 2', ${now})`,
  ),

  // round the gate by changing what was given
  'a thing passed on to somebody who is leaving': both(
    'ends_once',
    'update register.holding set person_id = :carla where id = :held',
  ),
  'a thing taken back into the hand': both(
    'ends_once',
    'update register.holding set ended_at = null where id = :returned',
  ),
  'a hand-out dated otherwise': both(
    'ends_once',
    `update register.holding set began_at = '2020-01-01' where id = :held`,
  ),
  'a role taken up again': both('ends_once', 'update register.role_grant set ended_at = null where id = :formerly'),
  'a role turned into another': both(
    'ends_once',
    `update register.role_grant set role = 'auditor' where id = :administrator`,
  ),
  'a role passed on': both('ends_once', 'update register.role_grant set person_id = :carla where id = :administrator'),
  'a token passed on': both('ends_once', 'update register.token set person_id = :carla where id = :token'),
  'a token that may do more': both('ends_once', 'update register.token set read_only = false where id = :token'),
  'a provisional owner exchanged': both(
    'ends_once',
    'update register.provisional_owner set person_id = :carla where id = :standing',
  ),

  // persons themselves
  'a person deleted': owner('append_only', 'delete from register.person where id = :dora'),
  'every person truncated': owner('append_only', 'truncate register.person cascade'),
  'a person with another id': both('key_is_kept', 'update register.person set id = :new where id = :dora'),
  'two persons with one address': both(
    'person_email_taken',
    `insert into register.person (id, name, email) values (:new, 'Nora Neu', 'ANNA@example.org')`,
  ),
})
