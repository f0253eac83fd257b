import { app, both, owner, refuses } from '../../test/attack.ts'
import { begin, now, registering } from '../../test/small-register.ts'

const head = (asset: string, values: string) => `update register.asset set ${values} where id = :${asset};`
const tenure = (rows: string) =>
  `insert into register.tenure (asset_id, seq, revision, owner_id, since, started_by, transfer_id, provisional_id, prev_seq, prev_since) values ${rows}`
/** Rows of the press, whose head is tenure 1 of Anna since 2026-01-01. */
const next = (ownerId: string, startedBy: string, more = 'null, null') =>
  `(:press, 2, 1, ${ownerId}, ${now}, '${startedBy}', ${more}, 1, '2026-01-01')`
const anew = (seq: number, ownerId: string, since = "'2026-01-01'", startedBy = 'corrected') =>
  `(:press, ${seq}, ${seq}, ${ownerId}, ${since}, '${startedBy}', null, null, null, null)`
const moved = (rows: string, values: string) => `with began as (${tenure(rows)}) ${head('press', values)}`
const accepting = (transfer: string, by: string, rows: string, values: string, asset = 'scanner') =>
  `with began as (${tenure(rows)}), decided as (
     update register.transfer set state = 'accepted', decided_at = ${now}, decided_by = ${by}, wording = 'I accept it', began_seq = 2
     where id = :${transfer})
   ${head(asset, values)}`

refuses({
  // no owner
  'an asset without owner': both('23514', head('press', 'owner_id = null')),
  'an asset without owner, called disposed': both(
    'head_moves_forward',
    head('press', "owner_id = null, status = 'disposed'"),
  ),
  'an asset registered without owner': both(
    'asset_disposed_has_no_owner',
    registering('new', 'anna').replaceAll("'00000000-0000-7000-8000-000000000001'", 'null'),
  ),
  'an asset registered as disposed': both(
    'tenure_disposed_has_no_owner',
    `with began as (${tenure("(:new, 1, 1, null, '2026-01-01', 'registered', null, null, null, null)")})
     insert into register.asset (id, tag, name, kind_id, status, owner_id, owner_seq, owner_since)
     values (:new, 'new', 'New', 'machine', 'disposed', null, 1, '2026-01-01')`,
  ),
  'an asset registered without a tenure': both(
    'asset_head_is_tenure',
    `insert into register.asset (id, tag, name, kind_id, owner_id, owner_seq, owner_since)
     values (:new, 'new', 'New', 'machine', :anna, 1, '2026-01-01')`,
  ),
  'a tenure without its asset': both(
    'tenure_asset_id_fkey',
    tenure("(:new, 1, 1, :anna, '2026-01-01', 'registered', null, null, null, null)"),
  ),
  'a tenure that the asset does not point at': both('tenure_is_head', tenure(next(':ben', 'corrected'))),
  'a disposed status without the end of the chain': both(
    'asset_disposed_has_no_owner',
    head('press', "status = 'disposed'"),
  ),
  'a correction that begins after the registration': both(
    'correction_covers_registration',
    moved(anew(2, ':ben', `${now}`), `owner_id = :ben, owner_seq = 2, owner_revision = 2, owner_since = ${now}`),
  ),
  'a revision that begins with a disposal': both(
    'tenure_begins_by_account',
    moved(
      anew(2, 'null', now, 'disposed'),
      `status = 'disposed', owner_id = null, owner_seq = 2, owner_revision = 2, owner_since = ${now}`,
    ),
  ),

  // two owners at one instant
  'another owner on the head alone': both('head_moves_forward', head('press', 'owner_id = :ben')),
  'another owner on the head, with the next number': both(
    'asset_head_is_tenure',
    head('press', 'owner_id = :ben, owner_seq = 2'),
  ),
  'one owner on the head and another in the tenure': both(
    'asset_head_is_its_owner',
    moved(anew(2, ':ben'), "owner_id = :anna, owner_seq = 2, owner_revision = 2, owner_since = '2026-01-01'"),
  ),
  'a second tenure of one number': both(
    'tenure_pkey',
    tenure(anew(2, ':ben').replace('2, 2,', '1, 1,').replace('corrected', 'registered')),
  ),
  'a second tenure of one number, on conflict': owner(
    'append_only',
    `${tenure(anew(1, ':ben', "'2026-01-01'", 'registered'))} on conflict (asset_id, seq) do update set owner_id = excluded.owner_id`,
  ),
  'two tenures from one predecessor': both(
    'tenure_follows_in_order',
    moved(
      `${next(':ben', 'corrected')}, (:press, 3, 1, :anna, ${now}, 'corrected', null, null, 1, '2026-01-01')`,
      `owner_id = :anna, owner_seq = 3, owner_since = ${now}`,
    ),
  ),
  'a generated column written by hand': both('428C9', head('press', 'owned = false')),

  // a start before its predecessor
  'a start before its predecessor': both(
    'tenure_follows_in_order',
    moved(
      "(:press, 2, 1, :ben, '2025-01-01', 'corrected', null, null, 1, '2026-01-01')",
      "owner_id = :ben, owner_seq = 2, owner_since = '2025-01-01'",
    ),
  ),
  'a start before its predecessor, whose own start is left out': both(
    'tenure_follows_in_order',
    moved(
      "(:press, 2, 1, :ben, '2025-01-01', 'corrected', null, null, 1, null)",
      "owner_id = :ben, owner_seq = 2, owner_since = '2025-01-01'",
    ),
  ),
  'a successor in a revision, whose predecessor is left out': both(
    'tenure_follows_in_order',
    moved(
      "(:press, 2, 1, :ben, '2025-01-01', 'corrected', null, null, null, '2024-01-01')",
      "owner_id = :ben, owner_seq = 2, owner_since = '2025-01-01'",
    ),
  ),
  'a start before its predecessor, which is said to have begun earlier': both(
    'tenure_follows',
    moved(
      "(:press, 2, 1, :ben, '2025-01-01', 'corrected', null, null, 1, '2024-01-01')",
      "owner_id = :ben, owner_seq = 2, owner_since = '2025-01-01'",
    ),
  ),
  'a predecessor of another asset': both(
    'tenure_follows',
    moved(
      `(:press, 3, 2, :ben, ${now}, 'corrected', null, null, 2, '2025-06-01')`,
      `owner_id = :ben, owner_seq = 3, owner_revision = 2, owner_since = ${now}`,
    ),
  ),
  'a predecessor of another revision': both(
    'tenure_follows',
    `with began as (${tenure(`(:gauge, 4, 1, :ben, ${now}, 'corrected', null, null, 3, '2026-02-01')`)})
     ${head('gauge', `owner_id = :ben, owner_seq = 4, owner_revision = 1, owner_since = ${now}`)}`,
  ),
  'a revision that is said to begin before its first row': both(
    'tenure_follows_in_order',
    moved(
      `(:press, 2, -5, :ben, ${now}, 'corrected', null, null, null, null)`,
      `owner_id = :ben, owner_seq = 2, owner_revision = -5, owner_since = ${now}`,
    ),
  ),
  'a start in the future': both(
    'tenure_not_in_future',
    moved(
      "(:press, 2, 2, :ben, '2025-01-01', 'corrected', null, null, null, null), (:press, 3, 2, :anna, '2999-01-01', 'corrected', null, null, 2, '2025-01-01')",
      "owner_id = :anna, owner_seq = 3, owner_revision = 2, owner_since = '2999-01-01'",
    ),
  ),
  'an acceptance dated back': both(
    'tenure_backdated_by_account',
    accepting(
      'offered',
      ':ben',
      "(:scanner, 2, 1, :ben, '2026-01-02', 'accepted', :offered, null, 1, '2026-01-01')",
      "owner_id = :ben, owner_seq = 2, owner_since = '2026-01-02'",
    ),
  ),
  'a disposal dated back': both(
    'tenure_backdated_by_account',
    moved(
      "(:press, 2, 1, null, '2026-01-02', 'disposed', null, null, 1, '2026-01-01')",
      "status = 'disposed', owner_id = null, owner_seq = 2, owner_since = '2026-01-02'",
    ),
  ),

  // an owner who is not a person, or is leaving, or has left
  'an owner who is no person': both(
    '23503',
    moved(anew(2, ':nobody'), "owner_id = :nobody, owner_seq = 2, owner_revision = 2, owner_since = '2026-01-01'"),
  ),
  'an owner of the past who was no person': both(
    'tenure_owner_id_fkey',
    moved(
      `${anew(2, ':nobody')}, (:press, 3, 2, :anna, '2026-02-01', 'corrected', null, null, 2, '2026-01-01')`,
      "owner_id = :anna, owner_seq = 3, owner_revision = 2, owner_since = '2026-02-01'",
    ),
  ),
  'an owner who is leaving': both(
    'takes_new',
    moved(anew(2, ':carla'), "owner_id = :carla, owner_seq = 2, owner_revision = 2, owner_since = '2026-01-01'"),
  ),
  'an owner who has left': both(
    'takes_new',
    moved(anew(2, ':dora'), "owner_id = :dora, owner_seq = 2, owner_revision = 2, owner_since = '2026-01-01'"),
  ),
  'an asset registered for somebody who is leaving': both('takes_new', registering('new', 'carla')),
  'an asset registered for somebody who has left': both('takes_new', registering('new', 'dora')),
  'an asset copied in for somebody who has left': both(
    'takes_new',
    `merge into register.asset a using (select * from register.asset where id = :press) p on a.id = :new
     when not matched then insert (id, tag, name, kind_id, owner_id, owner_seq, owner_since)
     values (:new, 'new', p.name, p.kind_id, :dora, 1, '2026-01-01')`,
  ),

  // a head that is not the last tenure
  'the head moved back': both(
    'head_moves_forward',
    head('lathe', "owner_id = :anna, owner_seq = 1, owner_since = '2026-01-01'"),
  ),
  "the head moved to another revision's row": both(
    'head_moves_forward',
    head('gauge', "owner_id = :ben, owner_seq = 2, owner_since = '2025-06-01'"),
  ),
  'the head moved to another revision': both('head_moves_forward', head('gauge', 'owner_revision = 1')),
  'the start on the head changed': both('head_moves_forward', head('press', "owner_since = '2026-01-02'")),
  'two more tenures, and the head on the first': both(
    'tenure_is_head',
    moved(
      "(:press, 2, 2, :ben, '2025-01-01', 'corrected', null, null, null, null), (:press, 3, 2, :anna, '2025-02-01', 'corrected', null, null, 2, '2025-01-01')",
      "owner_id = :ben, owner_seq = 2, owner_revision = 2, owner_since = '2025-01-01'",
    ),
  ),
  'the head moved by a cursor': both(
    'head_moves_forward',
    `declare theirs cursor for select * from register.asset where id = :press for update; fetch theirs;
     update register.asset set owner_id = :ben where current of theirs`,
  ),
  'the head moved between two statements': both(
    'tenure_is_head',
    `${begin('asset.edit')} ${tenure(anew(2, ':ben'))};
     ${head('press', "owner_id = :ben, owner_seq = 2, owner_revision = 2, owner_since = '2026-01-01'")}`,
  ),
  'the head moved by a function inside the statement': app(
    '27000',
    `create function pg_temp.move() returns text language plpgsql as $$ begin
       ${moved(anew(2, ':ben'), "owner_id = :ben, owner_seq = 2, owner_revision = 2, owner_since = '2026-01-01'")}
       return 'moved'; end $$;
     update register.asset set name = pg_temp.move(), owner_id = :anna where id = :press`,
  ),
  'constraints put off': both(
    'head_moves_forward',
    `set constraints all deferred; ${head('press', 'owner_id = :ben')} ${head('press', 'owner_id = :anna')}`,
  ),

  // a change of the past
  'a tenure changed': owner('append_only', 'update register.tenure set owner_id = :ben where asset_id = :press'),
  'a tenure dated otherwise': owner(
    'append_only',
    "update register.tenure set since = '2020-01-01' where asset_id = :press",
  ),
  'a tenure deleted': owner('append_only', 'delete from register.tenure where asset_id = :lathe and seq = 1'),
  'a tenure merged away': owner(
    'append_only',
    'merge into register.tenure t using register.asset a on a.id = t.asset_id when matched then delete',
  ),
  'an asset deleted': owner('append_only', 'delete from register.asset where id = :press'),
  'an asset with another id': both('head_moves_forward', 'update register.asset set id = :new where id = :press'),
  'every tenure truncated': owner('append_only', 'truncate register.tenure cascade'),
  'every asset truncated, with all that hangs on it': owner('append_only', 'truncate register.asset cascade'),
  'every version truncated': owner('append_only', 'truncate register.asset_version'),
  'a version changed': owner('append_only', "update register.asset_version set name = 'Another' where id = :press"),
  'a version closed earlier': owner(
    'append_only',
    "update register.asset_version set recorded_to = '2026-01-01' where id = :press",
  ),
  'a version deleted': owner('append_only', 'delete from register.asset_version where id = :press'),
  'a version slipped in': owner(
    'append_only',
    "insert into register.asset_version select '2020-01-01', '2020-01-02', change_id, id, tag, name from register.asset_version where id = :press",
  ),
  'numbers left free for a tenure to come between': both(
    'tenure_without_gap',
    moved(anew(5, ':ben'), "owner_id = :ben, owner_seq = 5, owner_revision = 5, owner_since = '2026-01-01'"),
  ),
  'one more owner in the guise of a correction': both(
    'correction_is_whole',
    moved(next(':ben', 'corrected'), `owner_id = :ben, owner_seq = 2, owner_since = ${now}`),
  ),
  'one more owner added to an old correction': both(
    'correction_is_whole',
    `with began as (${tenure(`(:gauge, 4, 2, :ben, ${now}, 'corrected', null, null, 3, '2026-02-01')`)})
     ${head('gauge', `owner_id = :ben, owner_seq = 4, owner_since = ${now}`)}`,
  ),
  'a second registration': both(
    'tenure_first_is_registered',
    moved(
      anew(2, ':ben', "'2026-01-01'", 'registered'),
      "owner_id = :ben, owner_seq = 2, owner_revision = 2, owner_since = '2026-01-01'",
    ),
  ),
  'an owner after the disposal': both(
    'tenure_after_disposal',
    `with began as (${tenure("(:crane, 3, 3, :ben, '2026-01-01', 'corrected', null, null, null, null)")})
     ${head('crane', "status = 'in_use', owner_id = :ben, owner_seq = 3, owner_revision = 3, owner_since = '2026-01-01'")}`,
  ),
  'a disposal and an account after it in one statement, the account first': both(
    'tenure_after_disposal',
    moved(
      `(:press, 3, 3, :ben, '2026-01-01', 'corrected', null, null, null, null), ${next('null', 'disposed')}`,
      "owner_id = :ben, owner_seq = 3, owner_revision = 3, owner_since = '2026-01-01'",
    ),
  ),
  'a disposal of now and an owner after it in one statement': both(
    'tenure_follows_in_order',
    moved(
      `(:press, 3, 1, :ben, ${now}, 'corrected', null, null, 2, ${now}), ${next('null', 'disposed')}`,
      `owner_id = :ben, owner_seq = 3, owner_since = ${now}`,
    ),
  ),

  // ownership without acceptance
  'an acceptance without a transfer': both(
    'tenure_accepted_by_transfer',
    moved(next(':ben', 'accepted'), `owner_id = :ben, owner_seq = 2, owner_since = ${now}`),
  ),
  'a transfer accepted while its tenure is another': both(
    'transfer_began',
    `update register.transfer set state = 'accepted', decided_at = ${now}, decided_by = :ben, wording = 'I accept it', began_seq = 1
     where id = :offered`,
  ),
  'a transfer accepted without a tenure': both(
    'transfer_accepted_began_tenure',
    `update register.transfer set state = 'accepted', decided_at = ${now}, decided_by = :ben, wording = 'I accept it' where id = :offered`,
  ),
  "a transfer accepted into somebody else's tenure": both(
    '23503',
    accepting(
      'offered',
      ':ben',
      `(:scanner, 2, 1, :anna, ${now}, 'accepted', :offered, null, 1, '2026-01-01')`,
      `owner_id = :anna, owner_seq = 2, owner_since = ${now}`,
    ),
  ),
  'a transfer accepted by another than its receiver': both(
    'transfer_accepted_in_words',
    accepting(
      'offered',
      ':anna',
      `(:scanner, 2, 1, :ben, ${now}, 'accepted', :offered, null, 1, '2026-01-01')`,
      `owner_id = :ben, owner_seq = 2, owner_since = ${now}`,
    ),
  ),
  'a transfer accepted by nobody': both(
    'transfer_accepted_in_words',
    accepting(
      'offered',
      'null',
      `(:scanner, 2, 1, :ben, ${now}, 'accepted', :offered, null, 1, '2026-01-01')`,
      `owner_id = :ben, owner_seq = 2, owner_since = ${now}`,
    ),
  ),
  'a transfer accepted before it was released': both(
    'transfer_accepted_in_words',
    `insert into register.transfer (id, asset_id, from_id, to_id, offered_at, expires_at) values (:new, :press, :anna, :ben, ${now}, ${now});
     ${accepting('new', ':ben', next(':ben', 'accepted', ':new, null'), `owner_id = :ben, owner_seq = 2, owner_since = ${now}`, 'press')}`,
  ),
  'a transfer of one asset accepted for another': both(
    '23503',
    accepting(
      'offered',
      ':ben',
      next(':ben', 'accepted', ':offered, null'),
      `owner_id = :ben, owner_seq = 2, owner_since = ${now}`,
      'press',
    ),
  ),
  'an old acceptance used again': both(
    'tenure_uses_transfer_once',
    `${begin('asset.edit')}
     with began as (${tenure("(:lathe, 3, 3, :anna, '2026-01-01', 'corrected', null, null, null, null)")})
     ${head('lathe', "owner_id = :anna, owner_seq = 3, owner_revision = 3, owner_since = '2026-01-01'")}
     with began as (${tenure(`(:lathe, 4, 3, :ben, ${now}, 'accepted', :accepted, null, 3, '2026-01-01')`)})
     ${head('lathe', `owner_id = :ben, owner_seq = 4, owner_since = ${now}`)}`,
  ),
  'what somebody offered who does not own it any more': both(
    'accepted_from_owner',
    `${begin('ownership.correct')}
     insert into register.person (id, name) values (:new, 'Nora Neu');
     with began as (${tenure("(:scanner, 2, 2, :new, '2026-01-01', 'corrected', null, null, null, null)")})
     ${head('scanner', "owner_id = :new, owner_seq = 2, owner_revision = 2, owner_since = '2026-01-01'")}
     ${accepting(
       'offered',
       ':ben',
       `(:scanner, 3, 2, :ben, ${now}, 'accepted', :offered, null, 2, '2026-01-01')`,
       `owner_id = :ben, owner_seq = 3, owner_since = ${now}`,
     ).replace('began_seq = 2', 'began_seq = 3')}`,
  ),
  'a provisional owner who never stood in': both(
    'tenure_provisional_is_owner',
    moved(next(':ben', 'provisional', 'null, :standing'), `owner_id = :ben, owner_seq = 2, owner_since = ${now}`),
  ),
  'a provisional owner in reserve whom nobody knows': both(
    'tenure_provisional',
    moved(
      anew(2, ':ben').replace('null, null, null, null', 'null, :nobody, null, null'),
      "owner_id = :ben, owner_seq = 2, owner_revision = 2, owner_since = '2026-01-01'",
    ),
  ),
  'a provisional owner without having said so': both(
    'tenure_provisional_named',
    moved(next(':ben', 'provisional'), `owner_id = :ben, owner_seq = 2, owner_since = ${now}`),
  ),

  // transfers
  'two open offers of one asset': both(
    'one_open_transfer',
    `insert into register.transfer (id, asset_id, from_id, to_id, offered_at, expires_at) values (:new, :scanner, :anna, :ben, ${now}, ${now})`,
  ),
  'an offer to oneself': both(
    'transfer_to_another',
    `insert into register.transfer (id, asset_id, from_id, to_id, offered_at, expires_at) values (:new, :press, :anna, :anna, ${now}, ${now})`,
  ),
  'a decided transfer decided again': both(
    'transfer_decided_once',
    "update register.transfer set state = 'cancelled', wording = 'Never mind' where id = :declined",
  ),
  'a decided transfer opened again': both(
    'transfer_decided_once',
    "update register.transfer set state = 'open', decided_at = null, decided_by = null where id = :declined",
  ),
  'the words of an acceptance changed': both(
    'transfer_decided_once',
    "update register.transfer set wording = 'I never did' where id = :accepted",
  ),
  'an offer turned to somebody else': both(
    'transfer_keeps_its_offer',
    'update register.transfer set to_id = :dora where id = :offered',
  ),
  'an offer of another asset': both(
    'transfer_keeps_its_offer',
    'update register.transfer set asset_id = :press where id = :offered',
  ),
  'a release in other words': both(
    'transfer_keeps_its_offer',
    "update register.transfer set release_wording = 'Not I' where id = :offered",
  ),
  'a release undone': both(
    'transfer_keeps_its_offer',
    'update register.transfer set released_at = null, released_by = null, release_wording = null where id = :offered',
  ),
  'a release without words': both(
    'transfer_released_in_words',
    `insert into register.transfer (id, asset_id, from_id, to_id, offered_at, expires_at, released_at) values (:new, :press, :anna, :ben, ${now}, ${now}, ${now})`,
  ),
  'an open offer that somebody has decided': both(
    'transfer_decided',
    'update register.transfer set decided_by = :ben where id = :offered',
  ),
  'an offer in a state of its own': both(
    'transfer_state',
    `update register.transfer set state = 'forgotten', decided_at = ${now} where id = :offered`,
  ),
  'an offer declined the day before': both(
    'transfer_decided_when_recorded',
    `update register.transfer set state = 'declined', decided_at = ${now} - interval '1 day', decided_by = :ben, wording = 'No' where id = :offered`,
  ),
  'an offer declined without a reason': both(
    'transfer_refused_with_reason',
    `update register.transfer set state = 'declined', decided_at = ${now}, decided_by = :ben where id = :offered`,
  ),
  'an offer accepted in empty words': both(
    'transfer_words',
    accepting(
      'offered',
      ':ben',
      `(:scanner, 2, 1, :ben, ${now}, 'accepted', :offered, null, 1, '2026-01-01')`,
      `owner_id = :ben, owner_seq = 2, owner_since = ${now}`,
    ).replace('I accept it', ''),
  ),
  'an offer declined for an empty reason': both(
    'transfer_words',
    `update register.transfer set state = 'declined', decided_at = ${now}, decided_by = :ben, wording = '' where id = :offered`,
  ),
  'a transfer deleted': owner('append_only', 'delete from register.transfer where id = :declined'),

  // acceptances of stated owners
  "an acceptance of somebody else's tenure": both(
    'acceptance_of_tenure',
    `insert into register.acceptance (asset_id, seq, owner_id, at, wording) values (:press, 1, :ben, ${now}, 'Mine')`,
  ),
  'an acceptance that is still to come': both(
    'acceptance_not_in_future',
    "insert into register.acceptance (asset_id, seq, owner_id, at, wording) values (:press, 1, :anna, '2999-01-01', 'Mine')",
  ),
  'an acceptance by a stated owner, dated back': both(
    'acceptance_backdated',
    "insert into register.acceptance (asset_id, seq, owner_id, at, wording) values (:press, 1, :anna, '2026-01-02', 'Mine')",
  ),
  'an acceptance carried on in other words': both(
    'acceptance_backdated',
    `${begin('ownership.correct')}
     with began as (${tenure("(:lathe, 3, 3, :ben, '2025-01-01', 'corrected', null, null, null, null)")})
     ${head('lathe', "owner_id = :ben, owner_seq = 3, owner_revision = 3, owner_since = '2025-01-01'")}
     insert into register.acceptance (asset_id, seq, owner_id, at, wording)
     select asset_id, 3, to_id, decided_at, 'I never said so' from register.transfer where id = :accepted`,
  ),
  'an acceptance without words': both(
    'acceptance_wording_check',
    `insert into register.acceptance (asset_id, seq, owner_id, at, wording) values (:press, 1, :anna, ${now}, '')`,
  ),
  'an acceptance of a disposed asset': both(
    '23502',
    `insert into register.acceptance (asset_id, seq, owner_id, at, wording) values (:crane, 2, null, ${now}, 'Mine')`,
  ),
  'an acceptance taken back': owner(
    'append_only',
    `insert into register.acceptance (asset_id, seq, owner_id, at, wording) values (:press, 1, :anna, ${now}, 'Mine');
     delete from register.acceptance where asset_id = :press`,
  ),
})
